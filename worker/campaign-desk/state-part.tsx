import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Field, type Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber, sayRate, sayWhen } from "../desk/when.ts";
import { mayDo } from "../people/roles.ts";
import type { CampaignFile } from "./campaign-file.ts";
import { sayLength, sayToCome } from "./say-time.ts";

const hour = 3_600_000;

/** How the campaign stands, in a sentence or two, with what may be done about it at once. */
export const StatePart: FC<{ view: View; file: CampaignFile; problems: readonly Problem[] }> = ({
  view,
  file,
  problems,
}) => {
  const { standing, resumed } = file;
  const { status, changed, entry, row } = standing;
  const words = view.texts.campaigns;
  const path = `/admin/mail/campaigns/${encodeURIComponent(standing.name)}`;
  const may = (act: string) => view.member !== null && mayDo(view.member.role, "POST", `${path}/${act}`);
  const goesOut = status === "testing" || status === "sending";
  return (
    <div class={status === "stopped" || (status === "draft" && file.mends > 0) ? "stand ill" : "stand"}>
      <p>
        <strong class={`is-${status}`}>{words.states[status]}</strong>
      </p>
      <p class="prose">{sayState(view, file)}</p>
      {goesOut ? <Progress view={view} file={file} /> : null}
      {changed && entry !== null && row !== null && status !== "done" ? (
        <p class="prose">
          {goesOut
            ? words.state.changedOut
            : row.lastRow === null
              ? words.state.changedDraft
              : words.state.changed}
        </p>
      ) : null}
      {resumed === null ? null : (
        <p class="soft prose">
          {fill(words.state.reasons, {
            when: sayWhen(resumed.at, view.reading),
            who: resumed.member ?? words.state.owner,
            reason: resumed.reason,
          })}
        </p>
      )}
      {(goesOut || status === "approved") && may("stop") ? (
        <form class="now" method="post" action={view.link(`${path}/stop`)}>
          <button class="plain" type="submit">
            {status === "approved" ? words.stop.cancel : words.stop.button}
          </button>
          {goesOut ? <small>{words.stop.text}</small> : null}
        </form>
      ) : null}
      {status === "stopped" && may("resume") ? (
        <form class="take" method="post" action={view.link(`${path}/resume`)}>
          <Field
            view={view}
            name="reason"
            label={words.resume.reason}
            hint={words.resume.hint}
            problems={problems}
            type="textarea"
            required
            more={{ minlength: 10, maxlength: 500, rows: 3 }}
          />
          <button class="button" type="submit">
            {words.resume.button}
          </button>
        </form>
      ) : null}
    </div>
  );
};

function sayState(view: View, file: CampaignFile): string {
  const { standing, approver, mends } = file;
  const { status, row, mails, approved } = standing;
  const words = view.texts.campaigns.state;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  const when = (at: number) => sayWhen(at, view.reading);
  const [sent, waiting] = [say(mails.sent), say(mails.waiting)];
  switch (status) {
    case "draft":
      return mends > 0 ? words.draftMend : words.draft;
    case "approved": {
      const told = { when: when(row?.approvedAt ?? 0), who: approver ?? words.owner };
      const start = row?.startsAt ?? 0;
      if (start <= view.reading.now) return fill(words.starting, told);
      const text = approved.zone === "lead" ? words.approvedZone : words.approved;
      return fill(text, { ...told, start: sayToCome(start, view.reading) });
    }
    case "testing":
      return row?.judgeAt == null
        ? words.testingOn
        : fill(words.testing, { when: sayToCome(row.judgeAt, view.reading) });
    case "sending":
      return fill(words.sending, { sent, waiting });
    case "stopped": {
      const reasons = { owner: words.stoppedOwner, words: words.stoppedWords, segment: words.stoppedSegment };
      return fill(reasons[row?.reason ?? "owner"], { when: when(row?.stoppedAt ?? 0), sent, waiting });
    }
    case "done":
      return fill(words.done, { when: when(row?.doneAt ?? 0), sent, bounced: say(mails.bounced) });
  }
}

/** How far it has come, as a bar and in words, and when it is likely to end. */
const Progress: FC<{ view: View; file: CampaignFile }> = ({ view, file: { standing, isHeld } }) => {
  const words = view.texts.campaigns.state;
  const { progress, mails, pace, today } = standing;
  const { locale } = view.reading;
  const part = progress ?? 0;
  const written = mails.sent + mails.waiting + mails.dead + mails.withheld;
  // The rest of the segment is taken to be like the part that was gone through.
  const left = part > 0.02 ? written / part - mails.sent : null;
  const label = fill(words.progress, { rate: sayRate(part, 1, locale) });
  return (
    <>
      <svg class="progress" viewBox="0 0 400 8" preserveAspectRatio="none" role="img" aria-label={label}>
        <rect class="all" width="400" height="8" />
        <rect width={Math.round(part * 400)} height="8" />
      </svg>
      <p class="soft">
        {label}
        {isHeld || left === null
          ? ""
          : `. ${fill(words.sendingEnd, { rate: sayNumber(pace.kept, locale), time: sayLength((left / pace.kept) * hour, view) })}`}
        {standing.approved.warmup === undefined
          ? ""
          : ` ${fill(words.today, { n: sayNumber(today, locale) })}`}
      </p>
      {isHeld ? <p class="error">{words.held}</p> : null}
    </>
  );
};
