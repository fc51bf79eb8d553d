import type { Magnet } from "../../content/schema/magnet.ts";
import type { Checked, CheckedLanding } from "./checked.ts";
import type { Rule, Spot } from "./rule.ts";

const fairness = "d.lgs. 206/2005 (consumer code) art. 21";

const counts: Record<string, number> = Object.fromEntries(
  [
    "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
  ].flatMap((words) => words.split(" ").map((word, place) => [word, place + 1] as const)),
);
const pagesSaid = new RegExp(
  `(?<![\\p{L}\\p{N}])(\\d{1,4}|${Object.keys(counts).join("|")})[\\s-]+(?:pagine|pages?)(?!\\p{L})`,
  "iu",
);

export const promiseRules: Rule[] = [
  {
    id: "pages-promise",
    severity: "error",
    reason: "A page that promises another number of pages than the book has misleads, and is caught at once.",
    source: fairness,
    cure: "Correct the number on the page, or pages in the magnet.",
    check: ({ landings, linesIn }) => landings.flatMap((landing) => wrongPages(landing, linesIn)),
  },
  {
    id: "magnet-language",
    severity: "warning",
    reason: "Who asks for a guide in one language and gets it in another has been misled.",
    source: fairness,
    cure: "Give away the magnet in the page's language, or silence the rule and say the language on the page.",
    check: ({ landings, content }) =>
      landings.flatMap(({ entry, file }) => {
        const magnet = entry.magnet?.magnet;
        if (magnet?.kind !== "ebook") return [];
        const language = magnet.language ?? content.site.locale;
        if (language === entry.locale) return [];
        const message = `The page speaks "${entry.locale}", and the book is in "${language}".`;
        return [{ file, at: ["magnet"], message }];
      }),
  },
  {
    id: "magnet-age",
    severity: "warning",
    reason: "A guide that is out of date costs the trust it was to win.",
    source: "House rule: a book is looked over every three years",
    cure: "Look the book over, and write the day into its date.",
    check: ({ content: { magnets }, today }) =>
      [...magnets].flatMap(([name, magnet]) => {
        const date = dateOf(magnet);
        if (date === undefined || Date.parse(today) - Date.parse(date) <= 3 * 365.25 * 86_400_000) return [];
        const file = `content/magnets/${name}/index.mdx`;
        return [{ file, at: ["date"], message: `The book was last looked over on ${date}.` }];
      }),
  },
  {
    id: "until-past",
    severity: "warning",
    reason: "A page whose offer is over still costs clicks, and disappoints.",
    source: fairness,
    cure: "Set a later until, or take the page away.",
    check: ({ landings, today }) =>
      landings.flatMap(({ entry, file }) => {
        const { until } = entry.landing;
        return until !== undefined && until < today
          ? [{ file, at: ["until"], message: `The offer ended on ${until}.` }]
          : [];
      }),
  },
  {
    id: "coupon-ends-early",
    severity: "warning",
    reason: "Who asks for a coupon on the page's last day must be able to use it.",
    source: fairness,
    cure: "Let the coupon be valid longer than the landing takes answers, or set the landing's until.",
    check: ({ landings }) =>
      landings.flatMap(({ entry, file }) => {
        const magnet = entry.magnet?.magnet;
        if (magnet?.kind !== "coupon" || magnet.validUntil === undefined) return [];
        const { until } = entry.landing;
        if (until !== undefined && until <= magnet.validUntil) return [];
        const end = until === undefined ? "the page has no end" : `the page goes on until ${until}`;
        const message = `The coupon is valid until ${magnet.validUntil}, and ${end}.`;
        return [{ file, at: until === undefined ? ["magnet"] : ["until"], message }];
      }),
  },
];

function wrongPages({ entry, file }: CheckedLanding, linesIn: Checked["linesIn"]): Spot[] {
  const magnet = entry.magnet?.magnet;
  if (magnet?.kind !== "ebook" || magnet.pages === undefined) return [];
  const { pages } = magnet;
  const own: Spot[] =
    "pages" in entry.landing && typeof entry.landing.pages === "number" && entry.landing.pages !== pages
      ? [
          {
            file,
            at: ["pages"],
            message: `The page says ${entry.landing.pages} pages; the book has ${pages}.`,
          },
        ]
      : [];
  const said = linesIn(file)
    .filter(({ at }) => ["title", "intro"].includes(String(at[0])) || at[0] === "seo")
    .flatMap(({ at, text }) => {
      const count = pagesIn(text);
      if (count === null || count === pages) return [];
      return [{ file, at, message: `The page promises ${count} pages; the book has ${pages}.` }];
    });
  return [...own, ...said];
}

/** How many pages `text` promises. */
function pagesIn(text: string): number | null {
  const said = pagesSaid.exec(text)?.[1]?.toLowerCase();
  if (said === undefined) return null;
  return counts[said] ?? Number(said);
}

function dateOf(magnet: Magnet): string | undefined {
  return magnet.kind === "ebook" ? magnet.date : undefined;
}
