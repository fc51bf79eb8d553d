import type { Form } from "../../content/schema/form.ts";
import { formSchema } from "../../content/schema/form.ts";
import { type Magnet, magnetSchema } from "../../content/schema/magnet.ts";
import { type Site, siteSchema } from "../../content/schema/site.ts";
import type { OpenedFile } from "../catalog/opened.ts";
import { todayIn } from "../consents/keep.ts";
import { lockFile, readLock } from "../consents/lock.ts";
import { versioned } from "../consents/versions.ts";
import { announcedOf } from "../mails/announced.ts";
import { readArchive } from "../mails/archive.ts";
import { campaignFile } from "../mails/campaigns.ts";
import { readLetters } from "../mails/letters.ts";
import { mailFile } from "../mails/place.ts";
import { sequenceFile } from "../mails/sequences.ts";
import { checkSecurity } from "../search/security.ts";
import { type ReadArticle, readArticle } from "./articles.ts";
import { checkBeside } from "./beside.ts";
import { makeBooks, readBooks } from "./books.ts";
import type { BookEntry, Content, LandingEntry } from "./content.ts";
import { type ContentDocument, isMistake, type Readings, readDocument } from "./document.ts";
import { listContent } from "./files.ts";
import { openGiven } from "./given-files.ts";
import { judge, mistakeAt } from "./judge.ts";
import { readLanding } from "./landings.ts";
import { type Layout, layOut } from "./layout.ts";
import { type ContentMistake, inOrder } from "./mistake.ts";
import { checkOwnSheet } from "./own-sheet.ts";
import {
  checkAddresses,
  checkAlternates,
  checkBookLinks,
  checkCampaigns,
  checkLinks,
  checkMeta,
  dangling,
  pagesThere,
  type ReadLanding,
  translated,
} from "./references.ts";
import { type ReadSample, readSamples } from "./samples.ts";
import { readSegments, segmentFile } from "./segments.ts";

/** What reading came to: all of the content, or every mistake in it. */
export type ReadResult = { content: Content; mistakes: [] } | { content: null; mistakes: ContentMistake[] };

/** Reads all of `content/` below `root`; a map of `readings` kept between calls saves reading unchanged files again. */
export async function readContent(root: string, readings: Readings = new Map()): Promise<ReadResult> {
  const found = await listContent(root);
  // The lock follows from the rest, and is no file that an author wrote.
  const files = found.filter((file) => file !== lockFile);
  const layout = layOut(files);
  const mistakes = [...layout.mistakes];
  const lock = await readLock(root, found, readings, mistakes);
  const documents = await readAll(root, documentsIn(layout), readings, mistakes);
  const known = new Set(files);
  const site = readSite(documents, known, mistakes);
  const forms = readForms(layout, documents, mistakes);
  const magnets = readMagnets(layout, documents, known, site, mistakes);
  if (site === null) return { content: null, mistakes: inOrder(mistakes) };
  const books = await readBooks({ layout, documents, magnets, site, files: known }, mistakes);
  // A book takes seconds to make: not for a content of which nothing will be built.
  const made =
    mistakes.length === 0 ? await makeBooks(root, books, magnets, mistakes) : new Map<string, BookEntry>();
  const opened = new Map<string, OpenedFile>();
  for (const [name, magnet] of present(magnets)) {
    const document = documents.get(`content/magnets/${name}/index.mdx`);
    if (document === undefined) continue;
    const found = await openGiven(
      name,
      magnet,
      document,
      { root, site, books: made, files: known },
      mistakes,
    );
    for (const [file, facts] of found) opened.set(file, facts);
  }

  const landings: ReadLanding[] = [];
  for (const path of layout.landings) {
    const document = documents.get(landingFile(path));
    const read = document && readLanding(document, { site, forms, magnets, files: known }, mistakes);
    if (document && read) {
      checkOwnSheet(root, document, read.entry.landing, known, mistakes);
      landings.push(read);
    }
  }
  const articles = readArticles(
    layout,
    documents,
    { site, landings: layout.landings, files: known },
    mistakes,
  );
  const samples =
    mistakes.length === 0
      ? await readSamples({ root, site, documents, magnets, books: made, landings }, mistakes)
      : [];
  const archive = await readArchive(
    layout.campaigns,
    { site, documents, landings, today: todayIn(site.timeZone) },
    mistakes,
  );
  const pages = [...articles, ...samples.flatMap(({ article }) => article ?? []), ...archive];
  checkAddresses(site, landings, pages, mistakes);
  // What refers to a landing with mistakes of its own is judged once those are mended.
  if (landings.length === layout.landings.length) {
    checkAlternates("landing", landings.map(translated), mistakes);
    const known = pagesThere(site, landings, pages);
    checkLinks(known, landings, mistakes);
    checkBookLinks(known, site, books.values(), mistakes);
    const siteDocument = documents.get("content/site.yaml");
    if (siteDocument !== undefined) {
      checkCampaigns(siteDocument, site, landings, mistakes);
      checkMeta(siteDocument, site, landings, mistakes);
    }
  }
  const letters = await readLetters(
    layout,
    documents,
    {
      ...{ root, site, landings, paths: layout.landings, files: known, magnets },
      segments: layout.segments,
      coupons: couponsIn(magnets),
      pages: pagesThere(site, landings, pages),
    },
    mistakes,
  );
  const segments = readSegments(layout.segments, documents, { landings, forms, magnets }, mistakes);
  if (articles.length === layout.articles.length)
    checkAlternates("article", articles.map(translated), mistakes);
  if (mistakes.length > 0) return { content: null, mistakes: inOrder(mistakes) };
  const entries = landings.map(({ entry }) => entry);
  const inline = entries.flatMap((entry) =>
    forms.has(entry.formName) ? [] : [[entry.formName, entry.form] as const],
  );
  const numbered = new Map(
    [...present(forms), ...inline].map(([name, form]) => [name, versioned(name, form, lock)] as const),
  );
  return {
    content: {
      root,
      site,
      forms: numbered,
      magnets: present(magnets),
      books: made,
      opened,
      samples: samples.map(({ entry }) => entry),
      landings: entries.map((entry) => ({
        ...entry,
        form: numbered.get(entry.formName) ?? entry.form,
        sample: sampleOf(entry.path, samples),
        mail: announcedOf(entry, letters.mails),
      })),
      articles: articles.map(({ entry }) => entry),
      segments,
      ...letters,
      archive: archive.map(({ entry }) => entry),
      lock,
      files,
    },
    mistakes: [],
  };
}

function couponsIn(magnets: ReadonlyMap<string, Magnet | null>): Set<string> {
  return new Set([...magnets].flatMap(([name, magnet]) => (magnet?.kind === "coupon" ? [name] : [])));
}

function sampleOf(path: string, samples: readonly ReadSample[]): LandingEntry["sample"] {
  const found = samples.find(({ entry }) => entry.landing === path)?.entry;
  return found && { href: found.pdf.path, pages: found.pages };
}

function landingFile(path: string): string {
  return `content/landings/${path}/index.mdx`;
}

function articleFile(path: string): string {
  return `content/articles/${path}/index.mdx`;
}

type Documents = ReadonlyMap<string, ContentDocument>;

async function readAll(
  root: string,
  files: string[],
  readings: Readings,
  mistakes: ContentMistake[],
): Promise<Documents> {
  const found = await Promise.all(files.map((file) => readDocument(root, file, readings)));
  const documents = new Map<string, ContentDocument>();
  for (const reading of found) {
    if (isMistake(reading)) mistakes.push(reading);
    else {
      documents.set(reading.file, reading);
      mistakes.push(...reading.blocks.mistakes);
    }
  }
  return documents;
}

function documentsIn(layout: Layout): string[] {
  return [
    ...(layout.site ? ["content/site.yaml"] : []),
    ...layout.forms.map((name) => `content/forms/${name}.yaml`),
    ...layout.magnets.map((name) => `content/magnets/${name}/index.mdx`),
    ...layout.chapters.map(({ file }) => file),
    ...layout.landings.map(landingFile),
    ...layout.articles.map(articleFile),
    ...layout.segments.map(segmentFile),
    ...layout.mails.map(mailFile),
    ...layout.sequences.map(sequenceFile),
    ...layout.steps.map(({ file }) => file),
    ...layout.campaigns.map(campaignFile),
  ];
}

function readSite(documents: Documents, files: ReadonlySet<string>, mistakes: ContentMistake[]): Site | null {
  const file = "content/site.yaml";
  const document = documents.get(file);
  if (document === undefined) {
    const cure = "Add it: the business, its brand, and who answers for the data.";
    if (!files.has(file)) mistakes.push({ file, key: "", message: "The file is missing.", cure });
    return null;
  }
  checkBeside(document, files, mistakes);
  const site = judge(document, siteSchema, mistakes);
  if (site !== null) checkSecurity(document, site, Date.now(), mistakes);
  return site;
}

function readForms(
  layout: Layout,
  documents: Documents,
  mistakes: ContentMistake[],
): Map<string, Form | null> {
  const forms = new Map<string, Form | null>();
  for (const name of layout.forms) {
    const document = documents.get(`content/forms/${name}.yaml`);
    const form = document === undefined ? null : judge(document, formSchema, mistakes);
    forms.set(name, form);
  }
  return forms;
}

function readMagnets(
  layout: Layout,
  documents: Documents,
  files: ReadonlySet<string>,
  site: Site | null,
  mistakes: ContentMistake[],
): Map<string, Magnet | null> {
  const magnets = new Map<string, Magnet | null>();
  for (const name of layout.magnets) {
    const document = documents.get(`content/magnets/${name}/index.mdx`);
    const magnet = document === undefined ? null : judge(document, magnetSchema, mistakes);
    magnets.set(name, magnet);
    if (document === undefined) continue;
    checkBeside(document, files, mistakes);
    if (magnet === null) continue;
    checkShops(document, magnet, site, mistakes);
  }
  return magnets;
}

function readArticles(
  layout: Layout,
  documents: Documents,
  known: Parameters<typeof readArticle>[1],
  mistakes: ContentMistake[],
): ReadArticle[] {
  return layout.articles.flatMap((path) => {
    const document = documents.get(articleFile(path));
    return (document && readArticle(document, known, mistakes)) ?? [];
  });
}

function checkShops(
  document: ContentDocument,
  magnet: Magnet,
  site: Site | null,
  mistakes: ContentMistake[],
): void {
  if (magnet.kind !== "coupon" || site === null) return;
  const known = site.shops.map((shop) => shop.name);
  for (const [place, name] of (magnet.shops ?? []).entries()) {
    if (known.includes(name)) continue;
    const target = { kind: "shop", file: 'it under "shops" in content/site.yaml', known };
    mistakes.push(dangling(document, ["shops", place], name, target));
  }
  if (magnet.shops?.length === 0) {
    const cure = "Name a shop, or delete the key: then all of the site's shops honour it.";
    mistakes.push(mistakeAt(document, ["shops"], "No shop honours this coupon.", cure));
  }
}

/** The parts of `found` that could be read. */
function present<T>(found: ReadonlyMap<string, T | null>): Map<string, T> {
  return new Map([...found].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])));
}
