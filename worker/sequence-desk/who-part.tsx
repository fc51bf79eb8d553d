import type { FC } from "hono/jsx";
import { sayToCome } from "../campaign-desk/say-time.ts";
import { When } from "../desk/frame.tsx";
import { type Column, Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { Enrolled } from "../sequences/enrolled.ts";
import type { EnrolmentStatus } from "../sequences/enrolment.ts";
import type { SequenceStanding } from "../sequences/standing.ts";
import { reasonOfOne } from "./list-page.tsx";

/** Which of the people of a sequence are shown. */
export const shownStatuses = ["active", "done", "stopped"] as const satisfies EnrolmentStatus[];

/** One page of those in a sequence. */
export interface WhoList {
  status: EnrolmentStatus;
  people: Enrolled[];
  /** Where the list goes on, as the address says it. */
  next: string | null;
  isFirst: boolean;
}

/** The people of a sequence, with the mail they had last, and when the next one comes. */
export const WhoPart: FC<{ view: View; standing: SequenceStanding; who: WhoList }> = ({
  view,
  standing,
  who,
}) => {
  const words = view.texts.sequences.where;
  const path = `/admin/mail/sequences/${encodeURIComponent(standing.name)}`;
  const { status, people, next, isFirst } = who;
  const query = status === "active" ? {} : { show: status };
  const nobody = shownStatuses.every((one) => standing[one] === 0);
  return (
    <section id="who">
      <h2>{words.title}</h2>
      {nobody ? null : (
        <nav aria-label={words.view}>
          <ul class="choices">
            {shownStatuses.map((one) => (
              <li>
                <a
                  href={`${view.link(path, one === "active" ? {} : { show: one })}#who`}
                  aria-current={one === status ? "true" : undefined}
                >
                  {words.views[one]} ({sayNumber(standing[one], view.reading.locale)})
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {people.length === 0 ? (
        <p class="empty">{nobody ? words.empty : words.emptyNow}</p>
      ) : (
        <Table
          class="mailings"
          caption={words.title}
          rows={people}
          columns={columnsOf(view, standing, status)}
        />
      )}
      <p class="more">
        {next === null ? null : (
          <a href={`${view.link(path, { ...query, from: next })}#who`} rel="next">
            {words.older}
          </a>
        )}
        {isFirst ? null : <a href={`${view.link(path, query)}#who`}>{words.newest}</a>}
      </p>
    </section>
  );
};

function columnsOf(view: View, { steps }: SequenceStanding, status: EnrolmentStatus): Column<Enrolled>[] {
  const words = view.texts.sequences.where;
  const subjectOf = (step: string) => steps.find(({ name }) => name === step)?.subject ?? step;
  const common: Column<Enrolled>[] = [
    {
      head: words.lead,
      cell: ({ leadId, name, email }) => (
        <a href={view.link(`/admin/leads/${leadId}`)}>{name ?? email ?? view.words.leads.unnamed}</a>
      ),
    },
    {
      head: words.step,
      labelled: false,
      cell: ({ lastStep, lastAt }) => (
        <>
          {lastStep === null ? <span class="soft">{words.none}</span> : subjectOf(lastStep)}
          {lastAt === null ? null : (
            <small>
              <When at={lastAt} view={view} />
            </small>
          )}
        </>
      ),
    },
  ];
  if (status === "active")
    return [...common, { head: words.next, cell: ({ nextAt }) => sayNext(nextAt, view) }];
  return [
    ...common,
    {
      head: words.ended,
      cell: ({ endedAt, reason }) => (
        <>
          {endedAt === null ? null : <When at={endedAt} view={view} />}
          {reason === null || status === "done" ? null : <small>{reasonOfOne(reason, view)}</small>}
        </>
      ),
    },
  ];
}

function sayNext(nextAt: number | null, view: View): string {
  if (nextAt === null || nextAt <= view.reading.now) return view.texts.sequences.where.soon;
  return sayToCome(nextAt, view.reading);
}
