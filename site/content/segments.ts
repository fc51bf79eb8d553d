import type { Form } from "../../content/schema/form.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import { questionOf, type Segments, segmentSchema } from "../../content/schema/segment.ts";
import { questionMistakes } from "../../content/schema/segment-check.ts";
import type { SegmentNames } from "../../content/schema/segment-fields.ts";
import type { ContentDocument } from "./document.ts";
import { judge, mistakeAt } from "./judge.ts";
import type { ContentMistake } from "./mistake.ts";
import type { ReadLanding } from "./references.ts";

/** What segments may ask about. */
interface Known {
  landings: readonly ReadLanding[];
  forms: ReadonlyMap<string, Form | null>;
  magnets: ReadonlyMap<string, Magnet | null>;
}

/** The file of the segment `name`. */
export function segmentFile(name: string): string {
  return `content/segments/${name}.yaml`;
}

/** The segments `names` that could be read; whatever they ask about is there, or it goes to `mistakes`. */
export function readSegments(
  names: readonly string[],
  documents: ReadonlyMap<string, ContentDocument>,
  known: Known,
  mistakes: ContentMistake[],
): Map<string, Segments[string]> {
  const isWhole = mistakes.length === 0;
  const found = new Map<string, Segments[string]>();
  const there = namesIn(known);
  for (const name of names) {
    const document = documents.get(segmentFile(name));
    const segment = document === undefined ? null : judge(document, segmentSchema, mistakes);
    if (document === undefined || segment === null) continue;
    const question = questionOf(segment);
    // Where a form or a landing has mistakes of its own, what leans on it is judged once those are mended.
    const wrong = isWhole ? questionMistakes(question, there) : [];
    for (const { path, message, cure } of wrong) {
      mistakes.push(mistakeAt(document, path, message, cure ?? "Correct it."));
    }
    found.set(name, { title: segment.title, question });
  }
  return found;
}

function namesIn({ landings, forms, magnets }: Known): SegmentNames {
  const asked = landings.map(({ entry }) => [entry.formName, entry.form] as const);
  return {
    landings: Object.fromEntries(landings.map(({ entry }) => [entry.path, entry.landing])),
    forms: Object.fromEntries([
      ...[...forms].flatMap(([name, form]) => (form === null ? [] : [[name, form] as const])),
      ...asked,
    ]),
    magnets: Object.fromEntries(magnets),
  };
}
