import { type Context, Hono } from "hono";
import type { CatalogFile, CatalogMagnet } from "../../content/schema/catalog.ts";
import { dayIn, sayDay } from "../calendar.ts";
import type { AppEnv } from "../env.ts";
import { sendFile } from "../file.ts";
import { comesFromUs } from "../guards/origin.ts";
import { personIn } from "../identity.ts";
import { findLanding, findMagnet, type LandingHere } from "../landing.ts";
import { sealReceipts } from "../ledger/seal.ts";
import { sendCalls } from "../outgoing.ts";
import { couponView, type GrantView, showGrant } from "../pages/grant-page.ts";
import { answerProblem } from "../pages/problem.tsx";
import { type Asked, openQuestion, showAsked } from "../pages/question-page.ts";
import { releaseSubmission } from "../release.ts";
import { confirmSubmission } from "../store/confirmations.ts";
import { type Coupon, findCoupon } from "../store/coupons.ts";
import { findGrant, findGrantOf, type Grant, pressGrant } from "../store/grants.ts";
import { adoptQuestion } from "../store/release.ts";
import { withRetries } from "../store/retry.ts";
import { callsFor } from "../store/webhook-calls.ts";
import { hashOfToken, looksLikeToken, tokenFor } from "../tokens.ts";
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
    const opened = await openToken(c);
    if (opened !== null) return press(c, opened);
    const asked = await openQuestion(c);
    return asked === null || asked.purpose !== "confirm"
      ? answerProblem(c, "unknown_link")
      : answerYes(c, asked);
  })
  .all("/:token", (c) => refuseMethod(c, "GET, HEAD, POST"))
  .get("/:token/:file", async (c) => {
    const opened = await openToken(c);
    const file = opened && filesOf(opened.magnet).find(({ name }) => name === c.req.param("file"));
    if (opened === null || !file) return answerProblem(c, "unknown_link");
    if (!isOpen(c, opened.grant)) return c.redirect(`/g/${opened.token}`, 303);
    return sendFile(c, file, opened.here.landing);
  })
  .all("/:token/:file", (c) => refuseMethod(c, "GET, HEAD"));

function refuseMethod(c: Context<AppEnv>, allowed: string): Response | Promise<Response> {
  c.header("Allow", allowed);
  return answerProblem(c, "method_not_allowed");
}

/** A grant that a valid token opens. */
interface Opened {
  token: string;
  hash: string;
  grant: Grant;
  magnet: CatalogMagnet;
  here: LandingHere;
}

/** What the token in the address opens; null for every token that opens nothing, whatever the reason. */
async function openToken(c: Context<AppEnv>): Promise<Opened | null> {
  const token = c.req.param("token") ?? "";
  return looksLikeToken(token) ? findOpened(c, token) : null;
}

async function findOpened(c: Context<AppEnv>, token: string): Promise<Opened | null> {
  const { catalog, db, now } = c.var.deps;
  const hash = await hashOfToken(token);
  const grant = await withRetries(() => findGrant(db, hash, now()));
  const here = grant && findLanding(catalog, grant.landing);
  const magnet = grant && findMagnet(catalog, grant.magnet);
  return grant === null || here === null || magnet === null ? null : { token, hash, grant, magnet, here };
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
  if (next !== null) return press(c, next);
  const at = deps.now();
  const day = dayIn(at, deps.catalog.site.timeZone);
  const calls = callsFor(deps, "confirm");
  await withRetries(() => confirmSubmission(deps.db, id, { now: at, day, calls }));
  c.executionCtx.waitUntil(sendCalls(deps, calls));
  c.executionCtx.waitUntil(sealReceipts(deps));
  return c.redirect(`/g/${asked.token}`, 303);
}

async function showOpened(c: Context<AppEnv>, opened: Opened): Promise<Response> {
  const { grant, here } = opened;
  const code = grant.couponCode;
  if (code !== null && (grant.purpose === "grant-page" || grant.confirmedAt !== null)) {
    const coupon = await withRetries(() => findCoupon(c.var.deps.db, code));
    if (coupon !== null) return showGrant(c, here.landing, couponPage(c, opened, coupon));
  }
  if (code !== null) return showGrant(c, here.landing, pageOf(c, opened, "ready"));
  if (isOpen(c, grant)) return showGrant(c, here.landing, pageOf(c, opened, "open"));
  if (grant.usesLeft > 0) return showGrant(c, here.landing, pageOf(c, opened, "ready"));
  return showGrant(c, here.landing, pageOf(c, opened, "spent"), 410);
}

async function press(c: Context<AppEnv>, { token, hash, grant, magnet }: Opened): Promise<Response> {
  const { db, now, catalog } = c.var.deps;
  const at = now();
  const files = filesOf(magnet);
  const calls = grant.purpose === "grant-mail" ? callsFor(c.var.deps, "confirm") : [];
  const pressed = await withRetries(() =>
    pressGrant(db, grant, {
      hash,
      now: at,
      day: dayIn(at, catalog.site.timeZone),
      proves: grant.purpose === "grant-mail",
      opens: files.length > 0,
      calls,
    }),
  );
  c.executionCtx.waitUntil(sendCalls(c.var.deps, calls));
  if (grant.purpose === "grant-mail") c.executionCtx.waitUntil(sealReceipts(c.var.deps));
  const [file] = files;
  const isDownload = files.length === 1 && file !== undefined && pressed !== null && isOpen(c, pressed);
  return c.redirect(isDownload ? `/g/${token}/${encodeURIComponent(file.name)}` : `/g/${token}`, 303);
}

function filesOf(magnet: CatalogMagnet): readonly CatalogFile[] {
  return "files" in magnet ? magnet.files : [];
}

function isOpen(c: Context<AppEnv>, grant: Grant): boolean {
  return grant.openUntil !== null && grant.openUntil > c.var.deps.now();
}

function pageOf(
  c: Context<AppEnv>,
  { token, grant, magnet, here }: Opened,
  state: GrantView["state"],
): GrantView {
  const files = filesOf(magnet);
  return {
    state,
    slots: {
      name: givenName(here, grant),
      expires: sayDay(grant.expiresAt, here.landing.locale, c.var.deps.catalog.site.timeZone),
      uses: String(grant.usesLeft),
    },
    ...(files.length === 0 ? {} : { files: { list: files, folder: `/g/${token}/` } }),
    actions: { open: `/g/${token}` },
  };
}

function couponPage(c: Context<AppEnv>, opened: Opened, coupon: Coupon): GrantView {
  const { now, catalog } = c.var.deps;
  const { coupon: shown, slots } = couponView(opened.here, coupon, now(), catalog.site.timeZone);
  const page = pageOf(c, opened, "coupon");
  return {
    ...page,
    actions: {},
    slots: { ...page.slots, ...slots },
    ...(shown === undefined ? {} : { coupon: shown }),
  };
}

// The name as this submission gave it: someone who only knows an address must not learn the name that belongs to it.
function givenName({ form }: LandingHere, grant: Grant): string | null {
  return personIn(form.fields, JSON.parse(grant.answers))?.givenName ?? null;
}
