import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { readScanned } from "../../content/schema/coupon-typed.ts";
import { readAmount } from "../../content/schema/till-amount.ts";
import { afterwards } from "../afterwards.ts";
import { dayIn, startOfDay } from "../calendar.ts";
import { outcomeWords } from "../desk/conflicts.tsx";
import { CouponPage } from "../desk/coupon.tsx";
import type { Problem } from "../desk/form-parts.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { readCoupon } from "../desk/store-coupon.ts";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { sendCalls } from "../outgoing.ts";
import { withRetries } from "../store/retry.ts";
import { take, takeBack } from "../till/redeem.ts";
import { newId } from "../tokens.ts";
import { CounterPage, RedeemPage } from "./counter-page.tsx";
import { memberOf } from "./member.ts";
import { listRedeemed } from "./store-counter.ts";
import { takerAtDesk } from "./taker.ts";

const formOnly = bodyLimit({ maxSize: 4096 });

/** Where people of the desk look a coupon up and mark it as used, staff in their own shop. */
export const counter = new Hono<AppEnv>()
  .get("/counter", async (c) => {
    const view = viewOf(c);
    const words = view.texts.people.counter;
    const typed = (c.req.query("code") ?? "").slice(0, 300);
    if (typed === "") return show(c, "", null);
    const code = readScanned(typed)?.code ?? null;
    if (code === null) return show(c, typed, words.wrong);
    const file = await withRetries(() => readCoupon(c.var.deps.db, code));
    return file === null
      ? show(c, typed, words.unknown)
      : c.redirect(view.link(`/admin/coupons/${code}`), 303);
  })
  .post("/counter/:code/redeem", formOnly, async (c) => {
    const { deps } = c.var;
    const typed = String((await c.req.parseBody()).amount ?? "").slice(0, 20);
    const amount = readAmount(typed);
    const taker = await takerAtDesk(c, "coupon.redeem");
    if (taker === null) return missing(c);
    if (amount === null) return askAgain(c, typed);
    const asked = { id: newId(deps.random), text: c.req.param("code"), payload: null, offline: null };
    const { answer, calls } = await take(deps, taker, { ...asked, amount: amount ?? null, at: deps.now() });
    if (calls.length > 0) afterwards(c, sendCalls(deps, calls));
    if (answer.outcome === "redeemed") return done(c, answer.code, "redeemed");
    return tell(c, answer.code, outcomeWords(viewOf(c), answer.outcome));
  })
  .post("/counter/:code/undo", async (c) => {
    const { db } = c.var.deps;
    const taker = await takerAtDesk(c, "coupon.undo");
    const file = await withRetries(() => readCoupon(db, codeIn(c)));
    if (taker === null || file === null) return missing(c);
    const { code, redemption } = file.coupon;
    const { outcome } = await takeBack(c.var.deps, taker, code, redemption ?? "");
    return outcome === "undone" ? done(c, code, "undone") : tell(c, code, viewOf(c).coupons.said.kept);
  });

function codeIn(c: Context<AppEnv>): string {
  return readScanned(c.req.param("code") ?? "")?.code ?? "";
}

function missing(c: Context<AppEnv>) {
  return c.html(<MissingPage view={viewOf(c)} />, 404);
}

function done(c: Context<AppEnv>, code: string, said: "redeemed" | "undone") {
  return c.redirect(viewOf(c).link(`/admin/coupons/${code}`, { said }), 303);
}

/** The coupon as it stands, and why nothing was done with it. */
async function tell(c: Context<AppEnv>, code: string, said: string) {
  const file = await withRetries(() => readCoupon(c.var.deps.db, code));
  if (file === null) return missing(c);
  const view = { ...viewOf(c), path: `/admin/coupons/${code}` };
  return c.html(<CouponPage view={view} file={file} said={said} />, 409);
}

/** The amount could not be read: nothing is done yet. */
function askAgain(c: Context<AppEnv>, amount: string) {
  const code = codeIn(c);
  const view = { ...viewOf(c), path: `/admin/coupons/${code}` };
  const problems: Problem[] = [{ field: "amount", text: view.texts.people.counter.amountWrong }];
  return c.html(<RedeemPage view={view} code={code} amount={amount} problems={problems} />, 422);
}

async function show(c: Context<AppEnv>, typed: string, error: string | null) {
  const { db, now, catalog } = c.var.deps;
  const { timeZone } = catalog.site;
  const since = startOfDay(dayIn(now(), timeZone), timeZone);
  const { shop } = memberOf(c);
  const rows = await withRetries(() => listRedeemed(db, since, shop));
  const problems = error === null ? [] : [{ field: "code", text: error }];
  const page = <CounterPage view={viewOf(c)} shop={shop} typed={typed} problems={problems} rows={rows} />;
  return c.html(page, error === null ? 200 : 422);
}
