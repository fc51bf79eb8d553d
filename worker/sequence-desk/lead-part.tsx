import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayToCome } from "../campaign-desk/say-time.ts";
import { Confirm } from "../desk/form-parts.tsx";
import { When } from "../desk/frame.tsx";
import type { View } from "../desk/view.ts";
import { sayWhen } from "../desk/when.ts";
import { rejoinable } from "../sequences/acts.ts";
import type { Enrolled } from "../sequences/enrolled.ts";
import { reasonOfOne } from "./list-page.tsx";

/** The sequences that a person is or was in, and when they were marked as having written back. */
interface LeadWays {
  ways: Enrolled[];
  repliedAt: number | null;
}

/** Which sequences a person is in, what comes next, and the owner's ways to end them. */
export const SequencesOf: FC<{ view: View; lead: string; own: LeadWays }> = ({
  view,
  lead,
  own: { ways, repliedAt },
}) => {
  const words = view.texts.sequences.lead;
  const to = (act: string) => view.link(`/admin/leads/${lead}/${act}`);
  if (Object.keys(view.catalog.sequences).length === 0 && ways.length === 0) return null;
  return (
    <section class="ways">
      <h2>{words.title}</h2>
      {ways.length === 0 ? <p class="soft">{words.nobody}</p> : null}
      <ul>
        {ways.map((way) => (
          <li>
            <WayOf view={view} way={way} to={to} />
          </li>
        ))}
      </ul>
      <form class="now" method="post" action={to("replied")}>
        {repliedAt === null ? null : (
          <p>
            {words.replied}, <When at={repliedAt} view={view} />
          </p>
        )}
        <button class="plain" type="submit" name="is" value={repliedAt === null ? "yes" : "no"}>
          {repliedAt === null ? words.repliedButton : words.unrepliedButton}
        </button>
        {repliedAt === null ? <small>{words.repliedText}</small> : null}
      </form>
    </section>
  );
};

const WayOf: FC<{ view: View; way: Enrolled; to: (act: string) => string }> = ({ view, way, to }) => {
  const words = view.texts.sequences.lead;
  const { sequence, lastStep, lastAt, status } = way;
  const known = view.catalog.sequences[sequence];
  const subject = known?.steps.find(({ name }) => name === lastStep)?.subject ?? lastStep ?? "";
  return (
    <>
      <h3>
        <a href={view.link(`/admin/mail/sequences/${encodeURIComponent(sequence)}`)}>
          {known?.title ?? sequence}
        </a>
      </h3>
      <p>{sayWay(view, way)}</p>
      <p class="soft">
        {lastAt === null ? words.none : fill(words.last, { subject, when: sayWhen(lastAt, view.reading) })}
      </p>
      {status === "stopped" && known !== undefined && rejoinable.some((reason) => reason === way.reason) ? (
        <Confirm act={words.rejoin}>
          <p class="soft">{words.rejoinText}</p>
          <form method="post" action={to("rejoin")}>
            <button class="plain fit" type="submit" name="sequence" value={sequence}>
              {words.rejoinButton}
            </button>
          </form>
        </Confirm>
      ) : null}
      {status !== "active" ? null : (
        <Confirm act={words.leave}>
          <p class="soft">{words.leaveText}</p>
          <form method="post" action={to("leave")}>
            <button class="plain fit" type="submit" name="sequence" value={sequence}>
              {words.leaveButton}
            </button>
          </form>
        </Confirm>
      )}
    </>
  );
};

/** What comes next for somebody under way, or why there is nothing more. */
function sayWay(view: View, { sequence, lastStep, nextAt, status, reason, endedAt }: Enrolled): string {
  const words = view.texts.sequences.lead;
  if (status !== "active") {
    const when = sayWhen(endedAt ?? 0, view.reading);
    return reason === null
      ? fill(words.done, { when })
      : fill(words.over, { when, reason: reasonOfOne(reason, view) });
  }
  const steps = view.catalog.sequences[sequence]?.steps ?? [];
  const next = steps[steps.findIndex(({ name }) => name === lastStep) + 1];
  if (next === undefined) return words.waits;
  const when =
    nextAt === null || nextAt <= view.reading.now
      ? view.texts.sequences.where.soon
      : sayToCome(nextAt, view.reading);
  return fill(words.next, { when, subject: next.subject });
}
