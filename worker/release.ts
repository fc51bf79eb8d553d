import type { Answers } from "../content/schema/answers.ts";
import { dayIn } from "./calendar.ts";
import { answersIn, listIn, touchIn } from "./desk/stored.ts";
import { digest } from "./digest.ts";
import { followingFrom, formHashOf, wordingOf } from "./draft.ts";
import type { Deps } from "./env.ts";
import { personIn } from "./identity.ts";
import { findLanding, type LandingHere } from "./landing.ts";
import { findHeld, type HeldPost, heldSchema, knownTokens } from "./store/release.ts";
import { withRetries } from "./store/retry.ts";
import { type Kept, keepSubmission, type SubmissionDraft } from "./store/submissions.ts";
import { hashOfToken, tokenFor } from "./tokens.ts";

/** Who lets a post out of quarantine: the owner, whose trust brings the usual mail, or the press in a mail, which has its gift. */
export type Releaser = "owner" | "press";

/** What became of a post: its submission, or why it stays where it is. */
export type Released = Kept | { result: "unknown" | "gone" };

/**
 * Makes a person's submission of the post `id` in quarantine, with all that follows; receipts keep the time of the post.
 *
 * `noted` tells who at the desk did it.
 */
export async function releaseSubmission(
  deps: Deps,
  id: string,
  by: Releaser,
  noted?: D1PreparedStatement,
): Promise<Released> {
  const post = await withRetries(() => findHeld(deps.db, id));
  if (post === null) return { result: "unknown" };
  const here = findLanding(deps.catalog, post.landing);
  const held = here === null ? null : await heldIn(here, post);
  if (here === null || held === null) return { result: "gone" };
  return withRetries(async () => {
    const draft = await draftOf(deps, here, post, held, by);
    return keepSubmission(deps.db, noted === undefined ? draft : { ...draft, noted });
  });
}

async function draftOf(
  deps: Deps,
  here: LandingHere,
  post: HeldPost,
  held: Held,
  by: Releaser,
): Promise<SubmissionDraft> {
  const { id } = post;
  const answers = answersIn(post.answers);
  const ground = { id, at: deps.now(), answers, suspicion: null, mailsSuspects: false, ...held };
  const following = await followingFrom(deps, here, ground);
  const changed = {
    ...following,
    ...(by === "press" ? await withoutMail(deps, following) : heldByNobody(following)),
  };
  // The mail that asked whether it was theirs has made some of them already.
  const known = await knownTokens(
    deps.db,
    changed.tokens.map(({ hash }) => hash),
  );
  return {
    ...changed,
    tokens: changed.tokens.filter(({ hash }) => !known.has(hash)),
    day: dayIn(post.at, deps.catalog.site.timeZone),
    landing: post.landing,
    form: post.form,
    formHash: held.formHash,
    build: post.build,
    person: held.person,
    suspicion: null,
    mailsSuspects: false,
    released: true,
    answers,
    consents: held.consents,
    // Whatever was sent since, this post is itself: it has no key to repeat, and no network to count.
    fingerprint: await digest(`released:${id}`),
    key: null,
    trace: { network: null, agent: null },
    locale: post.locale,
    source: touchIn(post.source).marks,
    sourceLabel: post.sourceLabel,
    pageUrl: post.pageUrl,
  };
}

type Following = Pick<SubmissionDraft, "tokens" | "grants" | "message">;

/** Whoever pressed the button in a mail needs no second one: its link leads on to the gift. */
async function withoutMail(
  { tokenSecret }: Deps,
  { tokens, grants }: Following,
): Promise<Partial<Following>> {
  const [grant] = grants;
  if (grant === undefined) return { message: null };
  const token = await tokenFor(tokenSecret, "grant-mail", grant.id);
  const kept = tokens.filter(({ purpose }) => purpose !== "grant-mail");
  const made = { purpose: "grant-mail", subject: grant.id, expires: grant.expiresAt };
  return { message: null, tokens: [...kept, { ...made, hash: await hashOfToken(token) }] };
}

/** The owner need not wait for the mail: it goes with the next round. */
function heldByNobody({ message }: Following): Partial<Following> {
  return { message: message === null ? null : { ...message, lease: null } };
}

type Held = Pick<SubmissionDraft, "person" | "consents" | "formHash">;

/** What the post said when it came; of posts from before that was kept, what today's form makes of them. */
async function heldIn({ form }: LandingHere, post: HeldPost): Promise<Held | null> {
  if (post.held !== null) return heldSchema.parse(JSON.parse(post.held));
  const answers: Answers = answersIn(post.answers);
  const ticked = listIn(post.consents);
  const person = personIn(form.fields, answers);
  const consents = form.consents.filter(({ purpose }) => ticked.includes(purpose));
  return (
    person && {
      person,
      consents: await Promise.all(consents.map(wordingOf)),
      formHash: await formHashOf(form),
    }
  );
}
