import { Hono } from "hono";
import type { FC } from "hono/jsx";
import { fill, type Texts } from "../../content/schema/locales/worker.ts";
import { Page } from "../desk/frame.tsx";
import { Table } from "../desk/table.tsx";
import { type View, viewOf } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { AppEnv } from "../env.ts";
import { type LedgerState, ledgerState } from "../ledger/seal.ts";
import { purposeName } from "../preferences/page.tsx";
import type { Kind } from "../retention/due.ts";
import {
  type ConsentCount,
  countConsents,
  countDue,
  countSuppressed,
  listPurges,
  type PurgeRow,
} from "../retention/report.ts";

/** Up to so many receipts the page counts what they come to whenever it is opened. */
const countedUnasked = 20_000;

/** Consents, those who are not written to, and what is deleted when its time is over. */
export const privacy = new Hono<AppEnv>().get("/privacy", async (c) => {
  const { db, catalog, now } = c.var.deps;
  const isAsked = c.req.query("count") === "1";
  const [ledger, purges] = await Promise.all([ledgerState(db), listPurges(db)]);
  // Counting looks at every row there is: where there are many it is done when it is asked for.
  const counts =
    isAsked || ledger.count <= countedUnasked
      ? await countConsents(db)
      : { consents: null, suppressed: await countSuppressed(db) };
  const due = isAsked ? await countDue(db, catalog, now()) : null;
  return c.html(<PrivacyPage view={viewOf(c)} {...counts} ledger={ledger} purges={purges} due={due} />);
});

interface Props {
  view: View;
  /** Null where they are many, and nobody has asked. */
  consents: ConsentCount[] | null;
  suppressed: { reason: string; n: number }[];
  ledger: LedgerState;
  purges: PurgeRow[];
  /** What a clean-up would delete now, where that was asked. */
  due: Map<Kind, number> | null;
}

const PrivacyPage: FC<Props> = ({ view, consents, suppressed, ledger, purges, due }) => {
  const {
    retention: words,
    receipts: { chain },
  } = view.texts;
  return (
    <Page view={view} title={words.title} current="privacy">
      <h1>{words.title}</h1>
      <div class="halves">
        <section>
          <h2>{words.consents}</h2>
          <Consents view={view} words={words} consents={consents} />
        </section>
        <section>
          <h2>{words.suppressed}</h2>
          <Suppressed view={view} words={words} suppressed={suppressed} />
        </section>
      </div>
      <section>
        <h2>{words.ledger}</h2>
        <p>
          {fill(words.ledgerCount, {
            n: sayNumber(ledger.count, view.reading.locale),
            sealed: sayNumber(ledger.sealed, view.reading.locale),
          })}
        </p>
        {ledger.head === null ? null : (
          <p>
            {words.ledgerHead}: <span class="hash">{ledger.head}</span>
            <br />
            <span class="soft">{words.ledgerHint}</span>
          </p>
        )}
        <p class="more">
          <a href={view.link("/admin/privacy/chain")}>{chain.start}</a>
        </p>
      </section>
      <section>
        <h2>{words.next}</h2>
        <p class="soft prose">{words.nextText}</p>
        <Due view={view} words={words} due={due} />
      </section>
      <section>
        <h2>{words.runs}</h2>
        <Runs view={view} words={words} purges={purges} />
      </section>
    </Page>
  );
};

interface PartProps {
  view: View;
  words: Texts["retention"];
}

const Consents: FC<PartProps & { consents: ConsentCount[] | null }> = ({ view, words, consents }) => {
  const { locale } = view.reading;
  const names = view.texts.preferences;
  if (consents === null) {
    return (
      <p class="more">
        <a href={view.link("/admin/privacy", { count: "1" })}>{words.countButton}</a>
      </p>
    );
  }
  if (consents.length === 0) return <p class="soft">{words.noConsents}</p>;
  const states = ["confirmed", "given", "withdrawn"] as const;
  return (
    <>
      <Table
        class="counts"
        caption={words.consents}
        rows={consents}
        columns={[
          { head: words.purpose, cell: ({ purpose }) => purposeName(purpose, names) },
          ...states.map((state) => ({
            head: words[state],
            class: "n",
            cell: (row: ConsentCount) => sayNumber(row[state], locale),
          })),
        ]}
      />
      <p class="soft prose">{words.consentsNote}</p>
    </>
  );
};

const Suppressed: FC<PartProps & { suppressed: { reason: string; n: number }[] }> = ({
  view,
  words,
  suppressed,
}) => {
  const reasons = new Map(Object.entries(words.reasons));
  if (suppressed.length === 0) return <p class="soft">{words.noSuppressed}</p>;
  return (
    <Table
      class="pairs"
      caption={words.suppressed}
      rows={suppressed}
      columns={[
        { head: words.reason, cell: ({ reason }) => reasons.get(reason) ?? reason },
        {
          head: words.count,
          class: "n",
          labelled: false,
          cell: ({ n }) => sayNumber(n, view.reading.locale),
        },
      ]}
    />
  );
};

/** What a clean-up would delete now; or the button that counts it. */
const Due: FC<PartProps & { due: Map<Kind, number> | null }> = ({ view, words, due }) => {
  if (due === null) {
    return (
      <p class="more">
        <a href={view.link("/admin/privacy", { count: "1" })}>{words.nextButton}</a>
      </p>
    );
  }
  const rows = [...due].filter(([, n]) => n > 0).map(([kind, n]) => ({ kind, n }));
  if (rows.length === 0) return <p>{words.nothing}</p>;
  return (
    <Table
      class="pairs"
      caption={words.next}
      rows={rows}
      columns={[
        { head: words.kind, cell: ({ kind }) => words.kinds[kind] },
        {
          head: words.count,
          class: "n",
          labelled: false,
          cell: ({ n }) => sayNumber(n, view.reading.locale),
        },
      ]}
    />
  );
};

const Runs: FC<PartProps & { purges: PurgeRow[] }> = ({ view, words, purges }) => {
  const kinds = new Map<string, string>(Object.entries(words.kinds));
  if (purges.length === 0) return <p class="soft">{words.noRuns}</p>;
  return (
    <Table
      caption={words.runs}
      rows={purges}
      columns={[
        { head: words.kind, cell: ({ kind }) => kinds.get(kind) ?? kind },
        { head: words.day, class: "nowrap", labelled: false, cell: ({ day }) => day },
        { head: words.count, class: "n", cell: ({ n }) => sayNumber(n, view.reading.locale) },
      ]}
    />
  );
};
