import type { FC } from "hono/jsx";
import type { Catalog } from "../../content/schema/catalog.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import { applicable } from "../../content/schema/steps.ts";
import { answeredFields } from "../answered.ts";
import { Page, When } from "./frame.tsx";
import { Consents, Grants, Messages, Receipts } from "./lead-parts.tsx";
import { Email, nameOf, Phone } from "./person.tsx";
import { type MadeLink, PrefillLink } from "./prefill-link.tsx";
import type { LeadFile, Submission } from "./store-lead.ts";
import { answersIn, touchIn } from "./stored.ts";
import { timelineOf } from "./timeline.ts";
import { landingTitle, sourceName, type View } from "./view.ts";
import { sayExactly, sayWhen } from "./when.ts";

/** Everything about one lead. */
export const LeadPage: FC<{ view: View; file: LeadFile; link?: MadeLink }> = ({ view, file, link }) => {
  const words = view.words.lead;
  const name = nameOf(file.lead, view);
  return (
    <Page view={view} title={name} current="leads">
      <p class="soft" title={sayExactly(file.lead.created_at, view.reading)}>
        {fill(words.since, { when: sayWhen(file.lead.created_at, view.reading) })}
      </p>
      <h1>{name}</h1>
      <Particulars view={view} file={file} />
      <section>
        <h2>{words.answers}</h2>
        {file.submissions.map((submission) => (
          <AnswerSheet view={view} submission={submission} />
        ))}
      </section>
      <PrefillLink view={view} lead={file.lead} link={link} />
      <div class="halves">
        <section>
          <h2>{words.receipts}</h2>
          <Receipts view={view} receipts={file.receipts} lead={file.lead.id} />
        </section>
        <section>
          <h2>{words.timeline}</h2>
          <ol class="line">
            {timelineOf(file, view).map((event) => (
              <li>
                <When at={event.at} view={view} />
                <span>{event.text}</span>
              </li>
            ))}
          </ol>
        </section>
      </div>
      <section>
        <h2>{words.grants}</h2>
        <Grants view={view} grants={file.grants} />
      </section>
      <section>
        <h2>{words.messages}</h2>
        <Messages view={view} messages={file.messages} />
      </section>
    </Page>
  );
};

/** Whom it is, how to reach them, and what they agreed to. */
const Particulars: FC<{ view: View; file: LeadFile }> = ({ view, file: { lead, consents } }) => {
  const words = view.words.lead;
  return (
    <dl class="particulars">
      {lead.phone === null ? null : (
        <>
          <dt>{words.phone}</dt>
          <dd>
            <Phone number={lead.phone} />
          </dd>
        </>
      )}
      {lead.email === null ? null : (
        <>
          <dt>{words.email}</dt>
          <dd>
            <Email address={lead.email} />
            {lead.disposable === 1 ? <div class="flag">{words.disposable}</div> : null}
            <div class="soft">
              {lead.confirmed_at === null ? (
                words.notConfirmed
              ) : (
                <>
                  {words.confirmed}, <When at={lead.confirmed_at} view={view} />
                </>
              )}
            </div>
          </dd>
        </>
      )}
      <dt>{words.consents}</dt>
      <dd>
        <Consents view={view} consents={consents} />
      </dd>
      <dt>{words.first}</dt>
      <dd>{visitText(lead.first_source, view)}</dd>
      <dt>{words.last}</dt>
      <dd>{visitText(lead.last_source, view)}</dd>
    </dl>
  );
};

/** A visit in full: every mark that came with it, the page it reached, and when. */
function visitText(source: string, view: View): string {
  const { marks, landing, at } = touchIn(source);
  const known = Object.entries(marks).map(([key, value]) => `${key.replace(/^utm_/, "")}: ${value}`);
  return [
    known.join(", ") || view.words.sources.direct,
    ...(landing === null ? [] : [landingTitle(view.catalog, landing)]),
    ...(at === null ? [] : [sayWhen(at, view.reading)]),
  ].join(" · ");
}

/** One submission's answers, as the form asked for them. */
const AnswerSheet: FC<{ view: View; submission: Submission }> = ({ view, submission }) => {
  const words = view.words.lead;
  const landing = landingTitle(view.catalog, submission.landing);
  return (
    <div class="sheet">
      <p>
        {landing}
        <small>
          {" "}
          <When at={submission.at} view={view} /> · {sourceName(submission.source_label, view)}
        </small>
      </p>
      <dl class="answers">
        {labelledAnswers(submission, view).map(({ label, answer }) => (
          <div>
            <dt>{label}</dt>
            <dd>{answer === "" ? <span class="soft">{words.noAnswer}</span> : answer}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

/** Answers in the order of the form and under its labels; then those whose field is no longer in it. */
function labelledAnswers(submission: Submission, view: View): { label: string; answer: string }[] {
  const answers = answersIn(submission.answers);
  const fields = fieldsOf(view.catalog, submission.form);
  const asked = new Set(applicable({ fields }, answers));
  // A question that was not asked has no answer to miss; one that got an answer was asked, by an earlier form perhaps.
  const shown = fields.filter((field) => asked.has(field) || answers[field.name] !== undefined);
  return answeredFields(shown, answers, view.labels).map(({ label, type, text }) => ({
    label: type === null ? `${label} (${view.words.lead.old})` : label,
    answer: text,
  }));
}

function fieldsOf(catalog: Catalog, form: string) {
  return catalog.forms[form]?.fields ?? [];
}
