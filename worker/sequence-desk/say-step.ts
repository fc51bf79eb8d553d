import { fill } from "../../content/schema/locales/worker.ts";
import type { CatalogSequence, CatalogSequenceStep } from "../../content/schema/sequence.ts";
import { sayLength } from "../campaign-desk/say-time.ts";
import { landingTitle, type View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";

const allDays = 7;

/** How long a step waits, and on which days and at which hours it may leave. */
export function sayDelay({ delay }: CatalogSequenceStep, view: View): string {
  const words = view.texts.sequences.ladder;
  const { days, seconds, weekdays, hours } = delay;
  const isAtOnce = days === 0 && seconds === 0;
  const length = [days * 86_400_000, seconds * 1000]
    .filter((each) => each > 0)
    .map((each) => sayExactLength(each, view))
    .join(", ");
  return [
    isAtOnce ? words.at : fill(words.after, { time: length }),
    ...(weekdays.length === allDays ? [] : [sayWeekdays(weekdays, view)]),
    ...(hours === null ? [] : [sayHours(hours, words.hours)]),
  ].join(", ");
}

function sayWeekdays(weekdays: readonly number[], view: View): string {
  const words = view.texts.sequences.ladder;
  if (weekdays.join() === "1,2,3,4,5") return words.workdays;
  const list = new Intl.ListFormat(view.reading.locale, { type: "conjunction" });
  return fill(words.weekdays, { days: list.format(weekdays.map((day) => words.days[day - 1] ?? "")) });
}

/** Whole days are said as days, however few they are. */
function sayExactLength(milliseconds: number, view: View): string {
  const words = view.texts.campaigns.time;
  const days = milliseconds / 86_400_000;
  if (!Number.isInteger(days)) return sayLength(milliseconds, view);
  return days === 1 ? words.day : fill(words.days, { n: sayNumber(days, view.reading.locale) });
}

/** Hours of the day, such as "tra le 9:00 e le 18:00". */
export function sayHours({ from, until }: { from: number; until: number }, words: string): string {
  return fill(words, { from: sayClock(from), until: sayClock(until) });
}

function sayClock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** For whom a step is. */
export function sayBranch(
  { when }: CatalogSequenceStep,
  { steps, landings }: Pick<CatalogSequence, "steps" | "landings">,
  view: View,
): string {
  const words = view.texts.sequences.ladder;
  if (when === undefined) return words.all;
  const { branches } = words;
  const parts = [
    ...Object.entries(when.answers ?? {}).map(([field, answer]) =>
      fill(branches.answers, {
        field: fieldLabel(field, landings, view),
        answer: [answer].flat().join("», «"),
      }),
    ),
    ...sayMagnet(when.downloaded, view, [
      branches.downloaded,
      branches.notDownloaded,
      branches.downloadedOne,
    ]),
    ...sayMagnet(when.redeemed, view, [branches.redeemed, branches.notRedeemed, branches.redeemedOne]),
    ...(when.clicked === undefined
      ? []
      : [
          fill(branches.clicked, {
            step: steps.find(({ name }) => name === when.clicked)?.subject ?? when.clicked,
          }),
        ]),
  ];
  const who = parts.join(branches.and);
  return when.not ? fill(branches.not, { who }) : who;
}

function sayMagnet(
  asked: boolean | string | undefined,
  view: View,
  [yes, no, one]: readonly [string, string, string],
): string[] {
  if (asked === undefined) return [];
  if (typeof asked === "boolean") return [asked ? yes : no];
  return [fill(one, { magnet: landingTitle(view.catalog, asked) })];
}

/** What the form of one of the sequence's landings asks under that name. */
function fieldLabel(name: string, landings: readonly string[], { catalog }: View): string {
  for (const path of landings) {
    const form = catalog.forms[catalog.landings[path]?.form ?? ""];
    const field = form?.fields.find((one) => "name" in one && one.name === name);
    if (field !== undefined && "label" in field && typeof field.label === "string") return field.label;
  }
  return name;
}
