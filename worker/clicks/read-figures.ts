import type { Deps } from "../env.ts";
import { allGiven, oneAmount, perEach, sumSpend } from "../funnel/money.ts";
import { always } from "../funnel/period.ts";
import { readSpend } from "../funnel/store-spend.ts";
import { withRetries } from "../store/retry.ts";
import { findMailing, listMailings } from "./mailing.ts";
import { type Counts, type MailingFigures, mailingFigures, sumCounts } from "./store-figures.ts";

/** What a campaign cost, in cents, and what each of what it brought cost. */
interface MailingMoney {
  /** What the costs are written under, and how many campaigns have it. */
  label: string;
  shared: number;
  amount: number;
  currency: string;
  /** A thousand mails that left. */
  cpm: number | null;
  /** A contact: somebody who sent a form. */
  cpl: number | null;
  perConfirmed: number | null;
  perRedeemed: number | null;
}

/** All that is told of a mailing. */
export interface Told {
  figures: MailingFigures;
  /** Its subjects; those of a mailing that is gone from content are not known. */
  subjects: readonly string[];
  /** Null for a mail of a sequence, and where no cost is known. */
  money: MailingMoney | null;
  /** What costs of it are to be written under; null for a mail of a sequence, or one that is gone. */
  label: string | null;
}

/** Reads all that is told of `mailing`. */
export async function readMailing(deps: Pick<Deps, "db" | "catalog">, name: string): Promise<Told> {
  const mailing = findMailing(deps.catalog, name);
  const label = mailing?.medium === "campaign" ? mailing.label : null;
  const figures = await withRetries(() => mailingFigures(deps.db, name));
  return {
    figures,
    subjects: mailing?.subjects ?? [],
    money: label === null ? null : await moneyOf(deps, label, figures),
    label,
  };
}

/** What was spent under `label`, for each of what its campaigns brought together. */
async function moneyOf(
  { db, catalog }: Pick<Deps, "db" | "catalog">,
  label: string,
  figures: MailingFigures,
): Promise<MailingMoney | null> {
  const spend = [
    ...(await withRetries(() => readSpend(db, [{ key: "", ...always }]))),
    ...allGiven(catalog, ""),
  ];
  const money = sumSpend(spend.filter(({ campaign }) => campaign === label));
  const one = oneAmount(money);
  if (one === null || one.cents === 0) return null;
  const all = listMailings(catalog).filter(
    ({ medium, label: own }) => medium === "campaign" && own === label,
  );
  const others = all.filter(({ name }) => name !== figures.mailing);
  const together: Counts[] = [figures.total];
  for (const { name } of others) together.push((await withRetries(() => mailingFigures(db, name))).total);
  const { sent, submitted, confirmed, redeemed } = sumCounts(together);
  const thousand = perEach(money, sent);
  return {
    label,
    shared: together.length,
    amount: one.cents,
    currency: one.currency,
    cpm: thousand === null ? null : thousand * 1000,
    cpl: perEach(money, submitted),
    perConfirmed: perEach(money, confirmed),
    perRedeemed: perEach(money, redeemed),
  };
}
