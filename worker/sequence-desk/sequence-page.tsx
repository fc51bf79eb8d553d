import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { MailingCounts } from "../clicks/store-figures.ts";
import { ErrorSummary, Field, type Problem, Said } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import type { View } from "../desk/view.ts";
import { sayWhen } from "../desk/when.ts";
import { mayDo } from "../people/roles.ts";
import type { SequenceStanding } from "../sequences/standing.ts";
import type { MailingReason } from "../store/mailing-reasons.ts";
import { LadderPart } from "./ladder-part.tsx";
import { RulesPart } from "./rules-part.tsx";
import { type WhoList, WhoPart } from "./who-part.tsx";

/** All that the page of one sequence tells. */
export interface SequenceFile {
  standing: SequenceStanding;
  resumed: MailingReason | null;
  isHeld: boolean;
  figures: ReadonlyMap<string, MailingCounts>;
  who: WhoList;
}

/** One sequence: whether it runs, its mails as a ladder, who is where, and its rules. */
export const SequencePage: FC<{ view: View; file: SequenceFile; problems?: readonly Problem[] }> = ({
  view,
  file,
  problems = [],
}) => {
  const words = view.texts.sequences;
  const { standing, figures, who } = file;
  const { name, sequence } = standing;
  const title = sequence?.title ?? name;
  return (
    <Page view={view} title={title} current="sequences">
      <p class="soft">
        <a href={view.link("/admin/mail/sequences")}>{words.title}</a> · {name}
      </p>
      <h1>{title}</h1>
      <Said view={view} words={words.said} />
      <ErrorSummary view={view} problems={problems} />
      <State view={view} file={file} problems={problems} />
      {sequence === null ? null : (
        <LadderPart view={view} sequence={sequence} standing={standing} figures={figures} />
      )}
      <WhoPart view={view} standing={standing} who={who} />
      {sequence === null ? null : <RulesPart view={view} name={name} sequence={sequence} />}
    </Page>
  );
};

const State: FC<{ view: View; file: SequenceFile; problems: readonly Problem[] }> = ({
  view,
  file: { standing, resumed, isHeld },
  problems,
}) => {
  const { name, sequence, pausedAt } = standing;
  const words = view.texts.sequences;
  const path = `/admin/mail/sequences/${encodeURIComponent(name)}`;
  const may = (act: string) => view.member !== null && mayDo(view.member.role, "POST", `${path}/${act}`);
  return (
    <div class={pausedAt === null ? "stand" : "stand ill"}>
      <p>
        <strong class={pausedAt === null ? undefined : "is-paused"}>
          {sequence === null ? words.gone : pausedAt === null ? words.states.running : words.states.paused}
        </strong>
      </p>
      <p class="prose">
        {pausedAt === null
          ? words.state.running
          : fill(words.state.paused, { when: sayWhen(pausedAt, view.reading) })}
      </p>
      {isHeld ? (
        <p class="error">
          <a href={view.link("/admin/mail")}>{words.state.held}</a>
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
      {pausedAt === null && may("pause") ? (
        <form class="now" method="post" action={view.link(`${path}/pause`)}>
          <button class="plain" type="submit">
            {words.pause.button}
          </button>
          <small>{words.pause.text}</small>
        </form>
      ) : null}
      {pausedAt !== null && may("resume") ? (
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
