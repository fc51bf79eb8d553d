import { env } from "cloudflare:workers";
import { type App, noon, origin } from "./worker-app.ts";

/** What a browser sends with a form of our own pages. */
export const ours = { Origin: origin, "Sec-Fetch-Site": "same-origin" };

/** Tries `token` at the desk's door. */
export function tryToken(app: App, token: string, headers: Record<string, string> = {}) {
  return app.ask("/admin/sign-in", {
    method: "POST",
    headers: { ...ours, ...headers },
    body: new URLSearchParams({ token }),
  });
}

/** Signs the owner in; the cookie that then opens the desk. */
export async function signIn(app: App): Promise<string> {
  const answer = await tryToken(app, app.deps.ownerToken ?? "");
  return (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
}

/** A page of the desk, as its owner reads it. */
export async function readDesk(app: App, path: string): Promise<string> {
  const answer = await app.ask(path, { headers: { Cookie: await signIn(app) } });
  return answer.text();
}

/** Posts `body` to an address of the desk, as its owner. */
export async function act(
  app: App,
  path: string,
  body: FormData | Record<string, string> | string = {},
): Promise<Response> {
  return app.ask(path, {
    method: "POST",
    headers: { ...ours, Cookie: await signIn(app) },
    body: body instanceof FormData ? body : new URLSearchParams(body),
  });
}

/** Leads `n`, all seen at the same moment, with one submission each. */
export async function manyLeads(n: number, at: number = noon): Promise<void> {
  const rows = JSON.stringify(Array.from({ length: n }, (_, place) => String(place).padStart(6, "0")));
  const id = (letter: string) => `'${letter}' || value || '000000000000000'`;
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO lead (id, identity, email, given_name, locale, first_source, last_source, created_at, seen_at)
       SELECT ${id("l")}, 'email:l' || value || '@example.com', 'l' || value || '@example.com', 'Lead ' || value,
              'it', '{}', '{}', ?2, ?2 FROM json_each(?1)`,
    ).bind(rows, at),
    env.DB.prepare(
      `INSERT INTO submission (id, landing, form, build, lead_id, status, answers, consents, fingerprint, locale,
                               source, source_label, page_url, at)
       SELECT ${id("s")}, 'guida', 'guida', 'b', ${id("l")}, 'accepted',
              json_object('email', 'l' || value || '@example.com'), '[]', substr(hex(randomblob(22)), 1, 43), 'it',
              '{}', 'direct', 'https://forno.example/guida/', ?2 FROM json_each(?1)`,
    ).bind(rows, at),
  ]);
}

/** Asks for the file of leads, as the owner who gives the token once more. */
export async function takeLeads(
  app: App,
  { format = "csv", token = app.deps.ownerToken ?? "", cookie = "" } = {},
): Promise<Response> {
  return app.ask("/admin/leads.csv", {
    method: "POST",
    headers: { ...ours, Cookie: cookie === "" ? await signIn(app) : cookie },
    body: new URLSearchParams({ format, token }),
  });
}
