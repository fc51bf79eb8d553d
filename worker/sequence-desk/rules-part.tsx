import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { CatalogSequence } from "../../content/schema/sequence.ts";
import { landingTitle, type View } from "../desk/view.ts";
import { purposeName } from "../preferences/page.tsx";
import { sayHours } from "./say-step.ts";

/** What starts a sequence, by what right its mails are sent, at what hours, and what ends it. */
export const RulesPart: FC<{ view: View; name: string; sequence: CatalogSequence }> = ({
  view,
  name,
  sequence,
}) => {
  const words = view.texts.sequences.rules;
  const { purpose, hours, stop, goal } = sequence;
  const ends = [...stop.map((rule) => words.stops[rule]), words.stops.always];
  return (
    <section>
      <h2>{words.title}</h2>
      <dl class="particulars">
        <dt>{words.start}</dt>
        <dd>{sayStart(view, name, sequence)}</dd>
        <dt>{words.purpose}</dt>
        <dd>«{purposeName(purpose, view.texts.preferences)}»</dd>
        <dt>{words.hours}</dt>
        <dd>{sayHours(hours, words.hoursText)}</dd>
        <dt>{words.stop}</dt>
        <dd>{ends.join(", ")}</dd>
        {goal === undefined ? null : (
          <>
            <dt>{words.goal}</dt>
            <dd>{words.goals[goal.step]}</dd>
          </>
        )}
      </dl>
    </section>
  );
};

function sayStart(view: View, name: string, { start, landings }: CatalogSequence): string {
  const words = view.texts.sequences.rules;
  if ("segment" in start) {
    const { segments } = view.catalog;
    const segment = segments[start.segment]?.title ?? start.segment;
    return fill(words.starts.segment, { segment });
  }
  if ("stage" in start) return fill(words.starts.stage, { stage: words.stages[start.stage] });
  if (landings.length === 0) return fill(words.noLandings, { name });
  const titles = landings.map((path) => `«${landingTitle(view.catalog, path)}»`).join(", ");
  return fill(words.starts[start.step], { landings: titles });
}
