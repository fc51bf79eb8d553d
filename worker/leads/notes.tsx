import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Field, type Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { whoIs } from "./deeds.ts";
import type { Note } from "./store-history.ts";
import type { LeadFile } from "./store-lead.ts";

/** The most characters of a note. */
export const noteLength = 4000;

/** Writes a note about a lead. */
export const NoteForm: FC<{ view: View; lead: string; typed?: string; problems: readonly Problem[] }> = (
  props,
) => {
  const { view, lead, typed, problems } = props;
  const words = view.texts.lead;
  return (
    <section>
      <form class="take wide" method="post" action={view.link(`/admin/leads/${lead}/notes`)}>
        <Field
          view={view}
          name="text"
          type="textarea"
          label={words.note}
          hint={words.noteHint}
          value={typed ?? ""}
          problems={problems}
          required
          more={{ maxlength: noteLength }}
        />
        <button class="plain fit" type="submit">
          {words.addNote}
        </button>
      </form>
    </section>
  );
};

/** A note in the timeline; whoever wrote it can write it anew or delete it. */
export const NoteEntry: FC<{ view: View; file: LeadFile; note: Note }> = ({ view, file, note }) => {
  const words = view.texts.lead;
  const isOwn = view.member !== null && view.member.id === note.member_id;
  const action = `/admin/leads/${file.lead.id}/notes/${note.id}`;
  return (
    <>
      <p class="soft">{fill(words.noteOf, { who: whoIs(note.member_id, file.colleagues, view) })}</p>
      <p class="noted">{note.text}</p>
      {isOwn ? (
        <details>
          <summary class="soft">{words.edit}</summary>
          <form class="take wide" method="post" action={view.link(action)}>
            <label for={`note-${note.id}`}>{words.note}</label>
            <textarea class="field" id={`note-${note.id}`} name="text" required maxlength={noteLength}>
              {note.text}
            </textarea>
            <div class="take-row">
              <button class="plain fit" type="submit">
                {words.saveNote}
              </button>
              <button
                class="plain fit quiet-act"
                type="submit"
                formaction={view.link(`${action}/delete`)}
                formnovalidate
              >
                {words.deleteNote}
              </button>
            </div>
          </form>
        </details>
      ) : null}
    </>
  );
};
