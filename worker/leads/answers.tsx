import type { FC } from "hono/jsx";
import { applicable } from "../../content/schema/steps.ts";
import { answeredFields } from "../answered.ts";
import { When } from "../desk/frame.tsx";
import { answersIn } from "../desk/stored.ts";
import { landingTitle, type View } from "../desk/view.ts";
import type { Submission } from "./store-history.ts";

interface Labelled {
  label: string;
  answer: string;
}

/** The latest answers to each form, as it asked for them. */
export const LatestAnswers: FC<{ view: View; submissions: readonly Submission[] }> = (props) => {
  const { view, submissions } = props;
  const latest = submissions.filter((submission) => isLatest(submission, submissions));
  const [first, ...others] = latest;
  if (first === undefined) return null;
  return (
    <section>
      <h2>{view.texts.lead.latest}</h2>
      <Sheet view={view} submission={first} />
      {others.length === 0 ? null : (
        <details>
          <summary>{view.texts.lead.otherForms}</summary>
          {others.map((submission) => (
            <Sheet view={view} submission={submission} />
          ))}
        </details>
      )}
    </section>
  );
};

const Sheet: FC<{ view: View; submission: Submission }> = ({ view, submission }) => (
  <div class="sheet">
    <p>
      {landingTitle(view.catalog, submission.landing)}
      <small>
        {" "}
        <When at={submission.at} view={view} />
      </small>
    </p>
    <Answers view={view} answers={labelledAnswers(submission, view)} />
  </div>
);

/** Whether no later submission answered the same form; `submissions` stand from the latest on. */
export function isLatest({ id, form }: Submission, submissions: readonly Submission[]): boolean {
  return submissions.find((other) => other.form === form)?.id === id;
}

/** Answers under their labels. */
export const Answers: FC<{ view: View; answers: readonly Labelled[] }> = ({ view, answers }) => (
  <dl class="answers">
    {answers.map(({ label, answer }) => (
      <div>
        <dt>{label}</dt>
        <dd>{answer === "" ? <span class="soft">{view.words.lead.noAnswer}</span> : answer}</dd>
      </div>
    ))}
  </dl>
);

/** Answers in the order of the form and under its labels; then those whose field is no longer in it. */
export function labelledAnswers(submission: Submission, view: View): Labelled[] {
  const answers = answersIn(submission.answers);
  const fields = view.catalog.forms[submission.form]?.fields ?? [];
  const asked = new Set(applicable({ fields }, answers));
  // A question that was not asked has no answer to miss; one that got an answer was asked, by an earlier form perhaps.
  const shown = fields.filter((field) => asked.has(field) || answers[field.name] !== undefined);
  return answeredFields(shown, answers, view.labels).map(({ label, type, text }) => ({
    label: type === null ? `${label} (${view.words.lead.old})` : label,
    answer: text,
  }));
}
