import { env } from "cloudflare:workers";
import { digest } from "../../worker/digest.ts";
import { hashOfPin } from "../../worker/till/keys.ts";
import { type App, anApp, linkIn, rowsOf, submit } from "./worker-app.ts";
import { aCityCatalog } from "./worker-city.ts";
import { signIn } from "./worker-desk.ts";
import { footIn } from "./worker-preferences.ts";
import { type Route, routesOf } from "./worker-routes.ts";
import { twinActs, twins } from "./worker-twins.ts";

/** What signs a till in. */
const [invite, pin] = ["i".repeat(43), "802614"];
const webhook = { name: "gestionale", url: "https://gestionale.example/chiamate" };

/** A place where coupons are redeemed. */
const aShop = {
  name: "bottega",
  title: "La bottega",
  address: { street: "via del Forno 1", postalCode: "40100", city: "Bologna" },
};

/** The small catalog of a business that is told of everything, by mail and by webhook. */
export function aBusyCatalog() {
  return aCityCatalog(({ site }) => {
    site.shops = [aShop];
    site.notify = [{ to: "banco@forno.example" }];
    site.webhooks = [{ ...webhook, events: ["submission", "confirm", "redeem"] }];
  });
}

/** A request that acts: the route, its address filled in, and what is sent there. */
interface Act {
  route: string;
  address: string;
  body: [string, string][];
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
  await env.DB.batch([
    ...printed(now),
    ...twoCosts(now),
    ...(await somePeople(now)),
    ...twins(now),
    ...someImports(now),
    aKey(now),
  ]);
  await env.DB.batch(wishes.map((kind) => aRequest(kind, now)));
  const segment = env.DB.prepare(
    "INSERT INTO segment (name, title, question, created_at) VALUES (?1, ?1, ?2, ?3)",
  );
  await env.DB.batch(
    ["fiera", "mercato"].map((name) =>
      segment.bind(name, JSON.stringify({ all: [{ field: "tag", is: name }] }), now),
    ),
  );
  const keys = env.DB.prepare(
    "INSERT INTO till_key (hash, kind, shop, created_at, expires_at) VALUES (?1, ?2, 'bottega', ?3, ?4)",
  );
  await env.DB.batch([
    keys.bind(await digest(invite), "invite", now, now + 900_000),
    keys.bind(await hashOfPin(app.deps.tokenSecret, "bottega", pin), "pin", now, now + 900_000),
  ]);
  return { cookie: await signIn(app), acts: await actsOf(app) };
}

const wishes = ["access", "rectification", "restriction", "objection", "portability", "erasure"];

/** What Rita asks about her data. */
function aRequest(kind: string, now: number): D1PreparedStatement {
  return env.DB.prepare(
    `INSERT INTO request (id, kind, lead_id, channel, received_at, due_at)
     SELECT ?1, ?2, id, 'letter', ?3, ?3 + 2592000000 FROM lead WHERE email = 'rita@example.com'`,
  ).bind(kind.padEnd(22, "."), kind, now);
}

/** Two costs: one to change, one to delete. */
function twoCosts(now: number): D1PreparedStatement[] {
  const cost = env.DB.prepare(
    `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, created_at)
     VALUES (?1, 'pane', '2027-03-01', '2027-03-31', 1000, 'EUR', ?2)`,
  );
  return ["c", "d"].map((letter) => cost.bind(letter.repeat(22), now));
}

/** A key by which a program reads. */
function aKey(now: number): D1PreparedStatement {
  return env.DB.prepare(
    "INSERT INTO api_token (id, name, hash, scopes, created_at) VALUES (?1, 'CRM', ?2, '[]', ?3)",
  ).bind("k".repeat(22), "k".repeat(43), now);
}

/** Two printed codes, and a till that gave something for one of them that was used. */
function printed(now: number): D1PreparedStatement[] {
  const [batch, scan] = ["b".repeat(22), "s".repeat(22)];
  const code = env.DB.prepare(
    "INSERT INTO coupon (code, magnet, batch_id, issued_at, valid_from, valid_until) VALUES (?1, 'sconto', ?2, ?3, ?3, ?4)",
  );
  return [
    env.DB.prepare(
      "INSERT INTO batch (id, magnet, title, source, size, created_at) VALUES (?1, 'sconto', 'Fiera', 'fiera', 2, ?2)",
    ).bind(batch, now),
    ...["PANE-22222-22229", "PANE-33333-33338"].map((each) => code.bind(each, batch, now, now + 86_400_000)),
    env.DB.prepare(
      "INSERT INTO till (id, name, shop, secret, created_at, seen_at) VALUES (?1, 'Cassa', 'bottega', ?2, ?3, ?3)",
    ).bind("t".repeat(22), "t".repeat(43), now),
    env.DB.prepare(
      "INSERT INTO scan (id, at, code, outcome, offline) VALUES (?1, ?2, 'PANE-22222-22229', 'used', 1)",
    ).bind(scan, now),
  ];
}

/** Files on their way in, one for each thing that can be done with one; nothing in them reaches anybody. */
function someImports(now: number): D1PreparedStatement[] {
  const reading = JSON.stringify({
    ...{ encoding: "utf-8", separator: ",", heads: ["email"], samples: [], meta: false },
    ...{ columns: ["field:email"], claims: [] },
  });
  return Object.entries({ columns: "mapping", on: "trial", take: "ready", stop: "running" }).flatMap(
    ([act, status]) => [
      env.DB.prepare(
        `INSERT INTO import (id, name, status, reading, landing, provenance, basis, bytes, parts, rows, created_at)
         VALUES (?1, 'contatti.csv', ?2, ?3, 'citta', 'Una fiera', 'consent', 10, 1, 1, ?4)`,
      ).bind(act.padEnd(22, "-"), status, reading, now),
      env.DB.prepare(
        `INSERT INTO import_part (import_id, n, first, rows) VALUES (?1, 0, 1, '[["nobody"]]')`,
      ).bind(act.padEnd(22, "-")),
    ],
  );
}

/** Members of the busy world. */
export const people = { editor: "e".repeat(22), staff: "s".repeat(22), invited: "n".repeat(22) };

/** What an invitation is taken up with. */
const joining = "j".repeat(43);

/** What a form says of a member. */
const about = (name: string, email: string): [string, string][] => [
  ["name", name],
  ["email", email],
  ["role", "editor"],
];

/** An editor with two open sessions, one of staff, and one who is invited. */
async function somePeople(now: number): Promise<D1PreparedStatement[]> {
  const member = env.DB.prepare(
    `INSERT INTO member (id, name, email, role, shop, token_hash, created_at, joined_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)`,
  );
  const session = env.DB.prepare(
    `INSERT INTO session (hash, created_at, seen_at, ends_at, last_at, member_id) VALUES (?1, ?2, ?2, ?3, ?3, ?4)`,
  );
  return [
    member.bind(
      people.editor,
      "Edi",
      "edi@forno.example",
      "editor",
      null,
      await digest(keyOf("editor")),
      now,
    ),
    member.bind(people.staff, "Sara", null, "staff", "bottega", await digest(keyOf("staff")), now),
    member.bind(people.invited, "Noa", null, "editor", null, null, now),
    env.DB.prepare(
      "INSERT INTO invitation (hash, member_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
    ).bind(await digest(joining), people.invited, now, now + 1e9),
    ...["e", "f"].map((letter) => session.bind(letter.repeat(43), now, now + 1e7, people.editor)),
  ];
}

/** The key of a member of the busy world. */
export function keyOf(name: "editor" | "staff"): string {
  return `${name}-key-`.padEnd(43, "0");
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
    "/k/:code": { address: `/k/${coupon}`, body: [] },
    "/K/:code": { address: `/K/${coupon}`, body: [] },
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
    "/k/leave": { address: "/k/leave", body: [] },
    "/k/settle": { address: "/k/settle", body: [] },
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
    "/admin/mail/:id/again": { address: `/admin/mail/${dead}/again`, body: [] },
    "/admin/mail/:id/put-away": { address: `/admin/mail/${dead}/put-away`, body: [] },
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
    "/hooks/meta": { address: "/hooks/meta", body: [] },
    "/admin/imports": { address: "/admin/imports", body: [["provenance", "Una fiera"]] },
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
    "/hooks/:provider": { address: "/hooks/brevo", body: [] },
  };
  return actingRoutes().map((route) => {
    const act = known[route];
    if (act === undefined) throw new Error(`What is sent to ${route}? A new route must find its place here.`);
    return { route, ...act };
  });
}

/** The paths of all routes that act. */
export function actingRoutes(): string[] {
  return routesOf(anApp().app)
    .filter(({ method }: Route) => method !== "GET" && method !== "ALL")
    .map(({ path }) => path);
}
