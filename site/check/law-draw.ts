import type { Draw } from "../../content/schema/draw.ts";
import type { Checked, CheckedLanding } from "./checked.ts";
import { phrase } from "./phrase.ts";
import type { Rule, Spot } from "./rule.ts";

const drawWords = {
  it: phrase(
    "concors[oi] (?:a|con) prem",
    "partecipa al concorso",
    "estrazion[ei] (?:a sorte|dei? (?:premi|vincitori)|finale)",
    "estra(?:rremo|rrà|rremo|iamo) (?:a sorte|un|il|i)\\b",
    "in palio",
    "(?:puoi|per|e) vinc(?:ere|i)\\b",
    "vinci (?:un|una|uno|il|lo|la|i|gli|le|subito|\\d)",
    "lotteria",
    "giveaway",
  ),
  en: phrase(
    "prize draw",
    "giveaway",
    "sweepstake",
    "raffle",
    "lottery",
    "to win (?:a|an|one|two|\\d)",
    "win (?:a|an|one|two|\\d+|our|the|your)\\b",
    "enter (?:the|our) (?:draw|contest|competition)",
  ),
};

const dayLength = 86_400_000;

export const drawRules: Rule[] = [
  {
    id: "draw-missing",
    severity: "error",
    reason: "Who promises prizes by chance or skill holds a contest, with duties before it begins.",
    source: "DPR 430/2001 arts. 1, 2, 10 and 11",
    cure: 'Add "draw" to the landing, with the data of the contest; if nothing is drawn, say it in other words.',
    check: (checked) => checked.landings.flatMap((landing) => missingDraw(checked, landing)),
  },
  {
    id: "draw-incomplete",
    severity: "error",
    reason:
      "A contest needs an overseer, a guarantee, a charity for what is left, and the ministry's notice.",
    source: "DPR 430/2001 arts. 7, 9, 10 and 11",
    cure: "Add what is missing under draw.",
    check: ({ landings }) =>
      eachDraw(landings, (draw) =>
        draw.kind === "operazione"
          ? []
          : duties.flatMap(({ key, message }) => (draw[key] === undefined ? [{ key, message }] : [])),
      ),
  },
  {
    id: "draw-dates",
    severity: "error",
    reason: "A contest is announced 15 days ahead, lasts a year at most, and delivers within six months.",
    source: "DPR 430/2001 arts. 1 and 10",
    cure: "Correct the days under draw, or those of the landing.",
    check: ({ landings }) => eachDraw(landings, wrongDays),
  },
];

type Told = { key: keyof Draw; message: string };

const duties = [
  { key: "drawn", message: "When, where and before whom the winners are found is missing." },
  { key: "charity", message: "The charity that receives prizes left over is missing." },
  { key: "guarantee", message: "How the guarantee (cauzione) was given is missing." },
  { key: "notified", message: "The day of the notice to the ministry (PREMA) is missing." },
] as const;

/** What any of the words above holds: most texts hold none, and are done with at once. */
const hint = /concors|estra|palio|vinc|lotteri|giveaway|draw|win|sweepstake|raffle|contest|competition/i;

function missingDraw({ linesIn }: Checked, { entry, file, locale }: CheckedLanding): Spot[] {
  if (entry.landing.draw !== undefined) return [];
  const words = drawWords[locale];
  const isPromise = (text: string) => hint.test(text) && words.test(text);
  const spot = (at: Spot["at"], said: string) => ({
    file,
    at,
    message: `"${words.exec(said)?.[0] ?? ""}" promises a draw, and the landing has no draw.`,
  });
  const written = linesIn(file).find((line) => isPromise(line.text));
  if (written !== undefined) return [spot(written.at, written.text)];
  if (!isPromise(entry.body)) return [];
  const lines = entry.body.split("\n");
  const line = lines.findIndex(isPromise);
  return [spot(entry.bodyLine + Math.max(0, line), lines[line] ?? entry.body)];
}

function eachDraw(
  landings: readonly CheckedLanding[],
  complaints: (draw: Draw, landing: CheckedLanding) => Told[],
): Spot[] {
  return landings.flatMap((landing) => {
    const { draw } = landing.entry.landing;
    if (draw === undefined) return [];
    return complaints(draw, landing).map(({ key, message }) => ({
      file: landing.file,
      at: ["draw", key],
      message,
    }));
  });
}

function wrongDays(draw: Draw, { entry }: CheckedLanding): Told[] {
  const told: Told[] = [];
  const say = (key: keyof Draw, message: string) => told.push({ key, message });
  const contest = draw.kind === "concorso";
  const longest = contest ? 366 : 5 * 365 + 2;
  if (daysBetween(draw.from, draw.until) > longest)
    say("until", contest ? "It lasts longer than a year." : "It lasts longer than five years.");
  if (draw.delivery > 184 * 86_400)
    say("delivery", "Prizes are delivered later than six months after the end.");
  if (draw.notified !== undefined && daysBetween(draw.notified, draw.from) < 15)
    say("notified", "The ministry was told less than 15 days before the start.");
  if (draw.drawn !== undefined && draw.drawn.by < draw.until)
    say("drawn", "Winners are found before everybody could take part.");
  const { until, from } = entry.landing;
  if (until === undefined || until > draw.until)
    say("until", "The form still takes answers when the contest has ended: set the landing's until.");
  if (from === undefined || from < draw.from)
    say("from", "The form takes answers before the contest begins: set the landing's from.");
  return told;
}

function daysBetween(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / dayLength);
}
