import { env } from "cloudflare:workers";
import { type App, press, submit } from "./worker-app.ts";
import { ours, readDesk, signIn } from "./worker-desk.ts";

/** A lead with a coupon, and what the owner does with it. */
export async function aCoupon(app: App, email = "ada@example.com", landing = "sconto") {
  await submit(app, landing, { email });
  const code = await env.DB.prepare("SELECT code FROM coupon JOIN lead ON lead.id = lead_id WHERE email = ?1")
    .bind(email)
    .first<string>("code");
  const act = (name: string, body: Record<string, string> = {}) =>
    post(app, `/admin/${name === "undo" ? "counter" : "coupons"}/${code}/${name}`, body);
  return { code: code ?? "", act };
}

/** Posts a form of the desk, as its owner does. */
export async function post(app: App, path: string, body: Record<string, string>): Promise<Response> {
  const headers = { ...ours, Cookie: await signIn(app) };
  return app.ask(path, { method: "POST", headers, body: new URLSearchParams(body) });
}

/** The page that an act leads to. */
export function pageAfter(app: App, answer: Response): Promise<string> {
  return readDesk(app, answer.headers.get("Location") ?? "");
}

/** Asks the desk for ten printed codes, or what `change` says. */
export function makeBatch(app: App, change: Record<string, string>): Promise<Response> {
  const asked = { magnet: "sconto", title: "Mercato", source: "mercato", count: "10", day: "", ...change };
  return post(app, "/admin/coupons/batches", asked);
}

/** Redeems the coupon, as the owner does. */
export async function redeem(app: App, code: string): Promise<void> {
  await press(app, `/k/${code}`, { Cookie: await signIn(app) });
}
