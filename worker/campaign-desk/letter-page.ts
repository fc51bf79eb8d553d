import type { Context } from "hono";
import { campaignNamed } from "../campaigns/campaign.ts";
import type { AppEnv } from "../env.ts";
import { composeSample, sampleFor } from "./sample.ts";

// Nothing of a mail runs, sends or leads away; pictures are the site's own, and its styles stand on its elements.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin";

/** The letter of a campaign alone, as one reader would get it, for the frame on its page. */
export async function answerLetter(c: Context<AppEnv>): Promise<Response> {
  const { deps } = c.var;
  const name = c.req.param("name") ?? "";
  const entry = campaignNamed(deps, name);
  const to = sampleFor(c.var, c.req.query("lead"));
  const variant = Number(/^[0-3]$/.exec(c.req.query("variant") ?? "")?.[0] ?? 0);
  const letter = entry === undefined ? null : await composeSample(deps, { name, entry, to, variant });
  if (letter === null) return c.text("404\n", 404);
  c.header("Content-Security-Policy", policy);
  c.header("X-Frame-Options", "SAMEORIGIN");
  return c.html(letter.html);
}
