import type { Context } from "hono";
import { textsIn } from "../../content/schema/locales/worker.ts";
import { digest, isSameText } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { hashedNetwork } from "../network.ts";
import { withRetries } from "../store/retry.ts";
import { type Cap, countPin } from "../store/scans.ts";
import { enterByInvite, enterByPin, findInvite, findPin } from "../store/till-entry.ts";
import { revokeTill } from "../store/tills.ts";
import { looksLikeToken, newId, newRowId } from "../tokens.ts";
import { deviceHere, keepSecret, newSecret } from "./device.ts";
import { comeBack } from "./guesses.ts";
import { hashOfPin } from "./keys.ts";
import { showTill, type TillView } from "./page.ts";

/** Wrong PINs that one network has in one span, in milliseconds; as many as one shop has from all of them together. */
const cap: Cap = { limit: 5, span: 15 * 60_000 };

// A network of its own for all who come without one; as long as a hash, as the table wants it.
const atHome = "local".padEnd(43, ".");

/** Shows what a link of the desk would do; it does nothing yet. */
export async function showInvite(c: Context<AppEnv>): Promise<Response> {
  const invite = await inviteHere(c);
  return invite === null ? refuse(c, "stale", 404) : showTill(c, { screen: "enter", invite });
}

/** Signs this device in by a link of the desk, which is spent with it. */
export async function enterWithInvite(c: Context<AppEnv>): Promise<Response> {
  const { db, now, random } = c.var.deps;
  const invite = await inviteHere(c);
  if (invite === null) return refuse(c, "stale", 404);
  const name = nameIn(await c.req.parseBody());
  if (name === null) return refuse(c, "badName", 422, invite);
  const { secret, hash } = await newSecret(random);
  const draft = { id: newId(random), name, secret: hash, at: now() };
  const key = await digest(invite.token);
  const isIn = await withRetries(() => enterByInvite(db, key, draft));
  return isIn ? welcome(c, secret) : refuse(c, "stale", 404);
}

/** Signs this device in by the PIN of a shop; whatever is wrong, the answer is the same. */
export async function enterWithPin(c: Context<AppEnv>): Promise<Response> {
  const { db, now, random, tokenSecret } = c.var.deps;
  const body = await c.req.parseBody();
  const name = nameIn(body);
  if (name === null) return refuse(c, "badName", 422);
  const shop = String(body.shop).slice(0, 64);
  const tried = { id: newRowId(random, now()), at: now(), network: (await hashedNetwork(c)) ?? atHome, shop };
  // Counted before it is judged, so that tries sent all at once count, too.
  if (!(await withRetries(() => countPin(db, tried, cap)))) {
    c.header("Retry-After", comeBack);
    return refuse(c, "locked", 429);
  }
  const given = await hashOfPin(tokenSecret, shop, String(body.pin).replace(/\s/g, ""));
  const right = (await withRetries(() => findPin(db, shop))) ?? "";
  if (!isSameText(given, right)) return refuse(c, "wrong", 401);
  const { secret, hash } = await newSecret(random);
  const draft = { id: newId(random), name, shop, secret: hash, at: now() };
  await withRetries(() => enterByPin(db, tried.id, draft));
  return welcome(c, secret);
}

async function inviteHere(c: Context<AppEnv>): Promise<{ token: string; shop: string } | null> {
  const { db, now } = c.var.deps;
  const token = c.req.param("token") ?? "";
  if (!looksLikeToken(token)) return null;
  const hash = await digest(token);
  const shop = await withRetries(() => findInvite(db, hash, now()));
  return shop === null ? null : { token, shop };
}

/** The device is in; where it was in before, under another name or for another shop, it no longer is. */
async function welcome(c: Context<AppEnv>, secret: string): Promise<Response> {
  const { db, now } = c.var.deps;
  const before = await deviceHere(c);
  if (before !== null && before !== "revoked") await withRetries(() => revokeTill(db, before.id, now()));
  keepSecret(c, secret);
  return c.redirect("/k/", 303);
}

type Refusal = "stale" | "wrong" | "locked" | "badName";

function refuse(
  c: Context<AppEnv>,
  why: Refusal,
  status: TillView["status"] & number,
  invite?: { token: string; shop: string },
): Promise<Response> {
  const { said } = textsIn(c.var.deps.catalog.site.locale).till;
  return showTill(c, { screen: "enter", notice: said[why], status, ...(invite && { invite }) });
}

/** What the device is to be called; null where that is no name. */
function nameIn({ name }: Record<string, unknown>): string | null {
  const text = typeof name === "string" ? name.normalize("NFC").replace(/\s+/g, " ").trim() : "";
  return text === "" || text.length > 40 ? null : text;
}
