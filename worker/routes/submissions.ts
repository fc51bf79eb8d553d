import { type Context, Hono } from "hono";
import type { Answers } from "../../content/schema/answers.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import type { ProblemCode } from "../../content/schema/problem.ts";
import { isMet, outcomeOf } from "../../content/schema/steps.ts";
import { agentFamily } from "../agent.ts";
import { dayIn } from "../calendar.ts";
import { memberIn } from "../desk/session.ts";
import { flagDisposable } from "../disposable.ts";
import { draftOf, isShownOnPage } from "../draft.ts";
import type { AppEnv, Deps } from "../env.ts";
import { givenIn, judge } from "../guards/answers.ts";
import { type Post, readPost } from "../guards/post.ts";
import { allowedReturn } from "../guards/returns.ts";
import { suspicionOf } from "../guards/suspicion.ts";
import { type Person, personIn } from "../identity.ts";
import { findLanding, type Gift, giftsFor, type LandingHere } from "../landing.ts";
import { keepPage } from "../ledger/page-copy.ts";
import { baseOf } from "../mounted.ts";
import { hashedNetwork } from "../network.ts";
import { sendOutgoing } from "../outgoing.ts";
import { refuseOnLanding, showSection } from "../pages/landing-page.ts";
import { answerProblem, problemJson, wantsJson } from "../pages/problem.tsx";
import { mayDo } from "../people/roles.ts";
import { type Move, moveIn, nearestSection, sectionOf, sectionsOf } from "../sections.ts";
import { carrySource, type Source } from "../source.ts";
import { withRetries } from "../store/retry.ts";
import { keepSubmission, type Trace } from "../store/submissions.ts";
import { tokenFor } from "../tokens.ts";
import { keepZone, type ZoneHints, zoneHints } from "../zone.ts";

/** Takes what visitors send: `POST /f/<landing>`. */
export const submissions = new Hono<AppEnv>()
  .post("/:landing{.+}", async (c) => {
    const { deps } = c.var;
    const here = findLanding(deps.catalog, c.req.param("landing").replace(/\/$/, ""));
    if (here === null) return answerProblem(c, "unknown_landing");
    const post = await readPost(c);
    if (typeof post === "string") return answerProblem(c, post, here.landing);
    const closed = closedNow(deps, here);
    if (closed !== null) return refuseOnLanding(c, here, { code: closed, errors: [], post });
    const move = moveIn(here.form, post.entries);
    if (move !== null) return turnTo(c, here, post, move);
    const judged = judge(here.form, post.entries, post.query, textsIn(here.landing.locale));
    if (!judged.ok) return refuseOnLanding(c, here, { code: "invalid_answers", errors: judged.errors, post });
    // Programs have read their answers back already, or never.
    if (here.form.review && !post.entries.has("_reviewed") && !wantsJson(c)) return review(c, here, post);
    if (isDisqualified(here, judged.answers)) {
      const next = carrySource(here.landing.pages.disqualified ?? here.landing.pages.thanks, post.source);
      return leadOn(c, null, next);
    }

    const person = personIn(here.form.fields, judged.answers);
    // The form's schema demands an address or a number, so this cannot be.
    if (person === null)
      throw new Error(`The form of ${here.path} has accepted answers without e-mail or phone.`);
    const member = here.landing.template === "kiosk" ? await memberIn(c) : null;
    const isOwners = member !== null && mayDo(member.role, "GET", "/admin/kiosk");
    const trace = await traceOf(c, isOwners);
    const from = { person, answers: judged.answers, network: trace.network, isOwners };
    const suspected = await suspicionOf(deps, here, post, from);
    const draft = await draftOf(deps, here, post, person, { ...judged, ...suspected, trace });
    // Every try draws its identifiers anew: where the first was stored after all, the second finds it and adds nothing.
    const keeping = withRetries(async () => keepSubmission(deps.db, await draft()));
    // Others may have gone into the same transaction: it must end, even when this sender has hung up.
    c.executionCtx.waitUntil(keeping.catch(() => {}));
    const kept = await keeping;
    switch (kept.result) {
      case "sold_out":
      case "reused_key":
      case "too_many":
        return refuseOnLanding(c, here, { code: kept.result, errors: [], post });
      case "created":
        c.executionCtx.waitUntil(sendOutgoing(deps, kept.outgoing));
        if (!isOwners && suspected.suspicion === null)
          c.executionCtx.waitUntil(keepZone(deps, kept.id, zoneAsked(c, here, judged.answers)));
        if (person.email !== null) c.executionCtx.waitUntil(flagDisposable(deps, kept.id, person.email));
        if (judged.consents.length > 0 && suspected.suspicion === null)
          c.executionCtx.waitUntil(keepPage(deps, here));
        return answerKept(c, here, post, { ...kept, person, answers: judged.answers });
      case "repeated":
        return answerKept(c, here, post, { ...kept, person, answers: judged.answers });
    }
  })
  .all("/:landing{.+}", (c) => {
    c.header("Allow", "POST");
    return answerProblem(c, "method_not_allowed");
  });

/** What tells on which clock the sender reads the time. */
function zoneAsked(c: Context<AppEnv>, { form }: LandingHere, answers: Answers): ZoneHints {
  const network = c.req.raw.cf?.["timezone"];
  return { ...zoneHints(form.fields, answers), network: typeof network === "string" ? network : null };
}

/** What the proof of a consent tells of the sender; a kiosk that the owner has signed in at is no network of strangers. */
async function traceOf(c: Context<AppEnv>, isOwners: boolean): Promise<Trace> {
  return {
    network: isOwners ? null : await hashedNetwork(c),
    agent: agentFamily(c.req.header("User-Agent")),
  };
}

/** The last section, in which the visitor reads the answers back. */
function review(c: Context<AppEnv>, here: LandingHere, post: Post): Promise<Response> {
  return showSection(c, here, post, sectionsOf(here.form)?.last ?? 0);
}

/** Without script: the section of the form that the visitor turns to; nothing is stored before the last press. */
function turnTo(c: Context<AppEnv>, here: LandingHere, post: Post, move: Move): Promise<Response> {
  const { form, landing } = here;
  if (wantsJson(c)) return Promise.resolve(problemJson(c, "bad_request", landing.locale));
  const sections = sectionsOf(form);
  // The form had steps when the page was opened, and has none now: it comes back whole.
  if (sections === null) return showSection(c, here, post, move.to);
  const place = nearestSection(form, sections, move, givenIn(form, post.entries, post.query));
  if (!move.back) {
    const judged = judge(form, post.entries, post.query, textsIn(landing.locale));
    const errors = judged.ok
      ? []
      : judged.errors.filter(({ field }) => sectionOf(sections, field) < Math.min(place, sections.last));
    if (errors.length > 0) return refuseOnLanding(c, here, { code: "invalid_answers", errors, post });
  }
  return showSection(c, here, post, place);
}

/** Why the landing takes nothing today, or null. */
function closedNow({ catalog, now }: Deps, { landing, gifts }: LandingHere): ProblemCode | null {
  const today = dayIn(now(), catalog.site.timeZone);
  if (landing.from !== undefined && today < landing.from) return "not_yet_open";
  if (landing.until !== undefined && today > landing.until) return "closed";
  const isOver = ({ magnet }: Gift) =>
    magnet.kind === "coupon" && magnet.validUntil !== undefined && today > magnet.validUntil;
  return gifts.length > 0 && gifts.every(isOver) ? "closed" : null;
}

function isDisqualified({ form }: LandingHere, answers: Answers): boolean {
  return form.disqualify !== undefined && isMet(form.disqualify.when, answers);
}

interface KeptHere {
  id: string;
  grantId: string | null;
  person: Person;
  answers: Answers;
}

async function answerKept(
  c: Context<AppEnv>,
  here: LandingHere,
  post: Post,
  kept: KeptHere,
): Promise<Response> {
  const { deps } = c.var;
  const wanted = allowedReturn(deps.catalog.site.returns, post.next);
  if (wanted === null && post.next !== null)
    deps.log({ event: "return-refused", id: c.var.requestId, landing: here.path });
  return leadOn(c, kept.id, await nextPage(deps, here, { ...kept, wanted, source: post.source }));
}

/** Leads the visitor on to `next`; a program is told of it. */
function leadOn(c: Context<AppEnv>, submission: string | null, next: string): Response {
  if (!wantsJson(c)) return c.redirect(next, 303);
  const address = next.startsWith("/") ? `${baseOf(c.var.deps)}${next}` : next;
  return submission === null
    ? c.json({ submission, next: address })
    : c.json({ submission, next: address }, 201);
}

/** What decides where a visitor goes whose post was kept. */
interface Ways extends KeptHere {
  /** The listed address that the form asks for. */
  wanted: string | null;
  source: Source;
}

/** Where the visitor goes from here: one of our own pages, or an address that the owner has listed. */
async function nextPage(
  { tokenSecret }: Deps,
  here: LandingHere,
  { id, grantId, person, answers, wanted, source }: Ways,
): Promise<string> {
  // What the visitor came for goes first; an ending for certain answers is for those who get it by mail, or nothing.
  const { landing } = here;
  if (giftsFor(here, answers).length === 0 || !isShownOnPage(landing, person)) {
    return wanted ?? carrySource(outcomeOf(landing.outcomes, answers)?.page ?? landing.pages.thanks, source);
  }
  // A suspected bot has no grant; it gets an answer of the same shape, which opens nothing.
  return carrySource(`/g/${await tokenFor(tokenSecret, "grant-page", grantId ?? id)}`, source);
}
