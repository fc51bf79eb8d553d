import type { Context } from "hono";
import { dayIn } from "../calendar.ts";
import { base64Url, sign } from "../digest.ts";
import type { AppEnv, Deps } from "../env.ts";
import { hashedNetwork } from "../network.ts";
import { hashOfToken } from "../tokens.ts";
import { hiddenLink, type NamedLink } from "./link-name.ts";
import { findPressKey, insertPress } from "./store-presses.ts";

/**
 * Writes down that a link was pressed; the clock judges later whether by a person.
 *
 * Who pressed is told apart under a key that lives no longer than the day: neither address nor program is kept.
 */
export async function notePress(c: Context<AppEnv>, named: NamedLink): Promise<void> {
  const { variant, token } = named;
  if (variant === null || isAhead(c)) return;
  const { deps } = c.var;
  const at = deps.now();
  const day = dayIn(at, deps.catalog.site.timeZone);
  const key = await keyOf(deps, day);
  const network = (await hashedNetwork(c)) ?? "";
  const program = c.req.header("User-Agent") ?? "";
  await insertPress(deps.db, {
    ...named,
    variant,
    at,
    day,
    party: await sign(key, token === null ? `network:${network}` : `mail:${token}`),
    caller: await sign(key, `caller:${network}\n${program}`),
    telling: c.req.method === "HEAD" || named.link === hiddenLink,
    token: token === null ? null : await hashOfToken(token),
  });
}

/** Whether a browser asks ahead of its person, who has pressed nothing yet. */
function isAhead(c: Context<AppEnv>): boolean {
  const said = ["Sec-Purpose", "Purpose", "X-Moz"].map((name) => c.req.header(name) ?? "");
  return /prefetch|prerender|preview/i.test(said.join(" "));
}

const keys = new WeakMap<Deps, { day: string; key: Promise<string> }>();

/** The key of `day`, drawn by whoever asks first. */
function keyOf(deps: Deps, day: string): Promise<string> {
  const known = keys.get(deps);
  if (known?.day === day) return known.key;
  const key = findPressKey(deps.db, day, base64Url(deps.random(32)));
  keys.set(deps, { day, key });
  // What failed is asked anew.
  key.catch(() => keys.delete(deps));
  return key;
}
