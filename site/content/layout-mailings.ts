import { nameSchema } from "../../content/schema/primitives.ts";
import type { ContentMistake } from "./mistake.ts";

/** One mail of a sequence: its number and its name stand in its file's. */
export interface StepFile {
  sequence: string;
  number: string;
  name: string;
  file: string;
}

/** The files of mails that are sent for themselves. */
export interface MailingFiles {
  /** Names of sequences with a `content/sequences/<name>/sequence.yaml`. */
  sequences: string[];
  /** Their mails, from `content/sequences/<name>/NN-<step>.mdx`. */
  steps: StepFile[];
  /** Names of campaigns, from `content/campaigns/<name>.mdx`. */
  campaigns: string[];
  mistakes: ContentMistake[];
}

const stepName = /^(\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)\.mdx$/;

/** Takes `file`, whose path below content/sequences is `inner`; pictures beside a mail are its own. */
export function placeSequence(file: string, inner: string, into: MailingFiles): void {
  const [sequence = "", name = "", ...deeper] = inner.split("/");
  const tell = (message: string, cure: string) => into.mistakes.push({ file, key: "", message, cure });
  if (!/\.(?:mdx?|markdown|ya?ml)$/.test(inner)) return;
  if (name === "") {
    const cure = `Move it to content/sequences/${bare(inner)}/01-name.mdx.`;
    tell("This file is not read: each sequence is a folder of its own.", cure);
  } else if (!nameSchema.safeParse(sequence).success) {
    tell(`A sequence cannot be called "${sequence}".`, "Use small letters, figures and single hyphens only.");
  } else if (deeper.length > 0) {
    tell("This file is not read: it lies too deep.", `Move it to content/sequences/${sequence}.`);
  } else if (name === "sequence.yaml") {
    into.sequences.push(sequence);
  } else if (!name.endsWith(".mdx") && !/^\d{2}-/.test(name)) {
    const cure = `What holds for all mails of a sequence stands in content/sequences/${sequence}/sequence.yaml.`;
    tell("This file is not read.", cure);
  } else {
    const [, number, step] = stepName.exec(name) ?? [];
    if (number !== undefined && step !== undefined) into.steps.push({ sequence, number, name: step, file });
    else {
      const cure = "Call it NN-name.mdx, as in 03-invito.mdx: mails are sent in the order of their numbers.";
      tell("This file is not read: the name of a mail begins with two figures.", cure);
    }
  }
}

/** Takes `file`, whose path below content/campaigns is `inner`; pictures beside a campaign are its own. */
export function placeCampaign(file: string, inner: string, into: MailingFiles): void {
  const tell = (message: string, cure: string) => into.mistakes.push({ file, key: "", message, cure });
  const name = inner.replace(/\.mdx$/, "");
  if (name === inner) {
    if (/\.(?:md|markdown|ya?ml)$/.test(inner))
      tell(
        "A campaign is an .mdx file; this one is not read.",
        `Rename it to content/campaigns/${bare(inner)}.mdx.`,
      );
  } else if (name.includes("/")) {
    const cure = `Move it to content/campaigns/${name.replaceAll("/", "-")}.mdx.`;
    tell("Campaigns lie in one folder, and not in folders inside it.", cure);
  } else if (nameSchema.safeParse(name).success) into.campaigns.push(name);
  else tell(`A campaign cannot be called "${name}".`, "Use small letters, figures and single hyphens only.");
}

function bare(inner: string): string {
  return inner.replace(/\.[^./]*$/, "");
}

/** Brings the mails of each sequence into their order; what leaves the order open, or nobody reads, is told. */
export function settleMailings(files: readonly string[], layout: MailingFiles): void {
  layout.steps.sort((one, other) => (one.file < other.file ? -1 : 1));
  for (const [place, step] of layout.steps.entries()) {
    const before = layout.steps.slice(0, place).filter(({ sequence }) => sequence === step.sequence);
    const tell = (message: string, cure: string) =>
      layout.mistakes.push({ file: step.file, key: "", message, cure });
    const sameName = before.find(({ name }) => name === step.name);
    const sameNumber = before.find(({ number }) => number === step.number);
    if (sameName)
      tell(
        `${sameName.file} is called "${step.name}", too, and nobody gets a mail twice.`,
        "Give one of the two another name.",
      );
    else if (sameNumber)
      tell(
        `${sameNumber.file} has the number ${step.number}, too: which one comes first is not said.`,
        "Give one of the two another number.",
      );
  }
  for (const sequence of layout.sequences) {
    if (layout.steps.some((step) => step.sequence === sequence)) continue;
    const folder = `content/sequences/${sequence}`;
    const file = `${folder}/sequence.yaml`;
    if (layout.mistakes.some((mistake) => mistake.file.startsWith(`${folder}/`))) continue;
    const cure = `Add its first mail, ${folder}/01-name.mdx, or delete the folder.`;
    layout.mistakes.push({ file, line: 1, key: "", message: "The sequence has no mails.", cure });
  }
  refuseLonely(files, layout);
}

/** A picture belongs to the mails beside it. */
function refuseLonely(files: readonly string[], layout: MailingFiles): void {
  const known = new Set([...layout.sequences, ...layout.steps.map(({ sequence }) => sequence)]);
  for (const file of files) {
    const [, sequence] = /^content\/sequences\/([^/]+)\//.exec(file) ?? [];
    if (sequence === undefined || known.has(sequence)) continue;
    if (layout.mistakes.some((mistake) => mistake.file.startsWith(`content/sequences/${sequence}/`)))
      continue;
    const cure = `Add content/sequences/${sequence}/01-name.mdx, or delete the file.`;
    layout.mistakes.push({
      file,
      key: "",
      message: "This file belongs to nothing: there is no mail beside it.",
      cure,
    });
  }
}
