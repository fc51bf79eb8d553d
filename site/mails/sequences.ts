import { type Sequence, sequenceSchema, sequenceStepSchema } from "../../content/schema/sequence.ts";
import type { SequenceEntry, StepEntry } from "../content/content.ts";
import type { ContentDocument } from "../content/document.ts";
import { judge, mistakeAt, soundKeys } from "../content/judge.ts";
import type { MailingFiles, StepFile } from "../content/layout-mailings.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { dangling, type ReadLanding } from "../content/references.ts";
import { checkBranch } from "./branch.ts";
import {
  checkGoal,
  checkPurpose,
  checkSegment,
  type KnownToMailings,
  mayTake,
  setMailing,
} from "./mailing.ts";

/** The file with what holds for all mails of the sequence `name`. */
export function sequenceFile(name: string): string {
  return `content/sequences/${name}/sequence.yaml`;
}

/** The sequences among `files`, set for mail programs; every mistake in them goes to `mistakes`. */
export async function readSequences(
  { steps, sequences }: Pick<MailingFiles, "steps" | "sequences">,
  documents: ReadonlyMap<string, ContentDocument>,
  known: KnownToMailings,
  mistakes: ContentMistake[],
): Promise<SequenceEntry[]> {
  const names = [...new Set(steps.map(({ sequence }) => sequence))];
  checkNamed([...names, ...sequences], known.landings, mistakes);
  const found: SequenceEntry[] = [];
  for (const name of names) {
    const own = steps.filter(({ sequence }) => sequence === name);
    const sequence = await readSequence(name, own, { documents, known }, mistakes);
    if (sequence !== null) found.push(sequence);
  }
  return found;
}

/** A landing names a sequence that is there. */
function checkNamed(
  known: readonly string[],
  landings: readonly ReadLanding[],
  mistakes: ContentMistake[],
): void {
  for (const { entry, document } of landings) {
    const name = entry.landing.sequence;
    if (name === undefined || known.includes(name)) continue;
    const file = `content/sequences/${name}/01-name.mdx`;
    mistakes.push(dangling(document, ["sequence"], name, { kind: "sequence", file, known }));
  }
}

interface Around {
  documents: ReadonlyMap<string, ContentDocument>;
  known: KnownToMailings;
}

async function readSequence(
  name: string,
  files: readonly StepFile[],
  { documents, known }: Around,
  mistakes: ContentMistake[],
): Promise<SequenceEntry | null> {
  const before = mistakes.length;
  // Without a file of its own a sequence is told of at its first mail.
  const own = documents.get(sequenceFile(name));
  const document = own ?? documents.get(files[0]?.file ?? "");
  const isMissing = own === undefined && !known.files.has(sequenceFile(name));
  const sequence = own ? judge(own, sequenceSchema, mistakes) : isMissing ? sequenceSchema.parse({}) : null;
  if (document === undefined) return null;
  const { start, purpose, goal } = sequence ?? (own ? soundKeys(own, sequenceSchema) : {});
  const named = known.landings.filter(({ entry }) => entry.landing.sequence === name);
  const started = mistakes.length;
  if (start !== undefined) checkStart(name, document, start, { named, known }, mistakes);
  const leading = (start ? leadingTo(start, named, known) : []).map(({ entry }) => entry.form);
  // One mistake at a time: where nothing leads to it, no form does.
  if (start !== undefined && purpose !== undefined && mistakes.length === started)
    checkPurpose(document, purpose, leading, mistakes);
  checkGoal(document, goal, known, mistakes);
  const isOpen = start === undefined || !("step" in start) || leading.length === 0;
  const forms = isOpen ? known.landings.map(({ entry }) => entry.form) : leading;
  const steps: StepEntry[] = [];
  for (const [place, { file, name: step }] of files.entries()) {
    const written = documents.get(file);
    const earlier = files.slice(0, place).map((one) => one.name);
    const means = { path: `sequences/${name}/${step}`, forms, known, earlier };
    const read = written && (await readStep(step, written, means, mistakes));
    if (read) steps.push(read);
  }
  if (sequence === null || mistakes.length > before) return null;
  return { name, sequence, landings: named.map(({ entry }) => entry.path), steps };
}

/** Something starts it, and whatever names it does. */
function checkStart(
  name: string,
  document: ContentDocument,
  start: Sequence["start"],
  { named, known }: { named: readonly ReadLanding[]; known: KnownToMailings },
  mistakes: ContentMistake[],
): void {
  if ("segment" in start) checkSegment(document, ["start", "segment"], start.segment, known, mistakes);
  if ("stage" in start && !known.landings.some(({ entry }) => entry.landing.stage === start.stage)) {
    const message = `No landing is of the stage "${start.stage}".`;
    mistakes.push(
      mistakeAt(document, ["start", "stage"], message, 'Correct it, or the "stage" of a landing.'),
    );
  }
  if ("step" in start && named.length === 0) {
    const cure = `Write sequence: ${name} into a landing that leads to it, or start it by a segment or a stage.`;
    mistakes.push(mistakeAt(document, ["start"], "No landing names this sequence, so nobody gets it.", cure));
  }
  for (const landing of named) {
    const wrong = neverStarts(start, landing);
    if (wrong !== null) mistakes.push(mistakeAt(landing.document, ["sequence"], wrong, startCure(name)));
  }
}

function startCure(name: string): string {
  return `Delete the key, or change "start" in ${sequenceFile(name)}.`;
}

/** Why a landing that names a sequence never starts it. */
function neverStarts(start: Sequence["start"], landing: ReadLanding): string | null {
  if (!("step" in start)) return "This sequence is not started by landings that name it.";
  if (mayTake(start.step, landing)) return null;
  return start.step === "download"
    ? "This sequence starts with a download, and the landing gives nothing away."
    : "This sequence starts when a coupon is redeemed, and the landing gives none.";
}

/** The landings whose visitors can come to get it. */
function leadingTo(
  start: Sequence["start"],
  named: readonly ReadLanding[],
  { landings }: KnownToMailings,
): readonly ReadLanding[] {
  if ("step" in start) return named;
  return "stage" in start ? landings.filter(({ entry }) => entry.landing.stage === start.stage) : landings;
}

async function readStep(
  name: string,
  document: ContentDocument,
  { path, forms, known, earlier }: Parameters<typeof checkBranch>[2] & { path: string },
  mistakes: ContentMistake[],
): Promise<StepEntry | null> {
  const before = mistakes.length;
  const step = judge(document, sequenceStepSchema, mistakes);
  const sound = step ?? soundKeys(document, sequenceStepSchema);
  if (sound.when !== undefined) checkBranch(document, sound.when, { forms, known, earlier }, mistakes);
  const letter = await setMailing(path, document, sound, { forms, known }, mistakes);
  return step === null || letter === null || mistakes.length > before ? null : { ...letter, name, step };
}
