import type { Child, FC } from "hono/jsx";

/** Names with their values under a heading; nothing where there are none. */
export const Facts: FC<{ title: string; text?: string; rows: readonly (readonly [string, Child])[] }> = ({
  title,
  text,
  rows,
}) =>
  rows.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      {text === undefined ? null : <p class="soft prose">{text}</p>}
      <dl class="facts">
        {rows.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
