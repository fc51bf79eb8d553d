import type { Context } from "hono";
import type { AppEnv } from "../env.ts";
import type { Mailing } from "../mailings/mailing.ts";
import { composeSample, sampleFor, variantIn } from "./sample.ts";

// Nothing of a mail runs, sends or leads away; pictures are the site's own, and its styles stand on its elements.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin";

/** The letter alone, as one reader would get it, for the frame on its page. */
export async function answerLetter(c: Context<AppEnv>, mailing: Mailing | null): Promise<Response> {
  const wish = { to: sampleFor(c.var, c.req.query("lead")), variant: variantIn(c.req.query("variant")) };
  const letter = mailing === null ? null : await composeSample(c.var.deps, mailing, wish);
  if (letter === null) return c.text("404\n", 404);
  c.header("Content-Security-Policy", policy);
  c.header("X-Frame-Options", "SAMEORIGIN");
  return c.html(letter.html);
}
