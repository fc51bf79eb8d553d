import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { fill } from "../../content/schema/locales/worker.ts";
import type { AppEnv, Deps } from "../env.ts";
import { notingChange } from "../people/audit.ts";
import { withRetries } from "../store/retry.ts";
import {
  createInvite,
  listPins,
  listTills,
  removePin,
  renameTill,
  revokeTill,
  setPin,
} from "../store/tills.ts";
import { hashOfPin, inviteTime, isPin, newInvite, newPin } from "../till/keys.ts";
import { shopTitle } from "./coupon-parts.tsx";
import { listConflicts, markSeen } from "./store-conflicts.ts";
import { longestName, type TillsHere, TillsPage } from "./tills.tsx";
import { viewOf } from "./view.ts";

const formOnly = bodyLimit({ maxSize: 4096 });
const mostConflicts = 50;

/** The devices that take coupons: what the owner sees of them and does with them, and what they gave for nothing. */
export const tills = new Hono<AppEnv>()
  .get("/tills", async (c) => {
    const { said: words } = viewOf(c).coupons.tills;
    const asked = c.req.query("said");
    const said = asked === "renamed" || asked === "revoked" ? words[asked] : undefined;
    return show(c, { ...(await readTills(c.var.deps)), said });
  })
  .post("/tills/invite", formOnly, async (c) => {
    const { deps } = c.var;
    const shop = shopIn(deps, await c.req.parseBody());
    // Read first: once the link is made, nothing may keep it from the one page that shows it.
    const here = await readTills(deps);
    if (shop === null) return show(c, { ...here, error: viewOf(c).coupons.tills.noShop }, 422);
    const { token, hash } = await newInvite(deps.random);
    const now = deps.now();
    const expires = now + inviteTime;
    await withRetries(() =>
      createInvite(
        deps.db,
        { hash, shop, now, expires },
        notingChange(c, { act: "till.invite", subject: shop }),
      ),
    );
    return show(c, { ...here, invite: { url: `${deps.publicUrl}/k/enter/${token}`, shop, expires } });
  })
  .post("/tills/pin", formOnly, (c) => changePin(c))
  .post("/tills/conflicts/:id/seen", async (c) => {
    const { db, now } = c.var.deps;
    const id = c.req.param("id");
    await withRetries(() =>
      db.batch([markSeen(db, id, now()), notingChange(c, { act: "till.seen", subject: id })]),
    );
    return c.redirect(viewOf(c).link("/admin/tills"), 303);
  })
  .post("/tills/:id/rename", formOnly, async (c) => {
    const { name } = await c.req.parseBody();
    const text = typeof name === "string" ? name.normalize("NFC").replace(/\s+/g, " ").trim() : "";
    if (text === "" || text.length > longestName) return refuse(c, "badName", 422);
    const id = c.req.param("id");
    const done = await withRetries(() =>
      renameTill(c.var.deps.db, id, text, notingChange(c, { act: "till.rename", subject: id })),
    );
    return done
      ? c.redirect(viewOf(c).link("/admin/tills", { said: "renamed" }), 303)
      : refuse(c, "unknown", 404);
  })
  .post("/tills/:id/revoke", async (c) => {
    const { db, now } = c.var.deps;
    const id = c.req.param("id");
    const done = await withRetries(() =>
      revokeTill(db, id, now(), notingChange(c, { act: "till.revoke", subject: id })),
    );
    return done
      ? c.redirect(viewOf(c).link("/admin/tills", { said: "revoked" }), 303)
      : refuse(c, "unknown", 404);
  });

async function changePin(c: Context<AppEnv>): Promise<Response> {
  const { deps } = c.var;
  const words = viewOf(c).coupons.tills;
  const body = await c.req.parseBody();
  const shop = shopIn(deps, body);
  const here = await readTills(deps);
  if (shop === null) return show(c, { ...here, error: words.noShop }, 422);
  const title = shopTitle(viewOf(c), shop);
  if (body.act === "remove") {
    const noted = notingChange(c, { act: "till.pin-remove", subject: shop });
    await withRetries(() => removePin(deps.db, shop, noted));
    const pins = new Map([...here.pins].filter(([name]) => name !== shop));
    return show(c, { ...here, pins, said: fill(words.pinRemoved, { shop: title }) });
  }
  const pin = body.act === "make" ? newPin(deps.random) : body.pin;
  if (typeof pin !== "string" || !isPin(pin)) return show(c, { ...here, error: words.pinWrong }, 422);
  const now = deps.now();
  const hash = await hashOfPin(deps.tokenSecret, shop, pin);
  const noted = notingChange(c, { act: "till.pin", subject: shop });
  await withRetries(() => setPin(deps.db, shop, { hash, now }, noted));
  const pins = new Map([...here.pins, [shop, now]]);
  return show(c, { ...here, pins, said: fill(words.pinShown, { shop: title, pin }) });
}

function readTills({ db }: Deps): Promise<TillsHere> {
  return withRetries(async () => {
    const [found, pins, conflicts] = await Promise.all([
      listTills(db),
      listPins(db),
      listConflicts(db, mostConflicts),
    ]);
    return { tills: found, pins, conflicts };
  });
}

function show(c: Context<AppEnv>, here: TillsHere, status: 200 | 404 | 422 = 200) {
  return c.html(<TillsPage view={viewOf(c)} here={here} />, status);
}

async function refuse(c: Context<AppEnv>, said: "badName" | "unknown", status: 404 | 422) {
  return show(c, { ...(await readTills(c.var.deps)), error: viewOf(c).coupons.tills.said[said] }, status);
}

/** The shop that was chosen, if the site has it. */
function shopIn({ catalog }: Deps, { shop }: Record<string, unknown>): string | null {
  return catalog.site.shops.find(({ name }) => name === shop)?.name ?? null;
}
