import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { CatalogSequence } from "../../content/schema/sequence.ts";
import { ErrorSummary, type Problem, Said } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import type { View } from "../desk/view.ts";
import { LetterFrame } from "../mailing-desk/letter-frame.tsx";
import type { SeenLetter } from "../mailing-desk/sample.ts";
import { TestPart } from "../mailing-desk/test-part.tsx";
import type { Mailing } from "../mailings/mailing.ts";
import type { Enrolled } from "../sequences/enrolled.ts";
import { sayBranch, sayDelay } from "./say-step.ts";

/** All that the page of one mail of a sequence tells. */
export interface StepFile {
  /** The sequence's. */
  name: string;
  sequence: CatalogSequence;
  /** Which of its steps, from 0. */
  place: number;
  mailing: Mailing;
  /** Null where its words cannot be read. */
  letter: SeenLetter | null;
  /** Whose answers the letter tells; null: nobody is under way, and it is as somebody gets it of whom nothing is known. */
  reader: Enrolled | null;
  testers: readonly string[];
  path: string;
}

/** One mail of a sequence: when and for whom it is, the letter as a reader gets it, and a test. */
export const StepPage: FC<{ view: View; file: StepFile; problems: readonly Problem[] }> = ({
  view,
  file,
  problems,
}) => {
  const { sequences, campaigns } = view.texts;
  const { name, sequence, place, mailing, letter, reader, path } = file;
  const step = sequence.steps[place];
  if (step === undefined) return null;
  const who = reader?.name ?? reader?.email ?? campaigns.says.somebody;
  const { sender } = view.catalog.site;
  return (
    <Page view={view} title={step.subject} current="sequences">
      <p class="soft">
        <a href={view.link("/admin/mail/sequences")}>{sequences.title}</a> ·{" "}
        <a href={view.link(`/admin/mail/sequences/${encodeURIComponent(name)}`)}>{sequence.title}</a> ·{" "}
        {place + 1}/{sequence.steps.length}
      </p>
      <h1>{letter?.subject ?? step.subject}</h1>
      <Said view={view} words={campaigns.said} />
      <ErrorSummary view={view} problems={problems} />
      <dl class="particulars">
        <dt>{sequences.ladder.delay}</dt>
        <dd>{sayDelay(step, view)}</dd>
        <dt>{sequences.ladder.when}</dt>
        <dd>{sayBranch(step, sequence, view)}</dd>
        <dt>{campaigns.says.preheader}</dt>
        <dd>{letter?.preheader ?? <span class="soft">{campaigns.says.noPreheader}</span>}</dd>
        <dt>{campaigns.says.from}</dt>
        <dd>
          {mailing.from ?? sender.name} <span class="soft">{sender.email}</span>
        </dd>
      </dl>
      <section>
        <div class="head shown">
          <h2>{fill(campaigns.says.for, { name: who })}</h2>
          <Neighbours view={view} file={file} />
        </div>
        {reader === null ? <p class="soft prose">{sequences.step.nobody}</p> : null}
        {letter === null ? (
          <p class="soft prose">{sequences.step.noWords}</p>
        ) : (
          <LetterFrame
            view={view}
            name={who}
            letter={letter}
            source={view.link(`${path}/letter.html`, reader === null ? {} : { lead: reader.leadId })}
          />
        )}
      </section>
      <TestPart
        view={view}
        path={`${path}/test`}
        test={letter && { subjects: mailing.subjects, variant: 0, leadId: reader?.leadId ?? null }}
        testers={file.testers}
        problems={problems}
      />
    </Page>
  );
};

/** The ways to the mails before and after it. */
const Neighbours: FC<{ view: View; file: StepFile }> = ({ view, file: { name, sequence, place } }) => {
  const words = view.texts.sequences.step;
  const link = (at: number, label: string) => {
    const step = sequence.steps[at];
    const path = `/admin/mail/sequences/${encodeURIComponent(name)}/${step?.name}`;
    return step === undefined ? null : <a href={view.link(path)}>{label}</a>;
  };
  return (
    <span class="neighbours">
      {link(place - 1, words.before)}
      {link(place + 1, words.after)}
    </span>
  );
};
