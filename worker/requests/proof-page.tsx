import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayMoment } from "../calendar.ts";
import { Page, When } from "../desk/frame.tsx";
import { landingTitle, type View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { purposeName } from "../preferences/page.tsx";
import type { Proof } from "./store-receipts.ts";

interface Props {
  view: View;
  proof: Proof;
  /** Whether what is stored agrees with what it was made of, reckoned anew. */
  right: { wording: boolean; link: boolean };
}

/** One receipt: the words, what they are known by, its link in the chain, and the page that was seen. */
export const ProofPage: FC<Props> = ({ view, proof, right }) => {
  const words = view.texts.receipts;
  const { locale } = view.reading;
  const event =
    proof.granted === 0
      ? "withdrawn"
      : proof.channel === "confirm" || proof.channel === "preferences"
        ? "confirmed"
        : "given";
  const title = fill(words.one.title, { id: sayNumber(proof.id, locale) });
  return (
    <Page view={view} title={title} current="receipts">
      <p class="soft">{title}</p>
      <h1>
        {purposeName(proof.purpose, view.texts.preferences)}, {words.events[event]}
      </h1>
      <p class="soft">
        <When at={proof.at} view={view} />. {proof.decides === 1 ? words.one.decides : words.one.superseded}
      </p>
      <section>
        <h2>{words.one.wording}</h2>
        <blockquote class="wording" lang={proof.locale}>
          {proof.wording}
        </blockquote>
        {right.wording ? (
          <p class="soft">{words.one.wordingRight}</p>
        ) : (
          <p class="error">{words.one.wordingWrong}</p>
        )}
      </section>
      <Facts view={view} proof={proof} isRight={right.link} />
      <section>
        <h2>{words.one.page}</h2>
        <Seen view={view} proof={proof} />
      </section>
    </Page>
  );
};

const Facts: FC<{ view: View; proof: Proof; isRight: boolean }> = ({ view, proof, isRight }) => {
  const words = view.texts.receipts;
  const { one } = words;
  const channel = Object.entries(view.words.channels).find(([name]) => name === proof.channel)?.[1];
  const rows: [name: string, value: string | number | null, isHash?: boolean][] = [
    [words.channel, channel ?? proof.channel],
    [words.landing, proof.landing === null ? null : landingTitle(view.catalog, proof.landing)],
    [one.url, proof.page_url],
    [words.form, proof.form],
    [words.version, proof.version],
    [one.language, proof.locale],
    [one.hash, proof.wording_hash, true],
    [one.formHash, proof.form_hash, true],
    [one.build, proof.build, true],
    [one.mail, proof.message_id, true],
    [one.before, proof.link === null ? null : proof.before, true],
  ];
  return (
    <dl class="particulars">
      {rows.map(([name, value, isHash]) =>
        value === null ? null : (
          <>
            <dt>{name}</dt>
            <dd class={isHash === true ? "hash" : undefined}>{value}</dd>
          </>
        ),
      )}
      <dt>{one.seal}</dt>
      <dd>
        {proof.link === null ? (
          view.texts.ledger.unsealed
        ) : (
          <>
            <span class="hash">{proof.link}</span>
            {isRight ? <div class="soft">{one.sealRight}</div> : <div class="error">{one.sealWrong}</div>}
          </>
        )}
      </dd>
      <dt>{words.who}</dt>
      <dd>
        {proof.erased_at === null ? (
          <a href={view.link(`/admin/leads/${proof.lead_id}/evidence.json`)} download>
            {one.bundle}
          </a>
        ) : (
          words.erased
        )}
      </dd>
    </dl>
  );
};

const Seen: FC<{ view: View; proof: Proof }> = ({ view, proof }) => {
  const { one } = view.texts.receipts;
  const { locale, timeZone } = view.reading;
  if (proof.page_at === null) return <p class="soft prose">{one.noPage}</p>;
  const date = sayMoment(proof.page_at, locale, timeZone);
  return (
    <p>
      {fill(one.pageText, { date, hash: (proof.page_hash ?? "").slice(0, 12) })}{" "}
      <a href={view.link(`/admin/receipts/${proof.id}/page.html`)} download>
        {one.pageGet}
      </a>
    </p>
  );
};
