import type { FC } from "hono/jsx";
import type { CatalogSequence } from "../../content/schema/sequence.ts";
import { arrivedOf, type MailingCounts } from "../clicks/store-figures.ts";
import type { View } from "../desk/view.ts";
import { sayNumber, sayRate } from "../desk/when.ts";
import type { SequenceStanding } from "../sequences/standing.ts";
import { sayBranch, sayDelay } from "./say-step.ts";

/** The mails of a sequence in their order, each with its delay, for whom it is, and how it fares. */
export const LadderPart: FC<{
  view: View;
  sequence: CatalogSequence;
  standing: SequenceStanding;
  figures: ReadonlyMap<string, MailingCounts>;
}> = ({ view, sequence, standing, figures }) => {
  const words = view.texts.sequences.ladder;
  return (
    <section>
      <h2>{words.title}</h2>
      <ol class="ladder">
        {sequence.steps.map((step, place) => (
          <li>
            <div class="rung">
              <b>{place + 1}</b>
            </div>
            <div>
              <h3>
                <a
                  href={view.link(`/admin/mail/sequences/${encodeURIComponent(standing.name)}/${step.name}`)}
                >
                  {step.subject}
                </a>
              </h3>
              <p class="soft">{sayDelay(step, view)}</p>
              {step.when === undefined ? null : (
                <p class="soft">
                  {words.when}: {sayBranch(step, sequence, view)}
                </p>
              )}
            </div>
            <Numbers
              view={view}
              waiting={place === 0 ? standing.fresh : (standing.steps[place - 1]?.here ?? 0)}
              figures={figures.get(step.name)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
};

/** Those whose next mail it is, unless a branch leads past it, and what became of those that left. */
const Numbers: FC<{ view: View; waiting: number; figures: MailingCounts | undefined }> = ({
  view,
  waiting,
  figures,
}) => {
  const words = view.texts.sequences.ladder;
  const { locale } = view.reading;
  const { none } = view.words.list;
  const rate = (part: number, whole: number) =>
    part === 0 || whole === 0 ? none : sayRate(part, whole, locale);
  return (
    <dl class="numbers">
      {(
        [
          [words.waiting, sayNumber(waiting, locale)],
          [words.sent, sayNumber(figures?.sent ?? 0, locale)],
          [words.dr, figures === undefined ? none : rate(figures.delivered, figures.told)],
          [words.ctr, figures === undefined ? none : rate(figures.pressed, arrivedOf(figures))],
        ] as const
      ).map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
