import { env } from "cloudflare:workers";
import { type App, linkIn, origin, press, rowsOf, submit } from "./worker-app.ts";
import { act } from "./worker-desk.ts";

/** Asks for the file `what`, as the owner who gives the token once more. */
export async function take(app: App, what: string, more: Record<string, string> = {}): Promise<Response> {
  const key = { token: app.deps.ownerToken ?? "" };
  return act(app, "/admin/export", { what, format: "csv", segment: "*", ...key, ...more });
}

/** The same as rows. */
export async function takeJson(app: App, what: string, more: Record<string, string> = {}) {
  const answer = await take(app, what, { format: "json", ...more });
  return answer.json<Record<string, string | number | null>[]>();
}

/** The cells of a CSV without line breaks in its cells. */
export function cellsOf(csv: string): string[][] {
  return csv
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(",").map((cell) => cell.replace(/^"|"$/g, "")));
}

/** Ada, who confirmed marketing, partners and tracking after a click; Bea, who confirmed nothing. */
export async function twoLeads(app: App): Promise<void> {
  const headers = {
    Referer: `${origin}/guida/?utm_source=ig&utm_campaign=Primavera&utm_medium=cpc&gclid=Cj0KCQ-abc_123`,
  };
  await submit(
    app,
    "guida",
    { email: "ada@example.com", nome: "Ada", settore: "Bar", "consent-marketing": "yes" },
    headers,
  );
  await press(app, linkIn(app));
  await submit(app, "sconto", { email: "bea@example.com", nome: "Bea" });
  const [ada] = await rowsOf("lead");
  for (const purpose of ["partners", "tracking"])
    await env.DB.prepare(
      `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
       SELECT lead_id, ?2, 1, wording, wording_hash, form, build, locale, page_url, 'confirm', at
         FROM receipt WHERE lead_id = ?1 LIMIT 1`,
    )
      .bind(ada?.id, purpose)
      .run();
}
