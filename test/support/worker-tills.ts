import { env } from "cloudflare:workers";
import type { CatalogFileContents } from "../../content/schema/catalog.ts";
import type { Settled, TillAnswer } from "../../content/schema/till.ts";
import { couponLink } from "../../worker/coupon/link.ts";
import { hashOfPin } from "../../worker/till/keys.ts";
import { type App, rowsOf, submit } from "./worker-app.ts";
import { aCatalog } from "./worker-catalog.ts";
import { ours } from "./worker-desk.ts";

const address = { street: "via del Forno 1", postalCode: "40100", city: "Bologna", country: "IT" };

/** The small catalog of a business with two shops; `change` makes another one of it. */
export function aShopCatalog(change: (catalog: CatalogFileContents) => void = () => {}) {
  return aCatalog((catalog) => {
    catalog.site.shops = ["bottega", "mercato"].map((name) => ({ name, title: `La ${name}`, address }));
    change(catalog);
  });
}

/** The PIN of every shop in tests. */
export const pin = "802614";

/** Sets the PIN of `shop`. */
export async function setShopPin(app: App, shop: string): Promise<void> {
  const now = app.deps.now();
  const hash = await hashOfPin(app.deps.tokenSecret, shop, pin);
  await env.DB.prepare(
    "INSERT INTO till_key (hash, kind, shop, created_at, expires_at) VALUES (?1, 'pin', ?2, ?3, ?4) ON CONFLICT DO NOTHING",
  )
    .bind(hash, shop, now, now + 1e12)
    .run();
}

/** Tries to sign a device in by the PIN of `shop`. */
export function tryPin(app: App, shop: string, given: string, headers: Record<string, string> = {}) {
  return app.ask("/k/enter", {
    method: "POST",
    headers: { ...ours, ...headers },
    body: new URLSearchParams({ shop, pin: given, name: `Telefono ${shop}` }),
  });
}

/** Signs a device in for `shop`; the cookie that it then has. */
export async function enter(app: App, shop = "bottega"): Promise<string> {
  await setShopPin(app, shop);
  return cookieIn(await tryPin(app, shop, pin));
}

/** The cookie that an answer sets. */
export function cookieIn(answer: Response): string {
  return (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
}

let people = 0;

/** A coupon claimed by somebody new: its code, and what its QR code has behind it. */
export async function claim(app: App): Promise<{ code: string; payload: string }> {
  people += 1;
  const email = `person.${people}@example.com`;
  await submit(app, "sconto", { email });
  const found = await env.DB.prepare(
    `SELECT code, magnet, valid_from AS validFrom, valid_until AS validUntil FROM coupon
      WHERE lead_id = (SELECT id FROM lead WHERE email = ?1)`,
  )
    .bind(email)
    .first<{ code: string; magnet: string; validFrom: number; validUntil: number }>();
  if (found === null) throw new Error("No coupon was claimed.");
  const payload = (await couponLink(app.deps, found)).split("/").at(-1) ?? "";
  return { code: found.code, payload };
}

/** A device's script asks the Worker; the status and the answer. */
export async function askTill<T = TillAnswer>(app: App, Cookie: string, path: string, body?: object) {
  const headers = { ...ours, Cookie, Accept: "application/json" };
  const answer = await app.ask(path, {
    headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  return { status: answer.status, answer, body: await answer.json<T>() };
}

let names = 0;

/** A new name for a redemption. */
export function aName(): string {
  names += 1;
  return String(names).padStart(22, "r");
}

/** Hands one redemption over that was done at `at` without reception; what became of it. */
export async function settleOne(
  app: App,
  Cookie: string,
  {
    code,
    payload = null,
    at,
    id = aName(),
  }: { code: string; payload?: string | null; at: number; id?: string },
) {
  const queue = [{ id, code, payload, at, amount: null }];
  const { body } = await askTill<Settled>(app, Cookie, "/k/settle", { queue, rest: 0 });
  return body.results[0]?.answer;
}

/** What was noted of tries, in their order. */
export async function scans(): Promise<Record<string, unknown>[]> {
  return (await rowsOf("scan")).toSorted((one, other) => Number(one.at) - Number(other.at));
}
