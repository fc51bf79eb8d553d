import type { Checked, CheckedPage } from "./checked.ts";
import type { Rule, Spot } from "./rule.ts";

const titles = "Google Search Central, Influencing title links";
const snippets = "Google Search Central, How to write meta descriptions";

export const searchRules: Rule[] = [
  {
    id: "title-length",
    severity: "warning",
    reason: "Search results cut a title off at about 60 characters; a very short one says nothing.",
    source: titles,
    cure: "Write seo.title with 15 to 60 characters: the promise first, the name last.",
    check: (checked) =>
      eachShown(checked, (page) => {
        const { text, at } = titleOf(page);
        if (text.length > 60) return { at, message: `The title has ${text.length} characters.` };
        return text.length < 15 ? { at, message: `The title has only ${text.length} characters.` } : null;
      }),
  },
  {
    id: "title-duplicate",
    severity: "warning",
    reason: "Two pages of one title look like one page, to people and to search engines.",
    source: titles,
    cure: "Give each page a seo.title of its own.",
    check: (checked) => twins(checked, titleOf, "title"),
  },
  {
    id: "description-length",
    severity: "warning",
    reason: "The two lines under the title are what makes people choose; without them a machine picks some.",
    source: snippets,
    cure: "Write seo.description with 50 to 160 characters.",
    check: (checked) =>
      eachShown(checked, (page) => {
        const { text, at } = descriptionOf(page);
        if (text === "") return { at: ["seo"], message: "There is no description." };
        if (text.length > 160) return { at, message: `The description has ${text.length} characters.` };
        return text.length < 50
          ? { at, message: `The description has only ${text.length} characters.` }
          : null;
      }),
  },
  {
    id: "description-duplicate",
    severity: "warning",
    reason: "Two pages of one description compete with each other.",
    source: snippets,
    cure: "Give each page a seo.description of its own.",
    check: (checked) => twins(checked, descriptionOf, "description"),
  },
  {
    id: "share-image",
    severity: "note",
    reason: "A shared link with a picture of its own is seen more than one with a drawn card.",
    source: "The Open Graph protocol, og:image",
    cure: "Add image, or seo.image (1200 × 630).",
    check: (checked) =>
      eachShown(checked, ({ keys, file }) =>
        keys.image === undefined && keys.seo.image === undefined && !showsCover(checked, file)
          ? { at: ["seo"], message: "The page has no picture of its own for shared links." }
          : null,
      ),
  },
  {
    id: "noindex",
    severity: "warning",
    reason: "A page that search engines leave out is often one that somebody forgot to let in again.",
    source: "Google Search Central, Block search indexing with noindex",
    cure: "Delete seo.noindex, or silence the rule with the reason.",
    check: ({ pages, content }) => {
      const kiosks = content.landings.filter(({ landing }) => landing.template === "kiosk");
      const own = new Set(kiosks.map(({ file }) => file));
      return pages.flatMap(({ keys, file }) =>
        // A kiosk is opened on one device, by its owner: nobody is meant to find it.
        keys.seo.noindex && !own.has(file)
          ? [{ file, at: ["seo", "noindex"], message: "Search engines leave this page out." }]
          : [],
      );
    },
  },
  {
    id: "canonical-elsewhere",
    severity: "warning",
    reason: "A canonical address on another site gives that site the page's rank.",
    source: "RFC 6596; Google Search Central, Consolidate duplicate URLs",
    cure: "Delete seo.canonical, unless the other site is yours and is the original.",
    check: ({ pages, content: { site } }) =>
      pages.flatMap(({ keys, file }) => {
        const { canonical } = keys.seo;
        if (canonical === undefined || new URL(canonical).host === new URL(site.url).host) return [];
        const message = `The page says that its original is at ${new URL(canonical).host}.`;
        return [{ file, at: ["seo", "canonical"], message }];
      }),
  },
  {
    id: "alternates-missing",
    severity: "warning",
    reason: "Pages that translate each other should say so, or each hides the other.",
    source: "Google Search Central, Localized versions of your pages (hreflang)",
    cure: "Name each other under seo.alternates.",
    check: missingAlternates,
  },
];

type Placed = { text: string; at: string[] };

function titleOf({ keys: { title, seo } }: CheckedPage): Placed {
  return seo.title === undefined ? { text: title, at: ["title"] } : { text: seo.title, at: ["seo", "title"] };
}

function descriptionOf({ keys: { intro, seo } }: CheckedPage): Placed {
  return seo.description === undefined
    ? { text: intro ?? "", at: ["intro"] }
    : { text: seo.description, at: ["seo", "description"] };
}

/** Whether the card of the landing in `file` shows the cover of the book that it gives. */
function showsCover({ content, landings }: Checked, file: string): boolean {
  const magnet = landings.find((landing) => landing.file === file)?.entry.magnet;
  return magnet !== undefined && magnet !== null && content.books.has(magnet.name);
}

/** One spot for each page that search engines show and that `complaint` says something about. */
function eachShown(
  { pages }: Checked,
  complaint: (page: CheckedPage) => { at: string[]; message: string } | null,
): Spot[] {
  return pages.flatMap((page) => {
    if (page.keys.seo.noindex) return [];
    const told = complaint(page);
    return told === null ? [] : [{ file: page.file, ...told }];
  });
}

/** Pages of one language that say the same in one place, the first of each excepted. */
function twins({ pages }: Checked, placed: (page: CheckedPage) => Placed, noun: string): Spot[] {
  const first = new Map<string, string>();
  return pages.flatMap((page) => {
    const { text, at } = placed(page);
    if (text === "" || page.keys.seo.noindex) return [];
    const key = `${page.locale} ${text.toLowerCase()}`;
    const before = first.get(key);
    if (before !== undefined)
      return [{ file: page.file, at, message: `The ${noun} is that of ${before} too.` }];
    first.set(key, page.file);
    return [];
  });
}

function missingAlternates({ pages }: Checked): Spot[] {
  const byName = Map.groupBy(pages, ({ kind, path }) => `${kind} ${path.split("/").at(-1)}`);
  return [...byName.values()].flatMap((named) =>
    named.flatMap(({ keys, locale, file }) => {
      const other = named.find(
        (candidate) => candidate.locale !== locale && keys.seo.alternates[candidate.locale] === undefined,
      );
      if (other === undefined) return [];
      const message = `${other.file} has the same name in another language, and neither names the other.`;
      return [{ file, at: ["seo"], message }];
    }),
  );
}
