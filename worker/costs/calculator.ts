/** What a mailing is reckoned from: money in the currency's own unit, rates between 0 and 1. */
export interface Mailing {
  /** How many mails are bought. */
  sent: number;
  /** The price of a thousand of them, and the price of one lead. */
  cpm: number;
  cpl: number;
  delivery: number;
  click: number;
  /** Leads of those who click. */
  conversion: number;
}

/** What the same mailing costs either way. */
export interface Reckoning {
  delivered: number;
  clicks: number;
  leads: number;
  /** What it costs bought by the thousand, and bought by the lead. */
  byThousand: number;
  byLead: number;
  /** The price of a lead that bought by the thousand it comes to; above it the thousand is the cheaper way. Null: no lead comes. */
  evenCpl: number | null;
  /** The price of a thousand that at this price of a lead costs the same; below it the thousand is the cheaper way. */
  evenCpm: number;
  cheaper: "cpm" | "cpl" | "even";
}

/** What `mailing` brings and costs, bought by the thousand and by the lead, and where the two cost the same. */
export function reckon({ sent, cpm, cpl, delivery, click, conversion }: Mailing): Reckoning {
  const delivered = sent * delivery;
  const clicks = delivered * click;
  const leads = clicks * conversion;
  const each = delivery * click * conversion;
  const byThousand = (sent / 1000) * cpm;
  const byLead = leads * cpl;
  // Less than a cent is no difference.
  const gap = byThousand - byLead;
  return {
    delivered,
    clicks,
    leads,
    byThousand,
    byLead,
    evenCpl: each === 0 ? null : cpm / (1000 * each),
    evenCpm: cpl * 1000 * each,
    cheaper: Math.abs(gap) < 0.005 ? "even" : gap < 0 ? "cpm" : "cpl",
  };
}

/** Between which values mailings usually lie: how many arrive, are opened, and are clicked. */
export const bands = { delivery: [0.9, 0.95], open: [0.08, 0.2], click: [0.005, 0.03] } as const;
