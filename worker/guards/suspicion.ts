import type { Answers } from "../../content/schema/answers.ts";
import { turnstileField, workField } from "../../content/schema/work.ts";
import { judgeTurnstile } from "../challenge/turnstile.ts";
import { freshFor, judgeWork } from "../challenge/work.ts";
import { digest } from "../digest.ts";
import type { Deps } from "../env.ts";
import { fingerprintOf } from "../fingerprint.ts";
import type { Person } from "../identity.ts";
import type { LandingHere } from "../landing.ts";
import { isCrowded, spendProof } from "../store/proofs.ts";
import { withRetries } from "../store/retry.ts";
import { textsOf } from "./entries.ts";
import { hintsIn } from "./hints.ts";
import type { Post } from "./post.ts";

/** Why a post is kept apart, and whether a mail with a button may clear it. */
export interface Suspicion {
  suspicion: string | null;
  mailsSuspects: boolean;
}

/** A post that was judged, and where it came from. */
export interface Judged {
  person: Person;
  answers: Answers;
  network: string | null;
  /** Whether the owner sends it, from a kiosk: then nothing is to be proved. */
  isOwners: boolean;
}

const none: Suspicion = { suspicion: null, mailsSuspects: false };

/** What speaks against `post`; what the database alone can count (posts of one network) is judged where it is stored. */
export async function suspicionOf(
  deps: Deps,
  here: LandingHere,
  post: Post,
  judged: Judged,
): Promise<Suspicion> {
  if (post.trapped) return { suspicion: "honeypot", mailsSuspects: false };
  const hints = hintsIn(here.form.fields, judged.answers, tookIn(post));
  if (hints !== null) return { suspicion: hints, mailsSuspects: false };
  if (judged.isOwners || deps.catalog.site.challenge === undefined) return none;
  switch (await proofOf(deps, here, post, judged)) {
    case "proved":
      return none;
    case "wrong":
      return { suspicion: "challenge", mailsSuspects: false };
    case "down":
      return { suspicion: "check-down", mailsSuspects: false };
    case "stale":
    case "missing":
      return withoutProof(deps, judged);
  }
}

/** Without a script nobody can prove anything but their address; a crowd from one network is not asked to. */
async function withoutProof({ db, catalog, now }: Deps, { network }: Judged): Promise<Suspicion> {
  const crowded =
    network !== null && (await withRetries(() => isCrowded(db, network, now(), catalog.site.limits.network)));
  return crowded
    ? { suspicion: "network", mailsSuspects: false }
    : { suspicion: "unproved", mailsSuspects: true };
}

type Verdict = "proved" | "missing" | "stale" | "wrong" | "down";

/** What the proof is worth that the site asks for; each serves one post and its repetitions. */
async function proofOf(deps: Deps, here: LandingHere, post: Post, judged: Judged): Promise<Verdict> {
  const { catalog, now, db, turnstile, publicUrl, allowedOrigins } = deps;
  const isWork = catalog.site.challenge === "work";
  const [proof = null] = textsOf(post.entries, isWork ? workField : turnstileField).filter(
    (text) => text !== "",
  );
  const hosts = [publicUrl, ...allowedOrigins].map((origin) => new URL(origin).hostname);
  const verdict = isWork
    ? await judgeWork(here.path, proof, now())
    : await judgeTurnstile(turnstile, proof, { hosts, key: post.key });
  if (verdict !== "proved" || proof === null) return verdict;
  const name = isWork ? `${here.path} ${proof}` : `turnstile ${await digest(proof)}`;
  const fingerprint = await fingerprintOf({
    landing: here.path,
    person: judged.person,
    answers: judged.answers,
    purposes: [],
    suspected: false,
  });
  const outdated = now() - 3 * freshFor * 60_000;
  const isOurs = await withRetries(() => spendProof(db, name, fingerprint, now(), outdated));
  return isOurs ? "proved" : "wrong";
}

/** How long the visitor had the page open, in milliseconds, as its script says; null without one. */
function tookIn({ entries }: Post): number | null {
  const [took] = textsOf(entries, "_took");
  return took !== undefined && /^\d{1,9}$/.test(took) ? Number(took) : null;
}
