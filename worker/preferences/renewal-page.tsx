import type { FC } from "hono/jsx";
import { fill, type Texts } from "../../content/schema/locales/worker.ts";
import type { Wording } from "./frame.tsx";

interface Props {
  by: Wording;
  words: Texts["renewal"];
  /** Whether the inbox was let go meanwhile. */
  isGone: boolean;
  isDone: boolean;
  /** Where the person changes what may be sent. */
  preferences: string;
}

/** The page that asks whoever was long silent whether mails may go on, with its one button; opening it says nothing. */
export const RenewalPage: FC<Props> = ({ by, words, isGone, isDone, preferences }) => {
  const { brand, address, here } = by;
  return (
    <>
      {isDone ? (
        <div role="status">
          <h1>{words.done}</h1>
          <p class="lead">{words.close}</p>
        </div>
      ) : (
        <>
          <h1>{words.title}</h1>
          <p class="lead">{fill(words.page, { brand, address })}</p>
          {isGone ? <p>{words.gone}</p> : null}
        </>
      )}
      <section>
        <form class="acts" method="post" action={here}>
          {isDone ? null : (
            <button class="first" type="submit" name="action" value="stay">
              {words.yes}
            </button>
          )}
          <a class="button" href={preferences}>
            {words.other}
          </a>
        </form>
      </section>
    </>
  );
};

/** The same question on the page of preferences, to somebody who was let go. */
export const StartAgain: FC<Pick<Props, "by" | "words">> = ({ by, words }) => (
  <section>
    <p>{words.gone}</p>
    <form class="acts" method="post" action={by.here}>
      <button class="first" type="submit" name="action" value="stay">
        {words.yes}
      </button>
    </form>
  </section>
);
