import type { FC } from "hono/jsx";
import { When } from "../desk/frame.tsx";
import type { View } from "../desk/view.ts";
import { sayPhone } from "../phone.ts";
import { purposeName } from "../preferences/page.tsx";
import type { ConsentState, Receipt } from "./store-history.ts";
import type { Lead, LeadFile } from "./store-lead.ts";

/** What each address of a person agreed to: a consent holds for the address that it was given for, and for no other. */
export const ConsentsOf: FC<{ view: View; file: LeadFile }> = ({ view, file }) => {
  const { lead, merged, consents, receipts } = file;
  return (
    <section>
      <h2>{view.words.lead.consents}</h2>
      {[lead, ...merged].map((each) => (
        <>
          {merged.length === 0 ? null : <h3 class="soft">{addressOf(each)}</h3>}
          <Consents view={view} consents={consents.filter(({ lead_id }) => lead_id === each.id)} />
          {receipts.some(({ lead_id }) => lead_id === each.id) ? (
            <details>
              <summary>{view.texts.lead.whole}</summary>
              <Receipts
                view={view}
                receipts={receipts.filter(({ lead_id }) => lead_id === each.id)}
                lead={each.id}
              />
            </details>
          ) : null}
        </>
      ))}
      {merged.length === 0 ? null : <p class="soft note">{view.texts.lead.mergedText}</p>}
    </section>
  );
};

/** Where a lead is written to, or else called. */
export function addressOf({ email, phone }: Pick<Lead, "email" | "phone">): string {
  return email ?? sayPhone(phone ?? "");
}

/** Each purpose and where it stands. */
const Consents: FC<{ view: View; consents: ConsentState[] }> = ({ view, consents }) => {
  const words = view.words.lead;
  if (consents.length === 0) return <>{words.noConsents}</>;
  return (
    <ul>
      {consents.map(({ purpose, state, at }) => (
        <li>
          {purposeName(purpose, view.texts.preferences)}: {words.states[state]}
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
const Receipts: FC<{ view: View; receipts: Receipt[]; lead: string }> = ({ view, receipts, lead }) => {
  const words = view.words.lead;
  const proof = view.texts.ledger;
  if (receipts.length === 0) return <p class="soft">{words.noConsents}</p>;
  return (
    <>
      {receipts.map((receipt) => (
        <div class="receipt">
          <p>
            <span class="name">{purposeName(receipt.purpose, view.texts.preferences)}</span>,{" "}
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
