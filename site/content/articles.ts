import { posix } from "node:path";
import { articleSchema } from "../../content/schema/article.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";
import { articleOf } from "./addresses.ts";
import { checkBeside } from "./beside.ts";
import { checkBlocks } from "./block-checks.ts";
import { checkBody } from "./body.ts";
import type { ArticleEntry } from "./content.ts";
import type { ContentDocument } from "./document.ts";
import { judge, mistakeAt } from "./judge.ts";
import type { ContentMistake } from "./mistake.ts";
import { dangling } from "./references.ts";

/** An article together with the document it was read from. */
export interface ReadArticle {
  entry: ArticleEntry;
  document: ContentDocument;
}

/** What an article may refer to. */
interface Known {
  site: Site;
  /** Paths of all landings, also of those with mistakes. */
  landings: readonly string[];
  files: ReadonlySet<string>;
}

/** The article in `document`; null when it has mistakes, which go to `mistakes`. */
export function readArticle(
  document: ContentDocument,
  { site, landings, files }: Known,
  mistakes: ContentMistake[],
): ReadArticle | null {
  const before = mistakes.length;
  const article = judge(document, articleSchema, mistakes);
  checkBeside(document, files, mistakes);
  checkBody(document, files, mistakes);
  if (article === null) return null;
  const around = { hasForm: false, hasEnd: false, hasAction: article.landing !== undefined };
  checkBlocks(document, files, around, mistakes);
  const locale = article.locale ?? site.locale;
  if (!site.locales.includes(locale)) {
    const cure = `Add ${locale} to "locales" in content/site.yaml, or correct "locale".`;
    mistakes.push(mistakeAt(document, ["locale"], `The site does not speak "${locale}".`, cure));
  }
  if (article.landing !== undefined && !landings.includes(article.landing)) {
    const file = `content/landings/${article.landing}/index.mdx`;
    mistakes.push(
      dangling(document, ["landing"], article.landing, { kind: "landing", file, known: landings }),
    );
  }
  if (mistakes.length > before) return null;
  const { file, body, bodyLine, blocks } = document;
  const path = posix.dirname(file).slice("content/articles/".length);
  const page = articleOf(site, path, locale);
  const alternates = Object.entries(article.seo.alternates).map(([other, name]) => {
    const spoken = site.locales.find((one) => one === other) ?? locale;
    return { locale: spoken, href: articleOf(site, name, spoken) };
  });
  return {
    document,
    entry: {
      path,
      folder: `articles/${path}`,
      file,
      article,
      cover: undefined,
      locale,
      page,
      alternates: alternates.length === 0 ? [] : [{ locale, href: page }, ...alternates],
      minutes: minutesOf(body, locale),
      text: blocks.parts,
      body,
      bodyLine,
    },
  };
}

/** Words that people read in a minute on a screen: English has shorter ones. */
const pace: Record<Locale, number> = { it: 200, en: 230 };

/** How long `body` takes to read, in whole minutes. */
export function minutesOf(body: string, locale: Locale): number {
  const words = body.replace(/<[^>]*>|\]\([^)]*\)|[#*_>`|-]/g, " ").match(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu);
  return Math.max(1, Math.round((words?.length ?? 0) / pace[locale]));
}
