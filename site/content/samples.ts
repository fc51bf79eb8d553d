import { posix } from "node:path";
import { articleSchema } from "../../content/schema/article.ts";
import { epubTexts } from "../../content/schema/locales/epub.ts";
import { fill } from "../../content/schema/locales/index.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Site } from "../../content/schema/site.ts";
import { makeSample } from "../book/make.ts";
import { extractOf } from "../book/sample/extract.ts";
import { extractText } from "../book/sample/write.ts";
import { articleOf } from "./addresses.ts";
import { minutesOf, type ReadArticle } from "./articles.ts";
import type { BookEntry, SampleEntry } from "./content.ts";
import type { ContentDocument } from "./document.ts";
import { mistakeAt } from "./judge.ts";
import { readMdx } from "./mdx.ts";
import type { ContentMistake } from "./mistake.ts";
import type { ReadLanding } from "./references.ts";

/** What samples are made from. */
interface Known {
  root: string;
  site: Site;
  documents: ReadonlyMap<string, ContentDocument>;
  magnets: ReadonlyMap<string, Magnet | null>;
  books: ReadonlyMap<string, BookEntry>;
  landings: readonly ReadLanding[];
}

/** A sample, and its article with what it was read from. */
export interface ReadSample {
  entry: SampleEntry;
  article: ReadArticle | null;
}

/** The samples that books let everyone read; what keeps one from being made goes to `mistakes`. */
export async function readSamples(known: Known, mistakes: ContentMistake[]): Promise<ReadSample[]> {
  const samples: ReadSample[] = [];
  for (const [name, entry] of known.books) {
    const magnet = known.magnets.get(name);
    const document = known.documents.get(`content/magnets/${name}/index.mdx`);
    if (magnet?.kind !== "ebook" || magnet.sample === undefined || document === undefined) continue;
    const giver = known.landings.find(({ entry: { gifts } }) => gifts.some((gift) => gift.name === name));
    const tell = (path: string[], message: string, cure: string) =>
      mistakes.push(mistakeAt(document, path, message, cure));
    const { pages } = entry.files;
    if (giver === undefined) {
      const cure = `Write magnet: ${name} into a landing, or delete the key.`;
      tell(["sample"], "No landing gives this book away: its sample would lead nowhere.", cure);
    } else if (magnet.sample.pages >= pages) {
      const cure = `Give fewer pages than ${pages}, or delete the key.`;
      tell(["sample", "pages"], `The book has ${pages} pages: this is no sample but the whole of it.`, cure);
    } else {
      const read = await readSample(
        { name, magnet: { ...magnet, sample: magnet.sample }, document, entry, giver },
        known,
        tell,
      );
      if (read !== null) samples.push(read);
    }
  }
  return samples;
}

interface Asked {
  name: string;
  magnet: Extract<Magnet, { kind: "ebook" }> & { sample: { pages: number; article: boolean } };
  document: ContentDocument;
  entry: BookEntry;
  giver: ReadLanding;
}

type Tell = (path: string[], message: string, cure: string) => void;

async function readSample(asked: Asked, { root, site }: Known, tell: Tell): Promise<ReadSample | null> {
  const { name, magnet, entry, giver } = asked;
  const { pages } = magnet.sample;
  const { landing } = giver.entry.pages;
  const source = await makeSample(root, entry.book, { pages, href: site.url + landing });
  const pdf = { source, path: landing + posix.basename(source) };
  const article = magnet.sample.article ? await articleFor(asked, pdf.path, { root, site }, tell) : null;
  if (magnet.sample.article && article === null) return null;
  return { entry: { name, landing: giver.entry.path, pages, pdf, article: article?.entry ?? null }, article };
}

/** The sample as an article of the site, so that it is found, and leads to the landing like any other. */
async function articleFor(
  { name, magnet, document, entry: { book, files }, giver }: Asked,
  pdf: string,
  { root, site }: Pick<Known, "root" | "site">,
  tell: Tell,
): Promise<ReadArticle | null> {
  const off = "set article: false";
  if (magnet.date === undefined) {
    tell(
      ["sample"],
      "An article tells its day, and this book tells none.",
      `Write the book's date, or ${off}.`,
    );
    return null;
  }
  const chapters = extractOf(book, files.places, magnet.sample.pages);
  if (chapters.length === 0) {
    const message = `No whole section stands on the first ${magnet.sample.pages} pages: an article would be empty.`;
    tell(["sample", "pages"], message, `Give more pages, or ${off}.`);
    return null;
  }
  const { locale, title, summary, subtitle, authors } = book;
  const words = epubTexts(locale).sample;
  const folder = `magnets/${name}`;
  const body = extractText(book, chapters, `content/${folder}`, pdf);
  const { parts } = await readMdx(root, { file: document.file, body, bodyLine: 1 });
  const page = articleOf(site, name, locale);
  const told = fill(words.intro, { count: magnet.sample.pages, title });
  const searched = `${title}, ${words.page}`;
  const article = articleSchema.parse({
    locale,
    stage: giver.entry.landing.stage,
    title: title.slice(0, 120),
    intro: summary ?? subtitle ?? told,
    published: magnet.date,
    author: authors.join(", ").slice(0, 80),
    landing: giver.entry.path,
    seo: { ...(searched.length > 60 ? {} : { title: searched }), description: told.slice(0, 160) },
  });
  const { file } = document;
  return {
    document,
    entry: {
      ...{ path: name, folder, file, article, cover: magnet.cover, locale, page, alternates: [] },
      ...{ body, bodyLine: 1, text: parts },
      minutes: minutesOf(body, locale),
    },
  };
}
