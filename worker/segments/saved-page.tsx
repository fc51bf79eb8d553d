import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Confirm, Empty, ErrorSummary, type Problem, Said } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { mayDo } from "../people/roles.ts";
import type { Count } from "./count.ts";
import type { Segment } from "./saved.ts";
import { sayField, sayQuestion } from "./say.ts";

/** A segment with how many are in it; null where there was no time to count. */
export interface ShownSegment {
  segment: Segment;
  count: Count | null;
  /** The field that keeps it from being asked, if one does. */
  wrong: string | null;
}

/** All saved questions, and what may be done with them. */
export const SegmentsPage: FC<{
  view: View;
  segments: readonly ShownSegment[];
  problem?: Problem;
}> = ({ view, segments, problem }) => {
  const words = view.texts.segments;
  return (
    <Page view={view} title={words.title} current="segments">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.lead}</p>
      <Said view={view} words={words.said} />
      <ErrorSummary view={view} problems={problem === undefined ? [] : [problem]} />
      {segments.length === 0 ? (
        <Empty text={words.saved.empty}>
          <p>
            <a href={view.link("/admin/leads")}>{words.saved.toLeads}</a>
          </p>
        </Empty>
      ) : (
        <SegmentTable view={view} segments={segments} />
      )}
    </Page>
  );
};

const SegmentTable: FC<{ view: View; segments: readonly ShownSegment[] }> = ({ view, segments }) => {
  const words = view.texts.segments.saved;
  return (
    <section>
      <Table
        class="segments"
        caption={view.texts.segments.title}
        rows={[...segments]}
        columns={[
          {
            head: words.name,
            cell: ({ segment }) => (
              <>
                <a href={view.link("/admin/leads", { segment: segment.name })}>{segment.title}</a>
                <small> {segment.from === "content" ? words.content : words.desk}</small>
              </>
            ),
          },
          {
            head: words.question,
            labelled: false,
            cell: ({ segment, wrong }) =>
              wrong === null ? (
                sayQuestion(segment.question, view)
              ) : (
                <span class="flag">
                  {fill(view.texts.segments.unreadable, { field: sayField(wrong, view) })}
                </span>
              ),
          },
          { head: words.count, class: "n", cell: ({ count }) => countText(count, view) },
          {
            head: words.acts,
            labelled: false,
            class: "does",
            cell: (shown) => <Acts view={view} shown={shown} />,
          },
        ]}
      />
    </section>
  );
};

function countText(count: Count | null, view: View): string {
  if (count === null) return view.words.list.none;
  const n = sayNumber(count.n, view.reading.locale);
  return count.isExact ? n : fill(view.texts.segments.saved.more, { n });
}

/** The way to its file; for the desk's own also another name, and the end. */
const Acts: FC<{ view: View; shown: ShownSegment }> = ({ view, shown: { segment, wrong } }) => {
  const words = view.texts.segments.saved;
  const { name, title } = segment;
  const path = `/admin/segments/${encodeURIComponent(name)}`;
  const mayTake = view.member !== null && mayDo(view.member.role, "GET", "/admin/export") && wrong === null;
  return (
    <>
      {mayTake ? (
        <a class="take-it" href={view.link("/admin/export", { segment: name })}>
          {words.export}
        </a>
      ) : null}
      {segment.from === "content" ? null : (
        <>
          <details>
            <summary>{words.rename}</summary>
            <form class="search" method="post" action={view.link(`${path}/rename`)}>
              <input
                class="field"
                id={`f-title-${name}`}
                name="title"
                value={title}
                required
                maxlength={80}
                aria-label={view.texts.segments.saveTitle}
              />
              <button class="button" type="submit">
                {words.renameButton}
              </button>
            </form>
          </details>
          <Confirm act={words.delete}>
            <p class="soft">{words.deleteText}</p>
            <form method="post" action={view.link(`${path}/delete`)}>
              <button class="plain" type="submit">
                {words.deleteButton}
              </button>
            </form>
          </Confirm>
        </>
      )}
    </>
  );
};
