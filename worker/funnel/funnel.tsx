import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { type Step, steps } from "../store/steps.ts";
import { sayChange, sayShare } from "./rates.ts";
import { type StepRow, sumSteps } from "./store-steps.ts";

/** The funnel as a drawing that narrows from step to step: how many came to each, and how many were lost before the next. */
export const Funnel: FC<{ view: View; row: StepRow; before?: StepRow }> = ({ view, row, before }) => {
  const shown = stepsHere(view, row, before);
  const widest = Math.max(1, ...shown.map((step) => row[step]));
  const { locale } = view.reading;
  const words = view.texts.funnel;
  return (
    <ol class="funnel">
      {shown.map((step, place) => {
        const own = row[step];
        const last = shown[place - 1];
        const next = row[shown[place + 1] ?? step];
        // Files fetched on the page need no confirmed address, so a later step may be the larger one.
        const after = next === 0 || next > own ? own : next;
        return (
          <li>
            <span>{view.words.stepNames[step]}</span>
            {/* The words on both sides and below say all that the drawing shows. */}
            <svg viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <polygon points={narrowing(own / widest, after / widest)} fill-opacity={1 - place * 0.09} />
            </svg>
            <span class="n">{sayNumber(own, locale)}</span>
            <small class="lost">
              {last === undefined ? null : <span>{lossOf(view, [last, step], row[last], own)}</span>}
              {before === undefined ? null : (
                <span>{sayChange(own, before[step], words.change, locale)}</span>
              )}
            </small>
          </li>
        );
      })}
    </ol>
  );
};

/** The steps that the picture shows: what nothing on offer leads to is left out while nobody has taken it. */
function stepsHere({ catalog }: View, row: StepRow, before: StepRow | undefined): Step[] {
  const kinds = Object.values(catalog.magnets).map(({ kind }) => kind);
  const isOffered = (step: Step) => {
    if (step === "redeem") return kinds.includes("coupon");
    return step !== "download" || kinds.some((kind) => kind !== "coupon");
  };
  const total = sumSteps(before === undefined ? [row] : [row, before], "");
  return steps.filter((step) => total[step] > 0 || isOffered(step));
}

/** What became of those of the step before: in words, with the rate that went on. */
function lossOf(view: View, [last, taken]: readonly [Step, Step], before: number, now: number): string {
  const words = view.texts.funnel.loss;
  const { locale } = view.reading;
  if (before === 0) return now === 0 ? words.none : words.noneBefore;
  const step = view.words.stepNames[last].toLowerCase();
  if (now > before) {
    const said = taken === "download" ? words.gained : words.more;
    return fill(said, { n: sayNumber(now - before, locale), step });
  }
  const n = sayNumber(before - now, locale);
  return fill(words.lost, { rate: sayShare(now, before, locale), n, step });
}

/** A shape as wide as `from` above and as `to` below; what is not nothing is at least a line. */
function narrowing(from: number, to: number): string {
  const above = from === 0 ? 0 : Math.max(0.6, from * 100);
  const below = to === 0 ? 0 : Math.max(0.6, to * 100);
  const corners = [
    [100 - above, 0],
    [100 + above, 0],
    [100 + below, 19],
    [100 - below, 19],
  ];
  return corners.map(([x = 0, y = 0]) => `${Math.round(x * 10) / 10},${y}`).join(" ");
}
