import type { Context } from "hono";
import { base64Url, sign } from "../digest.ts";
import type { AppEnv, Deps } from "../env.ts";
import { hashedNetwork } from "../network.ts";
import { findPressKey } from "./store-presses.ts";

/** Who presses, under a key that lives no longer than the day: neither address nor program is kept. */
export interface Parties {
  /** The network, or the mail where `token` is that of its own links. */
  party: string;
  /** The network with the program. */
  caller: string;
}

/** Who presses on `day`. */
export async function partiesOf(c: Context<AppEnv>, day: string, token: string | null): Promise<Parties> {
  const key = await keyOf(c.var.deps, day);
  const network = (await hashedNetwork(c)) ?? "";
  const program = c.req.header("User-Agent") ?? "";
  return {
    party: await sign(key, token === null ? `network:${network}` : `mail:${token}`),
    caller: await sign(key, `caller:${network}\n${program}`),
  };
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
