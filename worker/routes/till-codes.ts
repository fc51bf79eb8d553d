import { type Context, Hono, type Next } from "hono";
import { bodyLimit } from "hono/body-limit";
import { readCouponCode } from "../../content/schema/coupon-code.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import type { TillAnswer } from "../../content/schema/till.ts";
import { readAmount } from "../../content/schema/till-amount.ts";
import { afterwards } from "../afterwards.ts";
import { isSameOrigin } from "../desk/same-origin.ts";
import type { AppEnv } from "../env.ts";
import { hashedNetwork } from "../network.ts";
import { sendCalls } from "../outgoing.ts";
import { answerProblem, wantsJson } from "../pages/problem.tsx";
import { takerAtDesk } from "../people/taker.ts";
import { findTaken } from "../store/redemptions.ts";
import { withRetries } from "../store/retry.ts";
import type { Device } from "../store/till-entry.ts";
import { deviceHere } from "../till/device.ts";
import { comeBack, hadTooMany, noteWrong } from "../till/guesses.ts";
import { answered } from "../till/judge.ts";
import { showTill } from "../till/page.ts";
import { lookAt, type Taker, take, takeBack, undoOf } from "../till/redeem.ts";
import { newId } from "../tokens.ts";

/**
 * A code as a signed-in device sees it: the large answer, with its buttons; all others are passed on to the coupon's
 * own page, but for those who have tried too many wrong codes.
 */
export const tillCodes = new Hono<AppEnv>()
  .get("/:code", (c, next) => forDevice(c, next, look))
  .get("/:code/:payload", (c, next) => forDevice(c, next, look))
  .get("/:code/coupon/:form", watch)
  .post("/:code", bodyLimit({ maxSize: 4096 }), (c, next) => forDevice(c, next, redeem))
  .post("/:code/undo", bodyLimit({ maxSize: 4096 }), async (c) => {
    if (!isSameOrigin(c)) return answerProblem(c, "forbidden");
    const device = await deviceHere(c);
    if (device !== null && device !== "revoked") return undo(c, device, takerOf(device));
    const taker = await takerAtDesk(c, "coupon.undo");
    return taker === null ? answerProblem(c, "forbidden") : undo(c, null, taker);
  });

/** Lets `answer` a signed-in device, and whatever comes next everyone else. */
async function forDevice(
  c: Context<AppEnv>,
  next: Next,
  answer: (c: Context<AppEnv>, device: Device) => Promise<Response>,
): Promise<Response | undefined> {
  const device = await deviceHere(c);
  if (device === null || device === "revoked") return c.req.method === "POST" ? pass(next) : watch(c, next);
  if (c.req.method === "POST" && !isSameOrigin(c)) return answerProblem(c, "forbidden");
  if (await hadTooMany(c.var.deps, { till: device.id, network: null })) return tooMany(c);
  return answer(c, device);
}

async function pass(next: Next): Promise<undefined> {
  await next();
}

/** Whoever guesses codes gets as many answers as a network has, and then none. */
async function watch(c: Context<AppEnv>, next: Next): Promise<Response | undefined> {
  const { deps } = c.var;
  const code = readCouponCode(c.req.param("code") ?? "");
  // What is no code tells nothing, and costs no question.
  if (code === null) return pass(next);
  const trier = { till: null, network: await hashedNetwork(c) };
  if (await hadTooMany(deps, trier)) return tooMany(c);
  await next();
  if (c.res.status !== 404 || (await noteWrong(deps, trier, { outcome: "unknown", code }))) return;
  c.res = await tooMany(c);
}

function tooMany(c: Context<AppEnv>): Response | Promise<Response> {
  c.header("Retry-After", comeBack);
  return answerProblem(c, "too_many");
}

async function look(c: Context<AppEnv>, device: Device): Promise<Response> {
  const { deps } = c.var;
  const { code = "", payload = null } = c.req.param();
  const answer = (await doneHere(c, device)) ?? (await lookAt(deps, takerOf(device), code, payload));
  const isWithin = await noteWrong(deps, { till: device.id, network: null }, answer);
  return isWithin ? tell(c, device, answer) : tooMany(c);
}

/** What was done a moment ago, where the address names it: the page after the button. */
async function doneHere(c: Context<AppEnv>, device: Device): Promise<TillAnswer | null> {
  const { done, undone } = c.req.query();
  const code = readCouponCode(c.req.param("code") ?? "");
  if (code === null || (done === undefined && undone === undefined)) return null;
  const coupon = await withRetries(() => findTaken(c.var.deps.db, code));
  if (coupon === null) return null;
  if (undone !== undefined) return coupon.redeemedAt === null ? answered(c.var.deps, coupon, "undone") : null;
  if (coupon.redemption !== done || coupon.redeemedBy !== device.id) return null;
  const undo = undoOf(c.var.deps, coupon, coupon.redemption);
  return undo === null ? null : answered(c.var.deps, coupon, "redeemed", undo);
}

async function redeem(c: Context<AppEnv>, device: Device): Promise<Response> {
  const { deps } = c.var;
  const text = c.req.param("code") ?? "";
  const body = await bodyOf(c);
  const amount = typeof body.amount === "number" ? body.amount : readAmount(String(body.amount ?? ""));
  if (amount === null || !(amount === undefined || Number.isInteger(amount)))
    return askAgain(c, device, text);
  const asked = {
    id: typeof body.id === "string" && /^[\w-]{22}$/.test(body.id) ? body.id : newId(deps.random),
    ...{ text, payload: typeof body.payload === "string" ? body.payload : null, amount: amount ?? null },
    ...{ at: deps.now(), offline: null },
  };
  const { answer, calls } = await take(deps, takerOf(device), asked);
  if (calls.length > 0) afterwards(c, sendCalls(deps, calls));
  // Whether or not it is noted already: under its own name it is noted once.
  const isWithin = await noteWrong(deps, { till: device.id, network: null }, answer, { id: asked.id });
  if (!isWithin) return tooMany(c);
  if (answer.outcome !== "redeemed") return tell(c, device, answer, 409);
  return wantsJson(c) ? c.json(answer) : c.redirect(`/k/${answer.code}?done=${asked.id}`, 303);
}

/** The amount could not be read: nothing is done yet. */
async function askAgain(c: Context<AppEnv>, device: Device, text: string): Promise<Response> {
  if (wantsJson(c)) return answerProblem(c, "bad_request");
  const { said } = textsIn(c.var.deps.catalog.site.locale).till;
  const answer = await lookAt(c.var.deps, takerOf(device), text, null);
  const redemption = newId(c.var.deps.random);
  return showTill(c, { screen: "answer", device, answer, redemption, notice: said.amountWrong, status: 422 });
}

async function undo(c: Context<AppEnv>, device: Device | null, taker: Taker): Promise<Response> {
  const { deps } = c.var;
  const { id } = await bodyOf(c);
  const answer = await takeBack(deps, taker, c.req.param("code") ?? "", typeof id === "string" ? id : "");
  const isUndone = answer.outcome === "undone";
  if (wantsJson(c)) return c.json(answer, isUndone ? 200 : 409);
  if (isUndone || device === null) return c.redirect(`/k/${answer.code}${isUndone ? "?undone" : ""}`, 303);
  const { said } = textsIn(deps.catalog.site.locale).till;
  const redemption = newId(deps.random);
  return showTill(c, { screen: "answer", device, answer, redemption, notice: said.late, status: 409 });
}

function tell(c: Context<AppEnv>, device: Device, answer: TillAnswer, status: 200 | 409 = 200) {
  if (wantsJson(c)) return c.json(answer, status);
  const redemption = newId(c.var.deps.random);
  const notFound = answer.outcome === "unknown" || answer.outcome === "mistyped";
  return showTill(c, { screen: "answer", device, answer, redemption, status: notFound ? 404 : status });
}

function takerOf({ id, shop }: Device) {
  return { till: id, shop };
}

/** What the form, or the page's script, sends. */
async function bodyOf(c: Context<AppEnv>): Promise<Record<string, unknown>> {
  const isJson = /^application\/json/i.test(c.req.header("Content-Type") ?? "");
  const body: unknown = await (isJson ? c.req.json() : c.req.parseBody()).catch(() => null);
  return typeof body === "object" && body !== null ? Object.fromEntries(Object.entries(body)) : {};
}
