import type { Told } from "../clicks/read-figures.ts";
import { arrivedOf } from "../clicks/store-figures.ts";
import type { Worth } from "../funnel/campaign-rows.ts";
import { oneAmount } from "../funnel/money.ts";
import { readCount, readMoney } from "./amount.ts";
import type { Mailing } from "./calculator.ts";

const mailingFields = ["sent", "cpm", "cpl", "delivery", "click", "conversion"] as const;
export type MailingField = (typeof mailingFields)[number];

/** What the calculator was asked: as typed, as it reckons, or what is wrong. */
export interface Asked {
  typed: Record<MailingField, string>;
  mailing: Mailing | null;
  faults: MailingField[];
  /** The campaign whose figures fill in the form, and whether it has any. */
  campaign: string | null;
  prefilled: boolean;
}

// The middle of the usual bands, and ten leads of a hundred clicks.
const usual = { sent: "10000", cpm: "20", cpl: "5", delivery: "92,5", click: "1,5", conversion: "10" };

/** Reads the fields of an address; those that a mailing, or `worth`, tells and the usual ones stand where it has none. */
export function askedIn(
  query: Readonly<Record<string, string>>,
  campaign: string | null,
  worth: Worth | null,
  told: Told | null = null,
): Asked {
  const own = told === null ? (worth === null ? {} : known(worth)) : toldOf(told);
  const typed = { ...usual, ...own, ...given(query) };
  const read = Object.fromEntries(mailingFields.map((name) => [name, numberIn(name, typed[name])]));
  const faults = mailingFields.filter((name) => read[name] === null);
  const mailing = faults.length > 0 ? null : (read as unknown as Mailing);
  return { typed, mailing, faults, campaign, prefilled: Object.keys(own).length > 0 };
}

function given(query: Readonly<Record<string, string>>): Partial<Record<MailingField, string>> {
  const found = mailingFields.flatMap((name) =>
    query[name] === undefined ? [] : [[name, query[name].slice(0, 20)]],
  );
  return Object.fromEntries(found);
}

/** What a campaign tells of itself: its clicks of impressions, its leads of visits, its price for each. */
function known({ money, steps }: Worth): Partial<Record<MailingField, string>> {
  const one = oneAmount(money);
  const say = (n: number) => String(Math.round(n * 100) / 100).replace(".", ",");
  return {
    ...(money.impressions === null ? {} : { sent: String(Math.round(money.impressions)) }),
    ...(money.cpm === null ? {} : { cpm: say(money.cpm / 100) }),
    ...(one === null || steps.submit === 0 ? {} : { cpl: say(one.cents / steps.submit / 100) }),
    ...(money.ctr === null ? {} : { click: say(money.ctr * 100) }),
    ...(steps.view === 0 || steps.submit === 0
      ? {}
      : { conversion: say(Math.min(1, steps.submit / steps.view) * 100) }),
  };
}

/** What a mailing tells of itself: how many left, arrived and were pressed, and what a thousand and a contact cost. */
function toldOf({ figures: { total }, money }: Told): Partial<Record<MailingField, string>> {
  const say = (n: number) => String(Math.round(n * 100) / 100).replace(".", ",");
  const rate = (name: MailingField, part: number, whole: number) =>
    part === 0 || whole === 0 ? {} : { [name]: say(Math.min(1, part / whole) * 100) };
  return {
    ...(total.sent === 0 ? {} : { sent: String(total.sent) }),
    ...(money?.cpm == null ? {} : { cpm: say(money.cpm / 100) }),
    ...(money?.cpl == null ? {} : { cpl: say(money.cpl / 100) }),
    ...rate("delivery", total.delivered, total.told),
    ...rate("click", total.pressed, arrivedOf(total)),
    ...rate("conversion", total.submitted, total.pressed),
  };
}

/** A field as it is reckoned with, rates between 0 and 1; null where it is none. */
function numberIn(name: MailingField, text: string): number | null {
  if (name === "sent") return readCount(text) || null;
  const money = readMoney(text.replace("%", ""), ",");
  if (money === null || money === "unclear") return null;
  if (name === "cpm" || name === "cpl") return money.cents / 100;
  const rate = money.cents / 10_000;
  return rate > 0 && rate <= 1 ? rate : null;
}
