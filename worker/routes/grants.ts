import { type Context, Hono } from "hono";
import type { CatalogMagnet } from "../../content/schema/catalog.ts";
import type { GiftState } from "../../content/schema/grant-page.ts";
import { fill } from "../../content/schema/locales/fill.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { ProblemCode } from "../../content/schema/problem.ts";
import { dayIn, sayDayToCome } from "../calendar.ts";
import { takeAlong } from "../coupon/take-along.ts";
import type { AppEnv } from "../env.ts";
import { sendFile } from "../file.ts";
import { readBody } from "../guards/body.ts";
import { readEntries } from "../guards/entries.ts";
import { comesFromUs } from "../guards/origin.ts";
import { sealReceipts } from "../ledger/seal.ts";
import {
  filesOf,
  findOpened,
  givenName,
  isOpen,
  type Opened,
  type OpenedGift,
  openedBy,
  openFor,
  openToken,
  plays,
} from "../opened.ts";
import { sendCalls } from "../outgoing.ts";
import { couponView } from "../pages/coupon-view.ts";
import { type GiftView, type GrantView, showGrant } from "../pages/grant-page.ts";
import { answerProblem } from "../pages/problem.tsx";
import { type Asked, openQuestion, showAsked } from "../pages/question-page.ts";
import { releaseSubmission } from "../release.ts";
import { confirmSubmission } from "../store/confirmations.ts";
import { type Coupon, findCoupon } from "../store/coupons.ts";
import { findGrantOf, type Grant, pressGrant } from "../store/grants.ts";
import { adoptQuestion } from "../store/release.ts";
import { withRetries } from "../store/retry.ts";
import { callsFor } from "../store/webhook-calls.ts";
import { tokenFor } from "../tokens.ts";
import { sendLinkAgain } from "./link-again.ts";

/** The visitor's private page: GET shows and never acts, POST is the one press of its button. */
export const grants = new Hono<AppEnv>()
  .post("/", sendLinkAgain)
  .all("/", (c) => refuseMethod(c, "POST"))
  .get("/:token", async (c) => {
    const opened = await openToken(c);
    if (opened !== null) return showOpened(c, opened);
    const asked = await openQuestion(c);
    return asked === null ? answerProblem(c, "unknown_link") : showQuestion(c, asked);
  })
  .post("/:token", async (c) => {
    if (!comesFromUs(c, "accepted")) return answerProblem(c, "forbidden");
    const named = await namedIn(c);
    if (named.problem !== null) return answerProblem(c, named.problem);
    const opened = await openToken(c);
    if (opened !== null) return press(c, opened, named.magnet);
    const asked = await openQuestion(c);
    return asked === null || asked.purpose !== "confirm"
      ? answerProblem(c, "unknown_link")
      : answerYes(c, asked);
  })
  .all("/:token", (c) => refuseMethod(c, "GET, HEAD, POST"))
  .get("/:token/coupon/:form", async (c) => {
    const opened = await openToken(c);
    // Its mail has the code in it: whoever has the link may take along what it says, before the press as after it.
    const code = opened?.gifts.find(({ grant }) => grant.couponCode !== null)?.grant.couponCode ?? null;
    const coupon = code === null ? null : await withRetries(() => findCoupon(c.var.deps.db, code));
    if (opened === null || coupon === null) return answerProblem(c, "unknown_link");
    return (await takeAlong(c, coupon, givenName(opened))) ?? answerProblem(c, "unknown_link");
  })
  .get("/:token/:file", async (c) => {
    const opened = await openToken(c);
    if (opened === null) return answerProblem(c, "unknown_link");
    const found = fileOf(opened, c.req.param("file"), c.var.deps.now());
    if (found === null) return answerProblem(c, "unknown_link");
    if (!isOpen(found.gift, c.var.deps.now())) return c.redirect(`/g/${opened.token}`, 303);
    const copy = { name: givenName(opened), grantId: found.gift.grant.id };
    return sendFile(c, found.file, { landing: opened.here.landing, copy });
  })
  .all("/:token/:file", (c) => refuseMethod(c, "GET, HEAD"));

function refuseMethod(c: Context<AppEnv>, allowed: string): Response | Promise<Response> {
  c.header("Allow", allowed);
  return answerProblem(c, "method_not_allowed");
}

/** The magnet that the pressed button names; a press that says nothing is one, too. */
async function namedIn(
  c: Context<AppEnv>,
): Promise<{ problem: ProblemCode; magnet?: undefined } | { problem: null; magnet: string | undefined }> {
  const bytes = await readBody(c.req.raw, 1024);
  if (typeof bytes === "string") return { problem: bytes };
  const entries = await readEntries(c.req.header("Content-Type") ?? "", bytes);
  // What some program sends along with its press says nothing to us, and does no harm.
  const magnet = typeof entries === "string" ? undefined : entries.get("magnet");
  return { problem: null, magnet: typeof magnet === "string" ? magnet : undefined };
}

/** The file called `name`, of what is open before what is not. */
function fileOf({ gifts }: Opened, name: string, now: number) {
  const found = gifts.flatMap((gift) =>
    filesOf(gift.magnet).flatMap((file) => (file.name === name ? [{ gift, file }] : [])),
  );
  return found.find(({ gift }) => isOpen(gift, now)) ?? found[0] ?? null;
}

/** The page that a question leads on to once it was answered; null where there is none. */
async function pageAfter(c: Context<AppEnv>, submission: string): Promise<Opened | null> {
  const grant = await withRetries(() => findGrantOf(c.var.deps.db, submission));
  return grant === null ? null : findOpened(c, await tokenFor(c.var.deps.tokenSecret, "grant-mail", grant));
}

async function showQuestion(c: Context<AppEnv>, asked: Asked): Promise<Response> {
  const next = asked.confirmedAt === null ? null : await pageAfter(c, asked.submissionId);
  // What was answered already leads on, without acting: the page there has a button of its own.
  if (next !== null && asked.purpose === "confirm") return c.redirect(`/g/${next.token}`, 303);
  return showAsked(c, asked);
}

/** The one press of "Yes, it was me": out of quarantine, where the post is there, and on to what was asked for. */
async function answerYes(c: Context<AppEnv>, asked: Asked): Promise<Response> {
  const { deps } = c.var;
  const { submissionId: id } = asked;
  if (asked.status === "quarantined") {
    const released = await releaseSubmission(deps, id, "press");
    if (released.result === "sold_out") return answerProblem(c, "sold_out", asked.here.landing);
    await withRetries(() => adoptQuestion(deps.db, id, asked.hash));
  }
  const next = await pageAfter(c, id);
  if (next?.gifts.length === 1) return press(c, next, undefined);
  const at = deps.now();
  const day = dayIn(at, deps.catalog.site.timeZone);
  const calls = callsFor(deps, "confirm");
  await withRetries(() => confirmSubmission(deps.db, id, { now: at, day, calls }));
  c.executionCtx.waitUntil(sendCalls(deps, calls));
  c.executionCtx.waitUntil(sealReceipts(deps));
  return c.redirect(`/g/${next?.token ?? asked.token}`, 303);
}

async function showOpened(c: Context<AppEnv>, opened: Opened): Promise<Response> {
  const { landing } = opened.here;
  const coupon = await couponIn(c, opened);
  const gifts = opened.gifts.map((gift) => giftView(c, opened, gift));
  const [first] = gifts;
  const ticket =
    coupon === null
      ? null
      : await couponView(c.var.deps, { here: opened.here, coupon, folder: `/g/${opened.token}/coupon` });
  const view: GrantView = {
    state: gifts.length > 1 || first === undefined ? "several" : first.state,
    slots: { name: givenName(opened), ...ticket?.slots },
    gifts,
    token: opened.token,
    actions: {
      open: `/g/${opened.token}`,
      ...(opened.gifts[0].grant.hasInbox === 1 ? { again: "/g" } : {}),
    },
    ...(ticket === null ? {} : { coupon: ticket.coupon, links: ticket.links ?? {} }),
  };
  return showGrant(c, landing, view, gifts.every(({ state }) => state === "spent") ? 410 : 200);
}

/** The coupon among what was opened, once it may be seen: on the page at once, by mail after the first press. */
async function couponIn(c: Context<AppEnv>, { gifts }: Opened): Promise<Coupon | null> {
  const code = gifts.find(isShown)?.grant.couponCode ?? null;
  return code === null ? null : withRetries(() => findCoupon(c.var.deps.db, code));
}

function isShown({ grant }: OpenedGift): boolean {
  return grant.couponCode !== null && (grant.purpose === "grant-page" || grant.confirmedAt !== null);
}

/** Takes the press of a button: of the one that `named` says, or of the first that is not open yet. */
async function press(c: Context<AppEnv>, opened: Opened, named: string | undefined): Promise<Response> {
  const { db, now, catalog } = c.var.deps;
  const at = now();
  const { grant, magnet } = pressedIn(opened, named, at);
  const calls = grant.purpose === "grant-mail" ? callsFor(c.var.deps, "confirm") : [];
  const grants = await withRetries(() =>
    pressGrant(db, grant, {
      hash: opened.hash,
      now: at,
      day: dayIn(at, catalog.site.timeZone),
      proves: grant.purpose === "grant-mail",
      opensUntil: magnet.kind === "coupon" ? null : at + openFor(magnet),
      calls,
    }),
  );
  c.executionCtx.waitUntil(sendCalls(c.var.deps, calls));
  if (grant.purpose === "grant-mail") c.executionCtx.waitUntil(sealReceipts(c.var.deps));
  const gift = openedBy(c, opened, grants)?.gifts.find((other) => other.grant.id === grant.id);
  return c.redirect(placeOf(opened, gift, at), 303);
}

function pressedIn({ gifts }: Opened, named: string | undefined, now: number): OpenedGift {
  return (
    gifts.find(({ grant }) => grant.magnet === named) ??
    gifts.find((gift) => stateOf(gift, now) === "ready") ??
    gifts[0]
  );
}

/** Where a press leads: to the one file, to an address elsewhere, or to where the page tells of it. */
function placeOf({ token, here, gifts }: Opened, gift: OpenedGift | undefined, now: number): string {
  if (gift !== undefined && isOpen(gift, now)) {
    const away = addressOf(gift.magnet);
    if (away !== null) return away;
    const [file, ...others] = filesOf(gift.magnet);
    if (file !== undefined && others.length === 0 && !plays(file))
      return `/g/${token}/${encodeURIComponent(file.name)}`;
  }
  const place = here.gifts.findIndex(({ name }) => name === gift?.grant.magnet);
  return gifts.length > 1 && place >= 0 ? `/g/${token}#gift-${place}` : `/g/${token}`;
}

/** The address that a press leads to; null for what stays on the page, and for what browsers follow from a link alone. */
function addressOf(magnet: CatalogMagnet): string | null {
  const address = magnet.kind === "link" ? magnet.href : magnet.kind === "video" ? magnet.embed : undefined;
  return address !== undefined && /^(?:https:|\/)/.test(address) ? address : null;
}

function stateOf(gift: OpenedGift, now: number): GiftState {
  const { grant } = gift;
  if (isShown(gift)) return "coupon";
  if (grant.couponCode !== null) return "ready";
  if (isOpen(gift, now)) return "open";
  return grant.usesLeft > 0 && grant.expiresAt > now ? "ready" : "spent";
}

function giftView(c: Context<AppEnv>, { token, here }: Opened, gift: OpenedGift): GiftView {
  const { grant, magnet } = gift;
  const { now, catalog } = c.var.deps;
  const address = addressOf(magnet);
  return {
    name: grant.magnet,
    title: magnet.title,
    state: stateOf(gift, now()),
    slots: {
      "gift-title": magnet.title,
      left: sayLeft(grant, { now: now(), locale: here.landing.locale, timeZone: catalog.site.timeZone }),
    },
    files: filesOf(magnet),
    folder: `/g/${token}/`,
    leadsAway: address?.startsWith("https:") ?? false,
  };
}

/** Until when something opens, and how many times more. */
function sayLeft(
  { expiresAt, usesLeft }: Grant,
  { now, locale, timeZone }: { now: number; locale: Locale; timeZone: string },
): string {
  const { never, once, times } = textsIn(locale).delivery.left;
  const words = usesLeft === 0 ? never : usesLeft === 1 ? once : times;
  return fill(words, { date: sayDayToCome(expiresAt, now, locale, timeZone), count: usesLeft });
}
