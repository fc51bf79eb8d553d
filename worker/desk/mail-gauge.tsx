import type { FC } from "hono/jsx";
import type { Verdict } from "./mail-rates.ts";

const [wide, high] = [240, 22];
// The dot is whole at both ends of the scale.
const edge = 6;
// Red is for what must be mended.
const marking: Record<Verdict, string | undefined> = { well: "soft", watch: undefined, act: "late" };

/** One rate on its scale, with what is usual shaded, and a sentence: nothing is told by a colour or a place alone. */
export const Gauge: FC<GaugeProps> = ({
  name,
  value,
  rate,
  scale,
  band,
  marks,
  verdict,
  mark,
  text,
  usual,
}) => {
  const [from, until] = scale;
  const x = (at: number) =>
    Math.round(((Math.min(until, Math.max(from, at)) - from) / (until - from)) * (wide - 2 * edge)) + edge;
  return (
    <li>
      <h3>{name}</h3>
      <p class="value">
        {value} <span class={marking[verdict]}>{mark}</span>
      </p>
      <svg viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={`${name}: ${value}. ${usual}`}>
        <path d={`M2 ${high / 2}H${wide - 2}`} />
        <rect x={x(band[0])} y="5" width={x(band[1]) - x(band[0])} height={high - 10} />
        {marks.map((at) => (
          <path d={`M${x(at)} 2V${high - 2}`} />
        ))}
        <circle cx={x(rate)} cy={high / 2} r="5" />
      </svg>
      <p class="soft">
        <small>{usual}</small>
      </p>
      <p>{text}</p>
    </li>
  );
};

interface GaugeProps {
  name: string;
  /** The rate in words. */
  value: string;
  rate: number;
  /** Between which rates the scale runs. */
  scale: readonly [number, number];
  /** What is usual. */
  band: readonly [number, number];
  /** Where lines are drawn. */
  marks: readonly number[];
  verdict: Verdict;
  /** The verdict in a word. */
  mark: string;
  /** What to do, in a sentence. */
  text: string;
  /** What is usual, in words. */
  usual: string;
}
