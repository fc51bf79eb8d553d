import type { Answers } from "../content/schema/answers.ts";
import type { CatalogConsent, CatalogForm, CatalogLanding } from "../content/schema/catalog.ts";
import { freePurposes } from "../content/schema/consent.ts";
import { newCouponCode } from "../content/schema/coupon-code.ts";
import { isMet } from "../content/schema/steps.ts";
import { dayIn } from "./calendar.ts";
import { validityOf } from "./coupon/validity.ts";
import { hexDigest, sign } from "./digest.ts";
import type { Deps } from "./env.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Post } from "./guards/post.ts";
import type { Person } from "./identity.ts";
import { inboxOf } from "./inbox.ts";
import { type Gift, giftsFor, type LandingHere } from "./landing.ts";
import { hasRoom } from "./mail/under-way.ts";
import { labelOf } from "./source.ts";
import type { CouponDraft } from "./store/coupons.ts";
import type { GivenConsent, SubmissionDraft, TokenDraft, Trace } from "./store/submissions.ts";
import { callsFor } from "./store/webhook-calls.ts";
import { confirmFor, forever, hashOfToken, newId, newRowId, type TokenPurpose, tokenFor } from "./tokens.ts";

/** What an accepted post says, and what is known of its sender. */
export interface Said {
  answers: Answers;
  consents: CatalogConsent[];
  /** Why it is suspected, or null. */
  suspicion: string | null;
  /** Whether a mail with a button may clear the suspicion. */
  mailsSuspects: boolean;
  trace: Trace;
}

/** What to store for an accepted post; each call of the result draws new identifiers, and differs in nothing else. */
export async function draftOf(
  deps: Deps,
  here: LandingHere,
  post: Post,
  person: Person,
  said: Said,
): Promise<() => Promise<SubmissionDraft>> {
  const { landing, path } = here;
  const { answers, consents, suspicion } = said;
  const at = deps.now();
  const purposes = consents.map(({ purpose }) => purpose);
  const fixed = {
    landing: path,
    form: landing.form,
    person,
    suspicion,
    mailsSuspects: said.mailsSuspects,
    released: false,
    answers,
    consents: await Promise.all(consents.map(wordingOf)),
    fingerprint: await fingerprintOf({
      landing: path,
      person,
      answers,
      purposes,
      suspected: suspicion !== null,
    }),
    key: post.key,
    locale: landing.locale,
    source: post.source,
    sourceLabel: labelOf(post.source),
    pageUrl: post.page ?? `${deps.publicUrl}${landing.pages.landing}`,
    trace: said.trace,
    formHash: await formHashOf(here.form),
    build: deps.catalog.build,
  };
  return async () => {
    const id = newRowId(deps.random, at);
    return { ...fixed, ...(await followingFrom(deps, here, { ...fixed, id, at })) };
  };
}

/** The one in whose hands a submission is: whose it is, and what it says. */
interface Ground {
  id: string;
  at: number;
  person: Person;
  answers: Answers;
  consents: readonly GivenConsent[];
  suspicion: string | null;
  mailsSuspects: boolean;
}

type Following = Pick<
  SubmissionDraft,
  | "id"
  | "leadId"
  | "at"
  | "day"
  | "limits"
  | "tokens"
  | "grants"
  | "coupon"
  | "message"
  | "notices"
  | "webhooks"
>;

/** What follows from a submission: grant, coupon, mail, notices and calls, each under a new identifier. */
export async function followingFrom(deps: Deps, here: LandingHere, ground: Ground): Promise<Following> {
  const { catalog, random } = deps;
  const { id, at, person, answers } = ground;
  const { landing } = here;
  const gifts = giftsFor(here, answers);
  const kind = mailOf(here, ground, gifts);
  const claimed = gifts.find(({ magnet }) => magnet.kind === "coupon");
  const inbox =
    person.email !== null && (kind !== null || claimed !== undefined)
      ? await inboxOf(deps.tokenSecret, person.email)
      : null;
  const coupon = claimed === undefined ? null : await couponOf(deps, claimed, at, { ...person, inbox });
  const grants = gifts.map(({ name, magnet }) => ({
    id: newRowId(random, at),
    magnet: name,
    // A coupon's link shows it for as long as the coupon is good.
    expiresAt: Math.max(at + magnet.expires * 1000, (magnet.kind === "coupon" && coupon?.validUntil) || 0),
    uses: magnet.uses,
  }));
  // Its link opens the page on which all of them stand, until the last has ended.
  const [grant] = grants;
  const ends = Math.max(0, ...grants.map(({ expiresAt }) => expiresAt));
  const tokens: [TokenPurpose, string, number][] = [];
  if (grant !== undefined && isShownOnPage(landing, person)) tokens.push(["grant-page", grant.id, ends]);
  if (grant !== undefined && kind === "delivery") tokens.push(["grant-mail", grant.id, ends]);
  if (kind === "confirmation") tokens.push(["confirm", id, at + confirmFor]);
  // Who awaits the gift on the next page, and was taken for a program, reads there that a mail is on its way.
  if (ground.suspicion !== null && kind !== null && grant !== undefined && isShownOnPage(landing, person))
    tokens.push(["grant-page", id, at + confirmFor]);
  if (kind !== null) tokens.push(["preferences", id, forever]);
  return {
    id,
    leadId: newRowId(random, at),
    at,
    day: dayIn(at, catalog.site.timeZone),
    limits: catalog.site.limits,
    grants,
    coupon,
    tokens: await Promise.all(
      tokens.map(([purpose, subject, expires]) => tokenOf(deps, purpose, subject, expires)),
    ),
    message:
      kind === null || inbox === null
        ? null
        : {
            id: newRowId(random, at),
            kind,
            // Born in the hands of this request, which sends it next; should it die, the lease runs out and the sweep takes over.
            lease: isSentHere(deps) ? newId(random) : null,
            inbox,
          },
    notices: noticesOf(deps, here, answers).map((recipient) => ({ id: newRowId(random, at), recipient })),
    webhooks: callsFor(deps, "submission"),
  };
}

function isSentHere({ mailer, queue }: Deps): boolean {
  return mailer !== null && queue === null && hasRoom(mailer);
}

/** Who of the business is told of these answers, each once. */
function noticesOf({ catalog }: Deps, { form }: LandingHere, answers: Answers): string[] {
  const wanted = form.notify.filter(({ when }) => when === undefined || isMet(when, answers));
  return [...new Set([...catalog.site.notify, ...wanted].map(({ to }) => to))];
}

/** What is mailed to `person`: what was asked for, or else a question whether the consent was theirs. */
function mailOf(
  { landing }: LandingHere,
  { person, consents, suspicion, mailsSuspects }: Ground,
  gifts: readonly Gift[],
): "delivery" | "confirmation" | null {
  if (person.email === null) return null;
  if (suspicion !== null) return mailsSuspects ? "confirmation" : null;
  if (gifts.length > 0 && landing.delivery !== "page") return "delivery";
  return consents.some(({ purpose }) => freePurposes.includes(purpose)) ? "confirmation" : null;
}

async function tokenOf(
  deps: Deps,
  purpose: TokenPurpose,
  subject: string,
  expires: number,
): Promise<TokenDraft> {
  return {
    purpose,
    subject,
    expires,
    hash: await hashOfToken(await tokenFor(deps.tokenSecret, purpose, subject)),
  };
}

/** Whether `person` gets the gift on the next page: as the landing says, or because there is no address to mail to. */
export function isShownOnPage(landing: CatalogLanding, person: Person): boolean {
  return landing.delivery !== "email" || person.email === null;
}

async function couponOf(
  deps: Deps,
  { name, magnet }: Gift,
  at: number,
  { inbox, phone }: { inbox: string | null; phone: string | null },
): Promise<CouponDraft | null> {
  if (magnet.kind !== "coupon") return null;
  return {
    code: newCouponCode(magnet.prefix, deps.random),
    magnet: name,
    inbox,
    phone: phone === null ? null : await sign(deps.tokenSecret, `phone:${phone}`),
    quota: magnet.quota,
    perPerson: magnet.perPerson,
    ...validityOf(magnet, at, deps.catalog.site.timeZone),
  };
}

const hashes = new Map<string, string>();

/** A consent as the catalog has it, ready to be proved. */
export async function wordingOf({ purpose, text, version }: CatalogConsent): Promise<GivenConsent> {
  const wordingHash = hashes.get(text) ?? (await hexDigest(text));
  hashes.set(text, wordingHash);
  return { purpose, wording: text, wordingHash, version: version ?? null };
}

const formHashes = new WeakMap<CatalogForm, Promise<string>>();

/** SHA-256 of `form` as the catalog has it: the same questions and consents have the same. */
export function formHashOf(form: CatalogForm): Promise<string> {
  const known = formHashes.get(form) ?? hexDigest(JSON.stringify(form));
  formHashes.set(form, known);
  return known;
}
