import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import type { SeenLetter } from "./sample.ts";

/** A letter as `name` gets it, in a frame where nothing runs, and its text; `source` is where it is alone. */
export const LetterFrame: FC<{ view: View; name: string; source: string; letter: SeenLetter | null }> = ({
  view,
  name,
  source,
  letter,
}) => {
  const words = view.texts.campaigns.says;
  if (letter === null) return <p class="soft">{fill(words.noLetter, { name })}</p>;
  return (
    <>
      <iframe
        class="letter"
        title={fill(words.frame, { name })}
        src={source}
        sandbox="allow-same-origin"
        loading="lazy"
      />
      <p class="soft">{words.links}</p>
      <details>
        <summary>{words.text}</summary>
        <pre class="letter-text">{letter.text}</pre>
      </details>
    </>
  );
};
