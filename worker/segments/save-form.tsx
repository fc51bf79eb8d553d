import type { FC } from "hono/jsx";
import type { View } from "../desk/view.ts";
import { encodeQuestion } from "./address.ts";
import type { ListAsk } from "./asked.ts";

/** Keeps the question that is asked, with its columns, under a name. */
export const SaveForm: FC<{ view: View; ask: ListAsk }> = ({ view, ask }) => {
  const words = view.texts.segments;
  if (ask.question === null) return null;
  return (
    <details class="keep">
      <summary>{words.save}</summary>
      <form class="search" method="post" action={view.link("/admin/segments")}>
        <input type="hidden" name="where" value={encodeQuestion(ask.question)} />
        <input type="hidden" name="cols" value={ask.columns.join()} />
        <input
          class="field"
          name="title"
          required
          maxlength={80}
          aria-label={words.saveTitle}
          placeholder={words.saveTitle}
        />
        <button class="button" type="submit">
          {words.saveButton}
        </button>
      </form>
    </details>
  );
};
