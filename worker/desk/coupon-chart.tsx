import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import type { DaySpan } from "./store-coupon-counts.ts";
import type { View } from "./view.ts";
import { sayNumber } from "./when.ts";

const bar = 8;
const gap = 2;
const height = 64;

/** One bar for each day, with nothing around them but the first and the last day's name. */
export const DayChart: FC<{ view: View; days: readonly DaySpan[]; counts: ReadonlyMap<string, number> }> = ({
  view,
  days,
  counts,
}) => {
  const { locale, timeZone } = view.reading;
  const heights = days.map(({ day }) => counts.get(day) ?? 0);
  const most = Math.max(0, ...heights);
  const sum = heights.reduce((total, n) => total + n, 0);
  const label = fill(view.coupons.chart, { n: sayNumber(sum, locale), most: sayNumber(most, locale) });
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure class="days">
      <svg viewBox={`0 0 ${days.length * (bar + gap) - gap} ${height}`} role="img" aria-label={label}>
        {heights.map((n, place) => {
          // A day without any keeps a hair, so that it is seen to be there.
          const tall = n === 0 ? 1 : Math.max(3, (n / most) * height);
          const fade = n === 0 ? { "fill-opacity": 0.35 } : {};
          return (
            <rect
              x={place * (bar + gap)}
              y={round(height - tall)}
              width={bar}
              height={round(tall)}
              {...fade}
            />
          );
        })}
      </svg>
      {first === undefined || last === undefined ? null : (
        <figcaption>
          <span>{sayDay(first.from, locale, timeZone)}</span>
          <span>{sayDay(last.from, locale, timeZone)}</span>
        </figcaption>
      )}
    </figure>
  );
};

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
