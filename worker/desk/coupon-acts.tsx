import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { newCouponCode, readCouponCode } from "../../content/schema/coupon-code.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import { daySchema } from "../../content/schema/primitives.ts";
import { afterwards } from "../afterwards.ts";
import { endOfDay } from "../calendar.ts";
import type { AppEnv, Deps } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { sweepOutbox } from "../mail/send.ts";
import { notingChange } from "../people/audit.ts";
import { withRetries } from "../store/retry.ts";
import { hashOfToken, newRowId, tokenFor } from "../tokens.ts";
import { CouponPage } from "./coupon.tsx";
import { sayLastDay } from "./coupon-parts.tsx";
import { MissingPage } from "./missing.tsx";
import { type CouponOne, readCoupon } from "./store-coupon.ts";
import {
  extendCoupon,
  listFirstGrants,
  type Replacement,
  replaceCoupon,
  voidCoupon,
} from "./store-coupon-acts.ts";
import { viewOf } from "./view.ts";

const formOnly = bodyLimit({ maxSize: 4096 });

/** One coupon, and what the owner does with it. */
export const couponDesk = new Hono<AppEnv>()
  .get("/coupons/:code", (c) =>
    show(
      c,
      told.find((said) => said === c.req.query("said")),
    ),
  )
  .post("/coupons/:code/void", formOnly, (c) =>
    act(c, async ({ code }) => {
      const { db, now } = c.var.deps;
      const at = now();
      const reason = reasonIn(await c.req.parseBody());
      const noted = notingChange(c, { act: "coupon.void", subject: code });
      const done = await withRetries(() => voidCoupon(db, code, at, reason, noted));
      return [code, done ? "voided" : "late"];
    }),
  )
  .post("/coupons/:code/extend", formOnly, (c) =>
    act(c, async (coupon) => {
      const { deps } = c.var;
      const body = await c.req.parseBody();
      const day = daySchema.safeParse(body.day);
      const until = day.success ? endOfDay(day.data, deps.catalog.site.timeZone) : 0;
      const at = deps.now();
      if (until <= Math.max(at, coupon.validUntil)) return [coupon.code, "notLater"];
      const extension = { at, until, reason: reasonIn(body), tokens: await tokensOf(deps, coupon) };
      const noted = notingChange(c, {
        act: "coupon.extend",
        subject: coupon.code,
        about: { day: day.data ?? "" },
      });
      const done = await withRetries(() => extendCoupon(deps.db, coupon, extension, noted));
      return [coupon.code, done ? "extended" : "late"];
    }),
  )
  .post("/coupons/:code/replace", formOnly, (c) =>
    act(c, async (coupon) => {
      const { deps } = c.var;
      const { code } = coupon;
      const magnet = deps.catalog.magnets[coupon.magnet];
      const prefix = magnet?.kind === "coupon" ? magnet.prefix : undefined;
      const at = deps.now();
      const body = await c.req.parseBody();
      const mail = body.mail === "yes" ? await mailFor(deps, coupon, at) : null;
      const other = newCouponCode(prefix, deps.random);
      const replacement = { code: other, at, reason: reasonIn(body), mail };
      const noted = notingChange(c, { act: "coupon.replace", subject: code, about: { by: other } });
      const done = await withRetries(() => replaceCoupon(deps.db, coupon, replacement, noted));
      if (!done) return [code, "late"];
      if (mail === null) return [other, "replacedNoMail"];
      afterwards(c, sweepOutbox(deps));
      return [other, "replaced"];
    }),
  );

// What the page may be asked to say by its address: that something was done.
const told = ["voided", "extended", "replaced", "replacedNoMail", "undone", "redeemed"] as const;
type Said = (typeof told)[number] | "late" | "notLater";

/** Does what the owner asked for with the coupon, and leads to the one that this makes, with what came of it. */
async function act(c: Context<AppEnv>, change: (coupon: CouponOne) => Promise<[code: string, said: Said]>) {
  const file = await withRetries(() => readCoupon(c.var.deps.db, codeIn(c)));
  if (file === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
  const [code, said] = await change(file.coupon);
  if (said === "late") return show(c, said, 409);
  if (said === "notLater") return show(c, said, 422);
  return c.redirect(viewOf(c).link(`/admin/coupons/${code}`, { said }), 303);
}

async function show(c: Context<AppEnv>, said: Said | undefined, status: 200 | 409 | 422 = 200) {
  const view = viewOf(c);
  const file = await withRetries(() => readCoupon(c.var.deps.db, codeIn(c)));
  if (file === null) return c.html(<MissingPage view={view} />, 404);
  const isHeld = said === "replaced" && file.mails.some(({ status }) => status === "withheld");
  const text = said === undefined ? undefined : view.coupons.said[isHeld ? "replacedHeld" : said];
  const day = sayLastDay(file.coupon.validUntil, view);
  return c.html(<CouponPage view={view} file={file} said={text && fill(text, { day })} />, status);
}

function codeIn(c: Context<AppEnv>): string {
  return readCouponCode(c.req.param("code") ?? "") ?? "";
}

/** The owner's reason, in one line; null where none was given. */
export function reasonIn({ reason }: Record<string, unknown>): string | null {
  const text = typeof reason === "string" ? reason.normalize("NFC").replace(/\s+/g, " ").trim() : "";
  return text === "" ? null : text.slice(0, 120);
}

/** The hashes of all links that show the coupon to its holder. */
async function tokensOf({ db, tokenSecret }: Deps, { leadId, magnet }: CouponOne): Promise<string[]> {
  if (leadId === null) return [];
  const grants = await withRetries(() => listFirstGrants(db, leadId, magnet));
  const purposes = ["grant-page", "grant-mail"] as const;
  return Promise.all(
    grants.flatMap((grant) =>
      purposes.map(async (purpose) => hashOfToken(await tokenFor(tokenSecret, purpose, grant))),
    ),
  );
}

/** The mail that brings a new code; null where there is no address, or no page that it could link to. */
async function mailFor(deps: Deps, coupon: CouponOne, at: number): Promise<Replacement["mail"]> {
  const { db, catalog, tokenSecret, random } = deps;
  const { leadId, email, landing, magnet } = coupon;
  const isGone = landing === null || !Object.hasOwn(catalog.landings, landing);
  if (leadId === null || email === null || isGone || !Object.hasOwn(catalog.magnets, magnet)) return null;
  const [grant] = await withRetries(() => listFirstGrants(db, leadId, magnet));
  if (grant === undefined) return null;
  return {
    id: newRowId(random, at),
    inbox: await inboxOf(tokenSecret, email),
    grant,
    tokenHash: await hashOfToken(await tokenFor(tokenSecret, "grant-mail", grant)),
    limits: catalog.site.limits,
  };
}
