import type { FC } from "hono/jsx";

/** What a figure counts, the figure itself, and what it is measured by. */
type Row = readonly [label: string, figure: string, note: string | null];

/** Four or five figures side by side, large. */
export const Figures: FC<{ rows: readonly Row[] }> = ({ rows }) => (
  <dl class={`figures ${rows.length === 5 ? "five" : "four"}`}>
    {rows.map(([label, figure, note]) => (
      <div>
        <dt>{label}</dt>
        <dd>{figure}</dd>
        {note === null ? null : <dd>{note}</dd>}
      </div>
    ))}
  </dl>
);
