import { afterEach, describe, it } from "vitest";
import { readContent } from "../../site/content/read.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { emptyProject, type Project } from "./project.ts";

/** What is done to a file: `[what, into what]`, its whole new text or bytes, or null to delete it. */
export type Change = Record<string, [string, string] | string | Uint8Array | null>;

/** One change to good content, and what must be said about it. */
interface MistakenContent {
  name: string;
  change: Change;
  file: string;
  line?: number;
  key: string;
  message: string;
  cure: string;
  /** How many mistakes follow from the same slip. */
  others?: number;
}

/** The change that puts `into` in the place of `what` in `file`. */
export function instead(file: string, what: string, into: string): Change {
  return { [file]: [what, into] };
}

/** Tests that each of `cases`, a change to `good`, is refused, with its file, line, key and cure named. */
export function describeMistakes(where: string, cases: readonly MistakenContent[], good = goodContent): void {
  describe(`mistakes ${where}`, () => {
    let project: Project;
    afterEach(() => project.end());

    for (const { name, change, file, line, key, message, cure, others = 0 } of cases) {
      it(`names file, line, key and cure of ${name}`, async ({ expect }) => {
        project = await emptyProject(changed(change, good));
        const { content, mistakes } = await readContent(project.root);
        expect(content).toBeNull();
        expect(mistakes).toHaveLength(1 + others);
        const told = mistakes.find((mistake) => mistake.file === file && mistake.key === key);
        expect(told?.line).toBe(line);
        expect(told?.message).toContain(message);
        expect(told?.cure).toContain(cure);
      });
    }
  });
}

/** Good content, or `content`, with `change` made to it. */
export function changed(change: Change, content = goodContent): Record<string, string | Uint8Array> {
  const files = { ...content };
  for (const [file, edit] of Object.entries(change)) {
    if (edit === null) delete files[file];
    else if (typeof edit === "string" || edit instanceof Uint8Array) files[file] = edit;
    else files[file] = replaced(file, String(files[file]), edit);
  }
  return files;
}

function replaced(file: string, text: string, [what, into]: [string, string]): string {
  if (!text.includes(what)) throw new Error(`"${what}" does not stand in ${file}.`);
  return text.replace(what, into);
}
