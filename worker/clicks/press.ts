import type { Context } from "hono";
import { dayIn } from "../calendar.ts";
import type { AppEnv } from "../env.ts";
import { hashOfToken } from "../tokens.ts";
import { hiddenLink, type NamedLink } from "./link-name.ts";
import { partiesOf } from "./parties.ts";
import { insertPress } from "./store-presses.ts";

/** Writes down that a link was pressed; the clock judges later whether by a person. */
export async function notePress(c: Context<AppEnv>, named: NamedLink): Promise<void> {
  const { variant, token } = named;
  if (variant === null || isAhead(c)) return;
  const { deps } = c.var;
  const at = deps.now();
  const day = dayIn(at, deps.catalog.site.timeZone);
  await insertPress(deps.db, {
    ...named,
    ...(await partiesOf(c, day, token)),
    variant,
    at,
    day,
    telling: c.req.method === "HEAD" || named.link === hiddenLink,
    token: token === null ? null : await hashOfToken(token),
  });
}

/** Whether a browser asks ahead of its person, who has pressed nothing yet. */
function isAhead(c: Context<AppEnv>): boolean {
  const said = ["Sec-Purpose", "Purpose", "X-Moz"].map((name) => c.req.header(name) ?? "");
  return /prefetch|prerender|preview/i.test(said.join(" "));
}
