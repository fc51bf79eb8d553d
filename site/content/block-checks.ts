import { posix } from "node:path";
import { ruleOf } from "../../templates/blocks/rules.ts";
import { cureFor } from "./beside.ts";
import type { UsedBlock } from "./blocks.ts";
import type { ContentDocument } from "./document.ts";
import type { ContentMistake } from "./mistake.ts";

/** What stands around a text. */
interface Around {
  /** Whether there is a form on its page. */
  hasForm: boolean;
  /** Whether its page ends on a day. */
  hasEnd: boolean;
  /** Where a button leads that names no address; undefined when nowhere. */
  hasAction: boolean;
}

/** The blocks in `document` find what they need: their files, a form, an end. */
export function checkBlocks(
  document: ContentDocument,
  files: ReadonlySet<string>,
  around: Around,
  mistakes: ContentMistake[],
): void {
  const { used } = document.blocks;
  for (const block of used) {
    const tell = (message: string, cure: string) =>
      mistakes.push({ file: document.file, line: block.line, key: block.name, message, cure });
    for (const name of filesIn(block.props)) {
      const target = posix.join(posix.dirname(document.file), name);
      if (!files.has(target)) tell(`There is no file ${target}.`, cureFor(document.file, name, files));
    }
    if (ruleOf(block.name).onLanding && !around.hasForm)
      tell(`<${block.name}> stands on landings alone.`, "Delete it here.");
    if (isWithoutEnd(block) && !around.hasEnd)
      tell(
        "There is no end to count down to.",
        'Give <Countdown> its "until", or the landing: nothing ends that is not true.',
      );
    if (isWithoutAction(block) && !around.hasAction)
      tell(
        "The button leads nowhere.",
        'Give it an "href", or name a "landing" in the front matter of the article.',
      );
  }
  for (const name of ["Form", "StickyBar"] as const) refuseSecond(document, used, name, mistakes);
}

/** Two of these would share ids, or lie on one another. */
function refuseSecond(
  document: ContentDocument,
  used: readonly UsedBlock[],
  name: "Form" | "StickyBar",
  mistakes: ContentMistake[],
): void {
  const second = used.filter((block) => block.name === name)[1];
  if (second === undefined) return;
  const message = `<${name}> stands here a second time; a page has one.`;
  const cure = name === "Form" ? "Put a <Cta /> here: it leads to the form." : "Delete one of them.";
  mistakes.push({ file: document.file, line: second.line, key: name, message, cure });
}

function isWithoutEnd({ name, props }: UsedBlock): boolean {
  return name === "Countdown" && props["until"] === undefined;
}

function isWithoutAction({ name, props }: UsedBlock): boolean {
  if (props["href"] !== undefined) return false;
  return name === "Cta" || (name === "Price" && props["button"] !== undefined);
}

function filesIn(value: unknown): string[] {
  if (typeof value === "string") return /^\.\/\S/.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(filesIn);
}
