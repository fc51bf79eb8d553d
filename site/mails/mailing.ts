import type { Form } from "../../content/schema/form.ts";
import type { Goal, GoalStep } from "../../content/schema/goal.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { LetterEntry } from "../content/content.ts";
import type { ContentDocument, KeyPath } from "../content/document.ts";
import { mistakeAt } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { dangling, type ReadLanding } from "../content/references.ts";
import { checkMail } from "./check.ts";
import { letterOf, setLetter } from "./letter.ts";
import { cureOf } from "./names.ts";
import { makeMarks } from "./pieces.ts";
import type { KnownToMails } from "./read.ts";
import { told } from "./told.ts";

/** What mails that are sent for themselves may refer to. */
export interface KnownToMailings extends KnownToMails {
  magnets: ReadonlyMap<string, Magnet | null>;
  /** The names of all segments, also of those with mistakes. */
  segments: readonly string[];
}

/** The front matter that is set; a subject that is none was told of before. */
interface Lines {
  subject?: string | readonly string[] | undefined;
  preheader?: string | undefined;
  locale?: Locale | undefined;
}

/** The mail in `document`, called `path`, set for mail programs with its links counted; `forms` are those whose answers it may tell. */
export async function setMailing(
  path: string,
  document: ContentDocument,
  lines: Lines,
  { forms, known }: { forms: readonly Form[]; known: KnownToMailings },
  mistakes: ContentMistake[],
): Promise<LetterEntry | null> {
  const before = mistakes.length;
  const { site } = known;
  const locale = lines.locale ?? site.locale;
  if (!site.locales.includes(locale)) {
    const message = `The site does not speak "${locale}".`;
    mistakes.push(mistakeAt(document, ["locale"], message, 'Correct "locale", or delete the key.'));
  }
  // Whoever asked again elsewhere answered another form.
  const nameable = { forms, words: [], open: true };
  const marks = makeMarks((href) => countedAs(href, site.url));
  const { subject = "…", preheader } = lines;
  const set = await setLetter(document, { subject, preheader }, { known, nameable, marks }, mistakes);
  if (set === null) return null;
  const { body, pictures, tree, blocks, tell } = set;
  if (told(body.text).trim() === "") {
    const cure = "Write its text under the second line of three hyphens, or delete the file.";
    mistakes.push({
      file: document.file,
      line: document.bodyLine,
      key: "",
      message: "The mail says nothing.",
      cure,
    });
  }
  checkMail({ tree, blocks, forms, kind: "mailing", landings: [], known }, tell);
  if (mistakes.length > before) return null;
  return letterOf(path, document, { locale, body, pictures });
}

/** A page of the site counts under its path, however it is written; letters and calls are nobody's to count. */
function countedAs(href: string, url: string): string | null {
  const own = href === url ? "/" : href.startsWith(`${url}/`) ? href.slice(url.length) : href;
  return /^(?:\/(?!\/)|https:\/\/)/.test(own) ? own : null;
}

/** What a mail is for is there. */
export function checkGoal(
  document: ContentDocument,
  goal: Goal | undefined,
  known: KnownToMailings,
  mistakes: ContentMistake[],
): void {
  if (goal === undefined) return;
  const { step, landing, magnet } = goal;
  if (landing !== undefined) checkLanding(document, ["goal", "landing"], landing, known, mistakes);
  if (magnet !== undefined) checkMagnet(document, ["goal", "magnet"], magnet, known, mistakes);
  const tell = (key: string, message: string) =>
    mistakes.push(mistakeAt(document, ["goal", key], message, 'Correct it, or the "step" of the goal.'));
  if (step === "redeem" && magnet !== undefined && known.magnets.has(magnet) && !known.coupons.has(magnet))
    tell("magnet", `"${magnet}" is no coupon, so nobody redeems it.`);
  const on = known.landings.find(({ entry }) => entry.path === landing);
  if (on !== undefined && !mayTake(step, on))
    tell(
      "landing",
      `Nobody gets to "${step}" there: the landing gives ${step === "redeem" ? "no coupon" : "nothing"} away.`,
    );
}

/** Whether visitors of a landing can come to take `step`. */
export function mayTake(step: GoalStep, { entry }: ReadLanding): boolean {
  if (step === "download") return entry.gifts.length > 0;
  return step !== "redeem" || entry.gifts.some(({ magnet }) => magnet.kind === "coupon");
}

/** The landing `name` is there. */
export function checkLanding(
  document: ContentDocument,
  path: KeyPath,
  name: string,
  { paths }: KnownToMailings,
  mistakes: ContentMistake[],
): void {
  const file = `content/landings/${name}/index.mdx`;
  if (!paths.includes(name))
    mistakes.push(dangling(document, path, name, { kind: "landing", file, known: paths }));
}

/** The magnet `name` is there. */
export function checkMagnet(
  document: ContentDocument,
  path: KeyPath,
  name: string,
  { magnets }: KnownToMailings,
  mistakes: ContentMistake[],
): void {
  const file = `content/magnets/${name}/index.mdx`;
  const known = [...magnets.keys()];
  if (!known.includes(name)) mistakes.push(dangling(document, path, name, { kind: "magnet", file, known }));
}

/** The segment `name` is there. */
export function checkSegment(
  document: ContentDocument,
  path: KeyPath,
  name: string,
  { segments }: KnownToMailings,
  mistakes: ContentMistake[],
): void {
  const file = `content/segments/${name}.yaml`;
  if (!segments.includes(name))
    mistakes.push(dangling(document, path, name, { kind: "segment", file, known: segments }));
}

/** One of `forms`, which lead to a mail, asks for consent to its `purpose`: else nobody could ever get it. */
export function checkPurpose(
  document: ContentDocument,
  purpose: string,
  forms: readonly Form[],
  mistakes: ContentMistake[],
): void {
  const asked = [...new Set(forms.flatMap(({ consents }) => consents.map((consent) => consent.purpose)))];
  if (asked.includes(purpose)) return;
  const message = `No form that leads here asks for consent to "${purpose}", so nobody would get this.`;
  const cure = `${cureOf(purpose, asked)} Else ask for it under "consents" of a form.`;
  mistakes.push(mistakeAt(document, ["purpose"], message, cure));
}
