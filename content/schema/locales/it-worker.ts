import { actsIt } from "./it-acts.ts";
import { bundledIt } from "./it-bundled.ts";
import { campaignsIt } from "./it-campaigns.ts";
import { costsIt } from "./it-costs.ts";
import { couponsDeskIt } from "./it-coupons-desk.ts";
import { deskIt } from "./it-desk.ts";
import { funnelIt } from "./it-funnel.ts";
import { importsIt } from "./it-imports.ts";
import { kioskDeskIt } from "./it-kiosk-desk.ts";
import { leadIt } from "./it-lead.ts";
import { ledgerIt } from "./it-ledger.ts";
import { listsIt } from "./it-lists.ts";
import { mailFiguresIt } from "./it-mail-figures.ts";
import { mailHealthIt } from "./it-mail-health.ts";
import { partsIt } from "./it-parts.ts";
import { peopleIt } from "./it-people.ts";
import { prefillIt } from "./it-prefill.ts";
import { receiptsIt } from "./it-receipts.ts";
import { requestsIt } from "./it-requests.ts";
import { retentionIt } from "./it-retention.ts";
import { roomsIt } from "./it-rooms.ts";
import { segmentsIt } from "./it-segments.ts";
import { sequencesIt } from "./it-sequences.ts";

/** All that the Worker says in Italian. What only the desk says lies beside the pages, and not in the bundle. */
export const workerIt = {
  ...bundledIt,
  /** Words on the owner's desk. */
  desk: deskIt,
  /** Words on the desk about the list of leads, its filters and segments. */
  segments: segmentsIt,
  /** Words of the parts that all pages of the desk are made of. */
  parts: partsIt,
  /** Words of the desk's rooms about the content and the settings. */
  rooms: roomsIt,
  /** Words on the desk about the proofs of consents and the chain over them. */
  receipts: receiptsIt,
  /** Words on the desk about what people ask concerning their data. */
  requests: requestsIt,
  /** Words on the desk about files of leads and Meta's lead ads. */
  imports: importsIt,
  /** Words on the desk about coupons, printed codes, tills and campaigns. */
  couponsDesk: couponsDeskIt,
  /** Words on the desk about the funnel and its figures. */
  funnel: funnelIt,
  /** Words on the desk about what campaigns cost. */
  costs: costsIt,
  /** Words on the desk about one lead. */
  lead: leadIt,
  /** Words on the desk about links that fill in a form. */
  prefill: prefillIt,
  /** Words on the desk about how mails fare. */
  mailHealth: mailHealthIt,
  /** Words on the desk about what mailings come to. */
  mailFigures: mailFiguresIt,
  /** Words on the desk about lists of addresses. */
  lists: listsIt,
  /** Words on the desk about campaigns. */
  campaigns: campaignsIt,
  /** Words on the desk about sequences. */
  sequences: sequencesIt,
  /** Words on the desk about the register of consents. */
  ledger: ledgerIt,
  /** Words on the desk about consents and how long things are kept. */
  retention: retentionIt,
  /** Words on the desk about who opens it. */
  people: peopleIt,
  /** What is done at the desk, as the audit tells it. */
  acts: actsIt,
  /** Words on the desk about the template `kiosk`. */
  kiosk: { desk: kioskDeskIt },
};
