import { readFile } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { localeSchema } from "../../content/schema/primitives.ts";
import { type Draft, headingOf, Refusal, yamlOf } from "./draft.ts";
import type { Existing } from "./existing.ts";
import { localeFor } from "./form.ts";
import { mustBe } from "./landing.ts";
import type { NewOptions } from "./options.ts";
import type { Questions } from "./questions.ts";
import { wordingIn } from "./wording.ts";

const givenAway = ["coupon", "ebook", "file"];

/** A new magnet: a coupon, or a book or file that is copied beside it. */
export async function newMagnet(
  name: string,
  { flags }: NewOptions,
  there: Existing,
  questions: Questions,
): Promise<Draft> {
  const kind = flags.kind ?? (await questions.choose("What is it", givenAway));
  mustBe("kind of magnet", kind, givenAway);
  const locale = localeSchema.parse(flags.locale ?? localeFor(name, there));
  const words = wordingIn(locale);
  const folder = `content/magnets/${name}`;
  const usual = kind === "coupon" ? words.coupon : headingOf(name);
  const title = flags.title ?? (await questions.ask("What it is called", usual));
  const head = ["---", `kind: ${kind}`, `title: ${yamlOf(title)}`];
  const next = [`Give it away in a landing:  magnet: ${name}`, "Check it:                   npm run check"];
  if (kind === "coupon") {
    const lines = ["value: 10%", "terms:", `  - ${yamlOf(words.term)}`, "validDays: 30", "---", ""];
    return { files: { [`${folder}/index.mdx`]: [...head, ...lines].join("\n") }, next };
  }
  const path = flags.file ?? (await questions.ask("The file to copy, such as ./guide.pdf (--file)"));
  const file = `./${basename(path)}`;
  const own =
    kind === "file" ? [`file: ${yamlOf(file)}`] : [`authors: [${yamlOf(there.brand)}]`, bookLine(file)];
  return {
    files: {
      [`${folder}/index.mdx`]: [...head, ...own, "---", ""].join("\n"),
      [`${folder}/${basename(path)}`]: await bytesOf(path),
    },
    next,
  };
}

function bookLine(file: string): string {
  const kind = extname(file).slice(1).toLowerCase();
  if (kind === "pdf" || kind === "epub") return `${kind}: ${yamlOf(file)}`;
  throw new Refusal(
    `"${file}" is no book that can be given away.`,
    "Name a .pdf or an .epub, or use --kind file.",
  );
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(path));
  } catch {
    throw new Refusal(`There is no file ${path}.`, "Name a file that is there: --file ./guide.pdf");
  }
}
