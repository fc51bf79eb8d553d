import { env } from "cloudflare:workers";
import { about } from "./worker-act-form.ts";
import { type App, anApp, linkIn, press, rowsOf, submit } from "./worker-app.ts";
import { invite, joining, people, pin, storeBusyRows, webhook } from "./worker-busy.ts";
import { storeBusyCampaigns, storeBusySequences } from "./worker-busy-mailings.ts";
import { signIn } from "./worker-desk.ts";
import { mailingActs } from "./worker-mailing-acts.ts";
import { footIn } from "./worker-preferences.ts";
import { type Route, routesOf } from "./worker-routes.ts";
import { twinActs } from "./worker-twins.ts";

/** A request that acts: the route, its address filled in, and what is sent there. */
export interface Act {
  route: string;
  address: string;
  body: [string, string][];
  /** The file that goes with it. */
  file?: File;
  /** What another act of this world would have to have done before (SQL). */
  first?: string;
}

/** A database in which every route that acts has something to do, and the requests that do it. */
export interface BusyWorld {
  cookie: string;
  acts: Act[];
}

/**
 * Fills an empty database: a guide whose mail has come, a coupon, a post in quarantine, one mail that was given up, one
 * that waits and one that is withheld, calls that failed, a webhook that is off.
 */
export async function aBusyWorld(app: App): Promise<BusyWorld> {
  for (const name of ["ada", "fede", "ilda", "lina", "mina", "nina", "olga"])
    await submit(app, "sconto", { email: `${name}@example.com` });
  await submit(app, "guida", { email: "cleo@example.com", nome: "Cleo", _website: "x" });
  for (const name of ["dora", "elsa", "gina", "rita"]) {
    await submit(app, "guida", { email: `${name}@example.com`, nome: name });
  }
  await submit(app, "guida", { email: "zoe@example.com", nome: "Zoe", "consent-marketing": "yes" });
  // Whoever confirms may be written to.
  await press(app, linkIn({ ...app, mails: app.mails.filter(({ to }) => to === "zoe@example.com") }));
  await submit(app, "guida", { email: "bea@example.com", nome: "Bea", "consent-marketing": "yes" });
  const mails = env.DB.prepare(
    `UPDATE message SET status = ?2, sent_at = NULL, failure = ?3
      WHERE kind = 'delivery' AND lead_id = (SELECT id FROM lead WHERE email = ?1)`,
  );
  const now = app.deps.now();
  await env.DB.batch([
    mails.bind("dora@example.com", "dead", "HTTP 422"),
    mails.bind("elsa@example.com", "withheld", "landing-cap"),
    mails.bind("gina@example.com", "queued", null),
    env.DB.prepare("UPDATE webhook_call SET status = 'dead', lease = NULL, sent_at = NULL"),
    env.DB.prepare("INSERT INTO webhook_off (webhook, url, at) VALUES (?1, ?2, ?3)").bind(
      webhook.name,
      webhook.url,
      now,
    ),
  ]);
  await storeBusyRows(now, app.deps.tokenSecret);
  await storeBusyCampaigns(app.deps);
  const reader = (await rowsOf("lead")).find(({ email }) => email === "zoe@example.com");
  await storeBusySequences(String(reader?.id), now);
  return { cookie: await signIn(app), acts: await actsOf(app) };
}

async function actsOf(app: App): Promise<Act[]> {
  const hers = { ...app, mails: app.mails.filter(({ to }) => to === "bea@example.com") };
  const idIn = async (table: string, is: (row: Record<string, unknown>) => boolean) => {
    const row = (await rowsOf(table)).find(is);
    if (row === undefined) throw new Error(`The world lacks a ${table}.`);
    return String(row.id ?? row.code);
  };
  const held = await idIn("submission", ({ status }) => status === "quarantined");
  const dead = await idIn("message", ({ status }) => status === "dead");
  const call = await idIn("webhook_call", ({ status }) => status === "dead");
  const lead = await idIn("lead", ({ email }) => email === "bea@example.com");
  const reader = await idIn("lead", ({ email }) => email === "zoe@example.com");
  const leads = await rowsOf("lead");
  const couponOf = (name: string) => {
    const holder = leads.find(({ email }) => email === `${name}@example.com`);
    return idIn("coupon", ({ lead_id }) => lead_id === holder?.id);
  };
  const [coupon, taken, longer, leaked, given, handed, open] = await Promise.all(
    ["ada", "fede", "ilda", "lina", "mina", "nina", "olga"].map(couponOf),
  );
  for (const code of [given, handed])
    await env.DB.prepare(
      "UPDATE coupon SET redeemed_at = ?2, redemption = ?3, redeemed_by = 'owner' WHERE code = ?1",
    )
      .bind(code, app.deps.now(), "g".repeat(22))
      .run();
  const batch = await idIn("batch", () => true);
  const till = await idIn("till", () => true);
  const conflict = await idIn("scan", ({ outcome }) => outcome === "used");
  const spent: [string, string][] = [
    ["campaign", "pane"],
    ["from", "2027-03-01"],
    ["amount", "12,50"],
  ];
  const owner: [string, string][] = [["token", app.deps.ownerToken ?? ""]];
  const visitor: [string, string][] = [
    ["email", "ida@example.com"],
    ["nome", "Ida"],
    ["consent-marketing", "yes"],
  ];
  const known: Record<string, Omit<Act, "route">> = {
    "/f/:landing{.+}": { address: "/f/guida", body: visitor },
    "/g": { address: "/g", body: [["email", "bea@example.com"]] },
    "/g/:token": { address: linkIn(hers), body: [] },
    ...Object.fromEntries(
      ["k", "K"].map((at) => [`/${at}/:code`, { address: `/${at}/${coupon}`, body: [] }]),
    ),
    ...Object.fromEntries(
      ["/k", "/K"].map((base) => [
        `${base}/:code/undo`,
        { address: `${base}/${given}/undo`, body: [["id", "g".repeat(22)] satisfies [string, string]] },
      ]),
    ),
    "/k/enter": {
      address: "/k/enter",
      body: [
        ["shop", "bottega"],
        ["pin", pin],
        ["name", "Telefono"],
      ],
    },
    "/k/enter/:token": { address: `/k/enter/${invite}`, body: [["name", "Telefono"]] },
    ...Object.fromEntries(["/k/leave", "/k/settle"].map((address) => [address, { address, body: [] }])),
    "/u/:token": { address: footIn(hers), body: [["action", "copy"]] },
    "/e": {
      address: "/e",
      body: [
        ["landing", "guida"],
        ["step", "view"],
      ],
    },
    "/admin/sign-in": { address: "/admin/sign-in", body: owner },
    "/admin/sign-out": { address: "/admin/sign-out", body: [] },
    "/admin/costs": { address: "/admin/costs", body: [...spent, ["id", "e".repeat(22)]] },
    "/admin/costs/import": {
      address: "/admin/costs/import",
      body: [
        ["text", "campaign,from,until,amount\npane,2027-03-01,2027-03-02,9.90"],
        ["act", "write"],
      ],
    },
    "/admin/costs/:id": { address: `/admin/costs/${"c".repeat(22)}`, body: spent },
    "/admin/costs/:id/delete": { address: `/admin/costs/${"d".repeat(22)}/delete`, body: [] },
    "/admin/leads.csv": { address: "/admin/leads.csv", body: [...owner, ["format", "csv"]] },
    ...twinActs,
    "/admin/export": {
      address: "/admin/export",
      body: [...owner, ["what", "leads"], ["format", "xlsx"]],
    },
    "/admin/tokens": {
      address: "/admin/tokens",
      body: [
        ["name", "CRM"],
        ["scope", "leads:read"],
      ],
    },
    "/admin/tokens/:id/revoke": { address: `/admin/tokens/${"k".repeat(22)}/revoke`, body: [] },
    "/admin/leads/:id/prefill": { address: `/admin/leads/${lead}/prefill`, body: [["landing", "citta"]] },
    "/admin/leads/mark": {
      address: "/admin/leads/mark",
      body: [
        ["who", "all"],
        ["act", "tag"],
        ["tag", "fiera"],
      ],
    },
    "/admin/segments": {
      address: "/admin/segments",
      body: [
        ["title", "Da chiamare"],
        ["where", "score~from~10"],
      ],
    },
    "/admin/segments/:name/rename": {
      address: "/admin/segments/fiera/rename",
      body: [["title", "La fiera"]],
    },
    "/admin/segments/:name/delete": { address: "/admin/segments/mercato/delete", body: [] },
    "/admin/quarantine/release": { address: "/admin/quarantine/release", body: [["id", held]] },
    "/admin/quarantine/:id/release": { address: `/admin/quarantine/${held}/release`, body: [] },
    "/admin/quarantine/:id/delete": { address: `/admin/quarantine/${held}/delete`, body: [] },
    "/admin/mail/again": { address: "/admin/mail/again", body: [] },
    "/admin/mail/release": { address: "/admin/mail/release", body: [["landing", "guida"]] },
    "/admin/mail/drop": { address: "/admin/mail/drop", body: [["landing", "guida"]] },
    "/admin/mail/go-on": { address: "/admin/mail/go-on", body: [["reason", "Un elenco vecchio."]] },
    "/admin/mail/:id/again": { address: `/admin/mail/${dead}/again`, body: [] },
    "/admin/mail/:id/put-away": { address: `/admin/mail/${dead}/put-away`, body: [] },
    ...(await mailingActs(app, reader)),
    "/admin/webhooks/calls/:id/replay": { address: `/admin/webhooks/calls/${call}/replay`, body: [] },
    "/admin/webhooks/:name/replay": { address: `/admin/webhooks/${webhook.name}/replay`, body: [] },
    "/admin/webhooks/:name/on": { address: `/admin/webhooks/${webhook.name}/on`, body: [] },
    "/admin/tills/conflicts/:id/seen": { address: `/admin/tills/conflicts/${conflict}/seen`, body: [] },
    "/admin/coupons/batches": {
      address: "/admin/coupons/batches",
      body: [
        ["magnet", "sconto"],
        ["title", "Mercato"],
        ["source", "mercato"],
        ["count", "3"],
      ],
    },
    "/admin/coupons/batches/:id/void": { address: `/admin/coupons/batches/${batch}/void`, body: [] },
    "/admin/coupons/:code/void": { address: `/admin/coupons/${taken}/void`, body: [] },
    "/admin/counter/:code/redeem": { address: `/admin/counter/${open}/redeem`, body: [["amount", "12,50"]] },
    "/admin/counter/:code/undo": { address: `/admin/counter/${handed}/undo`, body: [] },
    "/admin/join/:token": { address: `/admin/join/${joining}`, body: [] },
    "/admin/people": { address: "/admin/people", body: about("Quinto", "quinto@forno.example") },
    "/admin/people/:id": {
      address: `/admin/people/${people.editor}`,
      body: about("Edi", "edi@forno.example"),
    },
    "/admin/people/:id/invite": { address: `/admin/people/${people.staff}/invite`, body: [] },
    "/admin/people/:id/revoke": { address: `/admin/people/${people.editor}/revoke`, body: [] },
    "/admin/sessions/others/end": { address: "/admin/sessions/others/end", body: [] },
    "/admin/sessions/renew": { address: "/admin/sessions/renew", body: owner },
    "/admin/sessions/:hash/end": { address: `/admin/sessions/${"e".repeat(43)}/end`, body: [] },
    "/admin/coupons/:code/extend": {
      address: `/admin/coupons/${longer}/extend`,
      body: [["day", "2029-01-01"]],
    },
    "/admin/coupons/:code/replace": { address: `/admin/coupons/${leaked}/replace`, body: [] },
    "/admin/requests": {
      address: "/admin/requests",
      body: [
        ["kind", "access"],
        ["contact", "bea@example.com"],
        ["channel", "letter"],
        ["day", "2027-03-09"],
      ],
    },
    ...Object.fromEntries(
      (
        [
          ["copy", "access", [["as", "mail"]]],
          ["rectify", "rectification", [["email", "rita.nuova@example.com"]]],
          ["restrict", "restriction", []],
          ["object", "objection", []],
          ["extend", "portability", [["reason", "Sono molti"]]],
          ["close", "portability", [["outcome", "refused"]]],
          ["erase", "erasure", owner],
        ] satisfies [string, string, [string, string][]][]
      ).map(([act, kind, body]) => [
        `/admin/requests/:id/${act}`,
        { address: `/admin/requests/${kind.padEnd(22, ".")}/${act}`, body },
      ]),
    ),
    "/admin/imports": {
      address: "/admin/imports",
      body: [
        ["landing", "citta"],
        ["provenance", "Una fiera"],
        ["basis", "consent"],
      ],
      file: new File(["email\nada@example.com\n"], "contatti.csv"),
    },
    ...Object.fromEntries(
      ["columns", "on", "take", "stop"].map((act) => [
        `/admin/imports/:id/${act}`,
        {
          address: `/admin/imports/${act.padEnd(22, "-")}/${act}`,
          body: [["column-0", "field:email"] satisfies [string, string]],
        },
      ]),
    ),
    "/admin/tills/invite": { address: "/admin/tills/invite", body: [["shop", "bottega"]] },
    "/admin/tills/pin": {
      address: "/admin/tills/pin",
      body: [
        ["shop", "bottega"],
        ["act", "make"],
      ],
    },
    "/admin/tills/:id/rename": { address: `/admin/tills/${till}/rename`, body: [["name", "Cassa 2"]] },
    "/admin/tills/:id/revoke": { address: `/admin/tills/${till}/revoke`, body: [] },
    "/hooks/meta": { address: "/hooks/meta", body: [] },
    "/hooks/:provider": { address: "/hooks/brevo", body: [] },
  };
  return actingRoutes().map((route) => ({ route, ...(known[route] ?? unplaced(route)) }));
}

function unplaced(route: string): never {
  throw new Error(`What is sent to ${route}? A new route must find its place here.`);
}

/** The paths of all routes that act. */
export function actingRoutes(): string[] {
  return routesOf(anApp().deps)
    .filter(({ method }: Route) => method !== "GET" && method !== "ALL")
    .map(({ path }) => path);
}
