import type { Answers } from "../content/schema/answers.ts";
import type { CatalogConsent, CatalogCoupon, CatalogLanding } from "../content/schema/catalog.ts";
import { addDays, dayIn, endOfDay, startOfDay } from "./calendar.ts";
import { newCouponCode } from "./coupon-code.ts";
import { digest, hexDigest } from "./digest.ts";
import type { Deps } from "./env.ts";
import type { Post } from "./guards/post.ts";
import type { Person } from "./identity.ts";
import type { LandingHere } from "./landing.ts";
import { labelOf } from "./source.ts";
import type { CouponDraft } from "./store/coupons.ts";
import type { GrantDraft } from "./store/grants.ts";
import type { SubmissionDraft } from "./store/submissions.ts";
import { hashOfToken, newId, type TokenPurpose, tokenFor } from "./tokens.ts";

/** What to store for an accepted post; each call of the result draws new identifiers, and differs in nothing else. */
export async function draftOf(
  deps: Deps,
  here: LandingHere,
  post: Post,
  person: Person,
  { answers, consents }: { answers: Answers; consents: CatalogConsent[] },
): Promise<() => Promise<SubmissionDraft>> {
  const { catalog, publicUrl } = deps;
  const { landing, path } = here;
  const at = deps.now();
  const fixed = {
    landing: path,
    form: landing.form,
    build: catalog.build,
    person,
    suspicion: post.trapped ? "honeypot" : null,
    answers,
    consents: await Promise.all(consents.map(wordingOf)),
    fingerprint: await fingerprintOf(path, person, answers, consents, post.trapped),
    key: post.key,
    locale: landing.locale,
    source: post.source,
    sourceLabel: labelOf(post.source),
    pageUrl: post.page ?? `${publicUrl}${landing.pages.landing}`,
    at,
    day: dayIn(at, catalog.site.timeZone),
  };
  return async () => ({
    ...fixed,
    id: newId(deps.random),
    leadId: newId(deps.random),
    ...(await giftOf(deps, here, person, at)),
  });
}

/** Whether `person` gets the gift on the next page: as the landing says, or because there is no address to mail to. */
export function isShownOnPage(landing: CatalogLanding, person: Person): boolean {
  return landing.delivery !== "email" || person.email === null;
}

type Gift = Pick<SubmissionDraft, "grant" | "coupon" | "message">;

async function giftOf(deps: Deps, { landing, gift }: LandingHere, person: Person, at: number): Promise<Gift> {
  if (gift === null) return { grant: null, coupon: null, message: null };
  const { magnet, name } = gift;
  const coupon = magnet.kind === "coupon" ? couponOf(deps, name, magnet, at) : null;
  const mailed = landing.delivery !== "page" && person.email !== null;
  const purposes: TokenPurpose[] = [];
  if (isShownOnPage(landing, person)) purposes.push("grant-page");
  if (mailed) purposes.push("grant-mail");
  const id = newId(deps.random);
  const grant: GrantDraft = {
    id,
    magnet: name,
    // A coupon's link shows it for as long as the coupon is good.
    expiresAt: Math.max(at + magnet.expires * 1000, coupon?.validUntil ?? 0),
    uses: magnet.uses,
    tokens: await Promise.all(
      purposes.map(async (purpose) => ({
        purpose,
        hash: await hashOfToken(await tokenFor(deps.tokenSecret, purpose, id)),
      })),
    ),
  };
  // Born in the hands of this request, which sends it next; should it die, the lease runs out and the sweep takes over.
  const message = { id: newId(deps.random), lease: deps.mailer === null ? null : newId(deps.random) };
  return { grant, coupon, message: mailed ? message : null };
}

function couponOf(deps: Deps, name: string, magnet: CatalogCoupon, at: number): CouponDraft {
  const { timeZone } = deps.catalog.site;
  const today = dayIn(at, timeZone);
  const lastDay = magnet.validUntil ?? addDays(today, magnet.validDays ?? 0);
  return {
    code: newCouponCode(magnet.prefix, deps.random),
    magnet: name,
    quota: magnet.quota,
    perPerson: magnet.perPerson,
    validFrom:
      magnet.validFrom !== undefined && magnet.validFrom > today
        ? startOfDay(magnet.validFrom, timeZone)
        : at,
    validUntil: endOfDay(lastDay, timeZone),
  };
}

const hashes = new Map<string, string>();

async function wordingOf({ purpose, text, version }: CatalogConsent) {
  const wordingHash = hashes.get(text) ?? (await hexDigest(text));
  hashes.set(text, wordingHash);
  return { purpose, wording: text, wordingHash, version: version ?? null };
}

/** What makes two posts the same: landing, person, answers and ticks, in any order. */
function fingerprintOf(
  path: string,
  person: Person,
  answers: Answers,
  consents: CatalogConsent[],
  trapped: boolean,
): Promise<string> {
  const sorted = Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1));
  const ticks = consents.map((consent) => consent.purpose).sort();
  // The address as typed counts no more than the person it names.
  const told = sorted.map(([name, value]) => [name, value === person.email ? person.identity : value]);
  return digest(JSON.stringify([path, person.identity, told, ticks, trapped]));
}
