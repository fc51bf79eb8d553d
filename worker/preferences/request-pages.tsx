import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayMoment } from "../calendar.ts";
import type { Wording } from "./frame.tsx";

/** The page that a mail leads to which was asked for, and hands out the copy. */
export const CopyPage: FC<{ by: Wording; ends: number }> = ({ by, ends }) => {
  const { words, owner, here, locale, timeZone } = by;
  return (
    <>
      <h1>{words.copy.title}</h1>
      <p class="lead">{fill(words.copy.text, { owner })}</p>
      <section>
        <ul class="files">
          <li>
            <a class="button first" href={`${here}/copy.json`}>
              {words.copy.json}
            </a>
            <small>{words.copy.jsonHint}</small>
          </li>
          <li>
            <a class="button" href={`${here}/copy.csv`}>
              {words.copy.csv}
            </a>
            <small>{words.copy.csvHint}</small>
          </li>
        </ul>
        <p>{fill(words.copy.until, { date: sayMoment(ends, locale, timeZone) })}</p>
      </section>
    </>
  );
};

/** The page that says what an erasure takes and leaves, with its one button; or that it is done. */
export const ErasurePage: FC<{ by: Wording; erasedAt: number | null; back: string }> = ({
  by,
  erasedAt,
  back,
}) => {
  const { words, here, locale, timeZone } = by;
  if (erasedAt !== null) {
    return (
      <>
        <h1>{words.erase.doneTitle}</h1>
        <p class="lead">{fill(words.erase.done, { date: sayMoment(erasedAt, locale, timeZone) })}</p>
        <Points title={words.erase.stays} points={words.erase.staying} />
      </>
    );
  }
  return (
    <>
      <h1>{words.erase.title}</h1>
      <p class="lead">{words.erase.text}</p>
      <Points title={words.erase.goes} points={words.erase.going} />
      <Points title={words.erase.stays} points={words.erase.staying} />
      <section>
        <form class="acts" method="post" action={here}>
          <button class="alarm" type="submit" name="action" value="erase">
            {words.erase.button}
          </button>
          <a class="button" href={back}>
            {words.erase.back}
          </a>
        </form>
      </section>
    </>
  );
};

const Points: FC<{ title: string; points: readonly string[] }> = ({ title, points }) => (
  <section>
    <h2>{title}</h2>
    <ul class="points">
      {points.map((point) => (
        <li>{point}</li>
      ))}
    </ul>
  </section>
);
