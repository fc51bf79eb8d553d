import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { startIn } from "../campaigns/starts.ts";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { purposeName } from "../preferences/page.tsx";
import { sayQuestion } from "../segments/say.ts";
import type { CampaignFile } from "./campaign-file.ts";
import { sayRecipients } from "./points.ts";
import { sayToCome } from "./say-time.ts";

/** Who gets it and who does not, by what right, when and how fast. */
export const WhoPart: FC<{ view: View; file: CampaignFile }> = ({ view, file }) => {
  const { shown, segment, recipients, standing } = file;
  const words = view.texts.campaigns.who;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  const { basis, purpose, warmup, goal } = shown;
  const isDraft = standing.row === null || standing.row.lastRow === null;
  return (
    <section>
      <h2>{words.title}</h2>
      <dl class="particulars">
        <dt>{words.segment}</dt>
        <dd>
          {segment === null ? (
            <span class="late">{fill(words.gone, { name: shown.segment })}</span>
          ) : (
            <>
              <a href={view.link("/admin/leads", { segment: segment.name })}>{segment.title}</a>
              <small class="below">{sayQuestion(segment.question, view)}</small>
            </>
          )}
        </dd>
        <dt>{words.basis}</dt>
        <dd>{fill(words.bases[basis], { purpose: purposeName(purpose, view.texts.preferences) })}</dd>
        {recipients === null || !isDraft ? null : (
          <>
            <dt>{words.recipients}</dt>
            <dd>
              <strong>{sayRecipients(recipients, view)}</strong>
            </dd>
            <dt>{words.left}</dt>
            <dd>
              <LeftOut view={view} left={recipients.leftOut} basis={basis} />
            </dd>
          </>
        )}
        <dt>{words.send}</dt>
        <dd>
          {shown.send === undefined
            ? view.texts.campaigns.atOnce
            : `${sayToCome(startIn(shown, view.reading.timeZone, view.reading.now), view.reading)}, ${words.zones[shown.zone]}`}
        </dd>
        <dt>{words.pace}</dt>
        <dd>
          {fill(words.perHour, { n: say(standing.pace.kept) })}
          {warmup === undefined
            ? null
            : `; ${fill(words.warmup, { first: say(warmup.first), growth: say(warmup.growth) })}`}
        </dd>
        {goal === undefined ? null : (
          <>
            <dt>{words.goal}</dt>
            <dd>{words.goals[goal.step]}</dd>
          </>
        )}
      </dl>
      {isDraft ? <p class="soft prose note">{words.note}</p> : null}
    </section>
  );
};

/** How many are left out, by reason; a dash where nobody is. */
export const LeftOut: FC<{
  view: View;
  left: Readonly<Record<string, number>>;
  basis: "consent" | "soft-opt-in";
}> = ({ view, left, basis }) => {
  const { reasons } = view.texts.campaigns.who;
  const named: Record<string, string> = {
    ...reasons,
    ...(basis === "consent" ? {} : { permission: reasons.sale }),
  };
  const rows = Object.entries(left).filter(([, n]) => n > 0);
  if (rows.length === 0) return <>{view.words.list.none}</>;
  return (
    <ul>
      {rows.map(([reason, n]) => (
        <li>
          {sayNumber(n, view.reading.locale)} {named[reason] ?? reason}
        </li>
      ))}
    </ul>
  );
};
