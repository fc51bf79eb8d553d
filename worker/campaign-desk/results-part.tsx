import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { cappedOf } from "../campaigns/capped.ts";
import { MailingFigures } from "../clicks/figures.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber, sayRate } from "../desk/when.ts";
import type { CampaignFile } from "./campaign-file.ts";
import { sayToCome } from "./say-time.ts";
import { LeftOut } from "./who-part.tsx";

/** What became of it: how many left, arrived and were pressed; how the subjects did, and who was left out. */
export const ResultsPart: FC<{ view: View; file: CampaignFile }> = ({ view, file }) => {
  const { standing, told } = file;
  const { row, mails, status, approved } = standing;
  const words = view.texts.campaigns.results;
  if (row === null || row.lastRow === null) return null;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  return (
    <section>
      <h2>{status === "done" ? words.title : words.titleOn}</h2>
      <dl class="particulars">
        {mails.dead === 0 ? null : (
          <>
            <dt>{words.dead}</dt>
            <dd>
              {say(mails.dead)} <span class="soft">{words.deadNote}</span>
            </dd>
          </>
        )}
        {mails.withheld === 0 ? null : (
          <>
            <dt>{words.withheld}</dt>
            <dd>
              {say(mails.withheld)} <span class="soft">{words.withheldNote}</span>
            </dd>
          </>
        )}
        <dt>{words.leftOut}</dt>
        <dd>
          <LeftOut view={view} left={{ ...row.leftOut, capped: cappedOf(row) }} basis={approved.basis} />
        </dd>
      </dl>
      {approved.subjects.length === 1 ? null : <Subjects view={view} file={file} />}
      {told === null ? null : <MailingFigures view={view} told={told} />}
    </section>
  );
};

/** How the subjects did that were tried, and which of them won. */
const Subjects: FC<{ view: View; file: CampaignFile }> = ({ view, file: { standing } }) => {
  const { row, approved } = standing;
  const words = view.texts.campaigns.results;
  const { locale } = view.reading;
  if (row === null) return null;
  const { verdict, winner, judgeAt, written } = row;
  const rows = approved.subjects.map((subject, place) => ({
    subject,
    written: written[place] ?? 0,
    delivered: verdict?.delivered[place] ?? 0,
    pressed: verdict?.pressed[place] ?? 0,
    wins: winner === place,
  }));
  return (
    <>
      <h3 class="apart">{words.subjects}</h3>
      <p class="soft">
        {verdict !== null
          ? verdict.clear
            ? words.verdictClear
            : words.verdictUnclear
          : judgeAt === null
            ? null
            : fill(words.judged, { when: sayToCome(judgeAt, view.reading) })}
      </p>
      <Table
        class="mailings"
        caption={words.subjects}
        rows={rows}
        columns={[
          {
            head: words.subject,
            cell: ({ subject, wins }) => (
              <>
                {subject}
                {wins ? <small class="wins">{words.winner}</small> : null}
              </>
            ),
          },
          { head: words.written, class: "n", cell: ({ written }) => sayNumber(written, locale) },
          {
            head: words.rate,
            class: "n",
            cell: ({ pressed, delivered }) =>
              verdict === null ? view.words.list.none : sayRate(pressed, delivered, locale),
          },
        ]}
      />
    </>
  );
};
