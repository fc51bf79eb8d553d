import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import { sayExactly } from "../desk/when.ts";
import { Answers, isLatest, labelledAnswers } from "./answers.tsx";
import { pageOf, sayDayHead, sayTime } from "./days.ts";
import { NoteEntry } from "./notes.tsx";
import type { Submission } from "./store-history.ts";
import type { LeadFile } from "./store-lead.ts";
import { type Event, timelineOf } from "./timeline.ts";

/** All that happened with a lead, the latest first, under the days on which it did. */
export const Timeline: FC<{ view: View; file: LeadFile; place?: string | undefined }> = (props) => {
  const { view, file, place } = props;
  const words = view.texts.lead;
  const { days, next, first } = pageOf(timelineOf(file, view), place, view.reading.timeZone);
  const path = `/admin/leads/${file.lead.id}`;
  return (
    <section id="timeline">
      <h2>{words.all}</h2>
      <ol>
        {days.map(({ day, events }) => (
          <li class="day">
            <h3>{sayDayHead(day, view.reading)}</h3>
            <ol class="line">
              {events.map((event) => (
                <li>
                  <time
                    datetime={new Date(event.at).toISOString()}
                    title={sayExactly(event.at, view.reading)}
                  >
                    {sayTime(event.at, view.reading)}
                  </time>
                  <div>
                    <Entry view={view} file={file} event={event} />
                  </div>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      <p class="more">
        {next === null ? null : (
          <a href={`${view.link(path, { from: next })}#timeline`} rel="next">
            {words.older}
          </a>
        )}
        {first ? null : <a href={`${view.link(path)}#timeline`}>{words.newest}</a>}
      </p>
    </section>
  );
};

const Entry: FC<{ view: View; file: LeadFile; event: Event }> = ({ view, file, event }) => {
  const { text, beside, submission, note } = event;
  if (note !== undefined) return <NoteEntry view={view} file={file} note={note} />;
  return (
    <>
      {text}
      {beside ? <small> {beside}</small> : null}
      {submission === undefined || isLatest(submission, file.submissions) ? null : (
        <Folded view={view} submission={submission} />
      )}
    </>
  );
};

/** A submission's answers, unfolded by whoever wants them. */
const Folded: FC<{ view: View; submission: Submission }> = ({ view, submission }) => {
  const words = view.texts.lead;
  const answers = labelledAnswers(submission, view);
  if (answers.length === 0) return null;
  return (
    <details>
      <summary class="soft">
        {answers.length === 1 ? words.answersOne : fill(words.answersMany, { n: answers.length })}
      </summary>
      <Answers view={view} answers={answers} />
    </details>
  );
};
