import type { Child, FC } from "hono/jsx";
import { textsIn } from "../../content/schema/locales/worker.ts";
import { shopTitle } from "./coupon-parts.tsx";
import { When } from "./frame.tsx";
import { reasonFor } from "./mail.tsx";
import { currencyOf, sayMoney } from "./money.ts";
import type { ConsentState, Grant, Message, Receipt } from "./store-lead.ts";
import { Table } from "./table.tsx";
import type { View } from "./view.ts";

/** Each purpose and where it stands. */
export const Consents: FC<{ view: View; consents: ConsentState[] }> = ({ view, consents }) => {
  const words = view.words.lead;
  if (consents.length === 0) return <>{words.noConsents}</>;
  return (
    <ul>
      {consents.map(({ purpose, state, at }) => (
        <li>
          {purpose}: {words.states[state]}
          <small>
            {" "}
            <When at={at} view={view} />
          </small>
        </li>
      ))}
    </ul>
  );
};

/** The beginning of a hash, enough to tell it from others; the whole of it is in the tooltip. */
const Hash: FC<{ whole: string }> = ({ whole }) => (
  <span class="hash" title={whole}>
    {whole.slice(0, 12)}
  </span>
);

/** Every receipt with the exact words that were agreed to. */
export const Receipts: FC<{ view: View; receipts: Receipt[]; lead: string }> = ({ view, receipts, lead }) => {
  const words = view.words.lead;
  const proof = textsIn(view.reading.locale).ledger;
  if (receipts.length === 0) return <p class="soft">{words.noConsents}</p>;
  return (
    <>
      {receipts.map((receipt) => (
        <div class="receipt">
          <p>
            <span class="name">{receipt.purpose}</span>,{" "}
            {receipt.granted === 1 ? words.given : words.withdrawn}
            <small>
              {" "}
              <When at={receipt.at} view={view} /> · {view.words.channels[receipt.channel]}
            </small>
          </p>
          <blockquote>{receipt.wording}</blockquote>
          <p class="soft">
            {words.version} {receipt.version === null ? null : `${receipt.version} · `}
            <Hash whole={receipt.wording_hash} /> · {receipt.page_url}
            <br />
            {receipt.form_hash === null ? null : (
              <>
                {proof.form} <Hash whole={receipt.form_hash} /> ·{" "}
              </>
            )}
            {receipt.seal === null ? (
              proof.unsealed
            ) : (
              <>
                {proof.sealed} <Hash whole={receipt.seal} />
              </>
            )}
          </p>
        </div>
      ))}
      <p class="receipt">
        <a href={view.link(`/admin/leads/${lead}/evidence.json`)} download>
          {proof.download}
        </a>
      </p>
    </>
  );
};

/** What the lead was given, and what became of it. */
export const Grants: FC<{ view: View; grants: Grant[] }> = ({ view, grants }) => {
  const words = view.words.lead;
  if (grants.length === 0) return <p class="soft">{words.none}</p>;
  return (
    <Table
      caption={words.grants}
      rows={grants}
      columns={[
        {
          head: words.magnet,
          cell: (grant) => view.catalog.magnets[grant.magnet]?.title ?? grant.magnet,
        },
        {
          head: words.code,
          cell: (grant) =>
            grant.code === null ? null : <a href={view.link(`/admin/coupons/${grant.code}`)}>{grant.code}</a>,
        },
        {
          head: words.status,
          cell: (grant) => statusOf(grant, view),
        },
        {
          head: words.expires,
          cell: (grant) => <When at={grant.valid_until ?? grant.expires_at} view={view} />,
        },
        {
          head: words.uses,
          class: "n",
          cell: (grant) => (grant.code === null ? grant.uses_left : null),
        },
      ]}
    />
  );
};

/** Only a coupon has a use that ends it; an e-book just expires. */
function statusOf(grant: Grant, view: View): Child {
  const words = view.words.couponStatus;
  if (grant.redeemed_at !== null) return <Redeemed view={view} grant={grant} at={grant.redeemed_at} />;
  if (grant.voided_at !== null)
    return [`${view.coupons.states.void}, `, <When at={grant.voided_at} view={view} />];
  if ((grant.valid_until ?? grant.expires_at) <= view.reading.now) return words.expired;
  return grant.code === null ? null : words.valid;
}

/** When a coupon was used, where, and what the receipt came to, as far as the till told. */
const Redeemed: FC<{ view: View; grant: Grant; at: number }> = ({ view, grant: { shop, amount }, at }) => {
  const said = [
    ...(shop === null ? [] : [shopTitle(view, shop)]),
    ...(amount === null ? [] : [sayMoney(amount, currencyOf(view.catalog), view.reading.locale)]),
  ];
  return (
    <>
      {view.words.couponStatus.redeemed}, <When at={at} view={view} />
      {said.length === 0 ? null : <small> {said.join(", ")}</small>}
    </>
  );
};

/** Every mail to the lead and whether it left. */
export const Messages: FC<{ view: View; messages: Message[] }> = ({ view, messages }) => {
  const words = view.words.lead;
  if (messages.length === 0) return <p class="soft">{words.none}</p>;
  return (
    <Table
      caption={words.messages}
      rows={messages}
      columns={[
        {
          head: words.kind,
          cell: (message) => view.words.messageKinds[message.kind],
        },
        {
          head: words.status,
          cell: (message) => (
            <>
              {view.words.messageStatus[message.status]},{" "}
              <When at={message.sent_at ?? message.created_at} view={view} />
              {message.failure === null ? null : <small> {reasonFor(view, message.failure)}</small>}
            </>
          ),
        },
        { head: words.tries, class: "n", cell: (message) => message.attempts },
      ]}
    />
  );
};
