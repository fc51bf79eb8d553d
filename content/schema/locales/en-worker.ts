import { actsEn } from "./en-acts.ts";
import { bundledEn } from "./en-bundled.ts";
import { campaignsEn } from "./en-campaigns.ts";
import { costsEn } from "./en-costs.ts";
import { couponsDeskEn } from "./en-coupons-desk.ts";
import { deskEn } from "./en-desk.ts";
import { funnelEn } from "./en-funnel.ts";
import { importsEn } from "./en-imports.ts";
import { kioskDeskEn } from "./en-kiosk-desk.ts";
import { leadEn } from "./en-lead.ts";
import { ledgerEn } from "./en-ledger.ts";
import { listsEn } from "./en-lists.ts";
import { mailFiguresEn } from "./en-mail-figures.ts";
import { mailHealthEn } from "./en-mail-health.ts";
import { partsEn } from "./en-parts.ts";
import { peopleEn } from "./en-people.ts";
import { prefillEn } from "./en-prefill.ts";
import { receiptsEn } from "./en-receipts.ts";
import { requestsEn } from "./en-requests.ts";
import { retentionEn } from "./en-retention.ts";
import { roomsEn } from "./en-rooms.ts";
import { segmentsEn } from "./en-segments.ts";
import { sequencesEn } from "./en-sequences.ts";
import type { Texts } from "./worker.ts";

/** All that the Worker says in English. What only the desk says lies beside the pages, and not in the bundle. */
export const workerEn: Texts = {
  ...bundledEn,
  desk: deskEn,
  segments: segmentsEn,
  parts: partsEn,
  rooms: roomsEn,
  receipts: receiptsEn,
  requests: requestsEn,
  imports: importsEn,
  couponsDesk: couponsDeskEn,
  /** Words on the desk about the funnel and its figures. */
  funnel: funnelEn,
  /** Words on the desk about what campaigns cost. */
  costs: costsEn,
  lead: leadEn,
  prefill: prefillEn,
  /** Words on the desk about the register of consents. */
  mailHealth: mailHealthEn,
  mailFigures: mailFiguresEn,
  lists: listsEn,
  campaigns: campaignsEn,
  sequences: sequencesEn,
  ledger: ledgerEn,
  /** Words on the desk about consents and how long things are kept. */
  retention: retentionEn,
  /** Words on the desk about the template `kiosk`. */
  kiosk: { desk: kioskDeskEn },
  people: peopleEn,
  acts: actsEn,
};
