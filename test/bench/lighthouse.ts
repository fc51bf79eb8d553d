import lighthouse from "lighthouse";
import { freePort } from "../../site/scripts/start/ports.ts";
import { openBrowser } from "../support/browser.ts";
import { kept, type Section } from "./table.ts";

/** What Lighthouse 13 says of one page, as a mobile phone on a slow network. */
export interface Verdict {
  page: string;
  /** Scores of 100, by category. */
  scores: Record<string, number>;
  /** Seconds. */
  firstPaint: number;
  largestPaint: number;
  shift: number;
  /** What lost points, by name. */
  faults: string[];
}

const categories = ["performance", "accessibility", "best-practices", "seo"];

/** Asks Lighthouse about each page in turn, in one browser; `asked` are the categories to judge. */
export async function verdictsOn(
  origin: string,
  pages: readonly string[],
  asked: readonly string[] = categories,
): Promise<Verdict[]> {
  const port = await freePort();
  const browser = await openBrowser([`--remote-debugging-port=${port}`]);
  try {
    const verdicts: Verdict[] = [];
    for (const page of pages) verdicts.push(await verdictOn(`${origin}${page}`, { page, port, asked }));
    return verdicts;
  } finally {
    await browser.close();
  }
}

/** The table of Lighthouse's verdicts. */
export async function lighthouseSection(origin: string, pages: readonly string[]): Promise<Section> {
  const verdicts = await verdictsOn(origin, pages);
  return {
    title: "Lighthouse 13, mobile, simulated slow network (budget 100 each, FCP 0.9 s, LCP 1.2 s, CLS 0)",
    headers: ["page", ...categories, "FCP s", "LCP s", "CLS", "kept"],
    rows: verdicts.map((verdict) => [
      verdict.page,
      ...categories.map((category) => String(verdict.scores[category])),
      verdict.firstPaint.toFixed(2),
      verdict.largestPaint.toFixed(2),
      verdict.shift.toFixed(3),
      kept(
        isPerfect(verdict) && verdict.firstPaint <= 0.9 && verdict.largestPaint <= 1.2 && verdict.shift === 0,
      ),
    ]),
    notes: verdicts.flatMap(({ page, faults }) => faults.map((fault) => `${page} lost points: ${fault}`)),
  };
}

/** Whether every category has its 100. */
function isPerfect(verdict: Verdict): boolean {
  return categories.every((category) => verdict.scores[category] === 100);
}

async function verdictOn(
  address: string,
  { page, port, asked }: { page: string; port: number; asked: readonly string[] },
): Promise<Verdict> {
  const result = await lighthouse(address, {
    ...{ port, logLevel: "error", onlyCategories: [...asked], disableFullPageScreenshot: true },
    // Only performance needs to wait for the very last that a page does.
    ...(asked.includes("performance")
      ? {}
      : { pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, cpuQuietThresholdMs: 0 }),
  });
  if (result === undefined) throw new Error(`Lighthouse said nothing of ${page}.`);
  const { audits, categories: judged, runtimeError } = result.lhr;
  if (runtimeError !== undefined) throw new Error(`Lighthouse failed on ${page}: ${runtimeError.message}`);
  const figure = (audit: string) => audits[audit]?.numericValue ?? Number.NaN;
  const weighty = Object.values(judged).flatMap((category) =>
    category.auditRefs.filter(({ weight }) => weight > 0),
  );
  return {
    page,
    scores: Object.fromEntries(
      Object.entries(judged).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
    ),
    firstPaint: figure("first-contentful-paint") / 1000,
    largestPaint: figure("largest-contentful-paint") / 1000,
    shift: figure("cumulative-layout-shift"),
    faults: weighty
      .map(({ id }) => audits[id])
      .flatMap((audit) => (audit?.score != null && audit.score < 1 ? [audit.title] : [])),
  };
}
