import { env } from "cloudflare:workers";
import { type App, anApp, linkIn, rowsOf, submit } from "./worker-app.ts";
import { aCityCatalog } from "./worker-city.ts";
import { signIn } from "./worker-desk.ts";
import { footIn } from "./worker-preferences.ts";
import { type Route, routesOf } from "./worker-routes.ts";

const webhook = { name: "gestionale", url: "https://gestionale.example/chiamate" };

/** The small catalog of a business that is told of everything, by mail and by webhook. */
export function aBusyCatalog() {
  return aCityCatalog(({ site }) => {
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
  await submit(app, "sconto", { email: "ada@example.com" });
  await submit(app, "guida", { email: "cleo@example.com", nome: "Cleo", _website: "x" });
  for (const name of ["dora", "elsa", "gina"]) {
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
  const coupon = await idIn("coupon", () => true);
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
    "/admin/leads.csv": { address: "/admin/leads.csv", body: [...owner, ["format", "csv"]] },
    "/admin/leads/:id/prefill": { address: `/admin/leads/${lead}/prefill`, body: [["landing", "citta"]] },
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
