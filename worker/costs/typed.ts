import { daySchema } from "../../content/schema/primitives.ts";
import { readCount, readMoney } from "./amount.ts";
import type { Cost } from "./reading.ts";

/** The fields of the form, as typed. */
const costFields = [
  "campaign",
  "from",
  "until",
  "amount",
  "currency",
  "source",
  "impressions",
  "clicks",
] as const;
export type CostField = (typeof costFields)[number];
export type TypedCost = Record<CostField, string>;

/** What is wrong with a field, by the name of its sentence. */
export type CostFault = CostField | "unclear" | "order";

/** The fields in a form's body; what is missing is empty. */
export function typedIn(body: Record<string, unknown>): TypedCost {
  const text = (name: string) => {
    const value = body[name];
    return typeof value === "string" ? value.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, 200) : "";
  };
  return Object.fromEntries(costFields.map((name) => [name, text(name)])) as TypedCost;
}

/** The cost that was typed, or what is wrong with which field. */
export function judgeCost(typed: TypedCost): Cost | { field: CostField; fault: CostFault }[] {
  const faults: { field: CostField; fault: CostFault }[] = [];
  const wrong = (field: CostField, fault: CostFault = field) => faults.push({ field, fault });
  const day = (field: "from" | "until", text: string) => {
    const parsed = daySchema.safeParse(text);
    if (parsed.success) return parsed.data;
    wrong(field);
    return "";
  };
  const count = (field: "impressions" | "clicks") => {
    const n = typed[field] === "" ? null : readCount(typed[field]);
    if (n === null && typed[field] !== "") wrong(field);
    return n;
  };
  if (typed.campaign === "" || typed.campaign.length > 120) wrong("campaign");
  const from = day("from", typed.from);
  const until = day("until", typed.until || typed.from);
  if (from !== "" && until !== "" && from > until) wrong("until", "order");
  const money = readMoney(typed.amount, null);
  if (money === "unclear") wrong("amount", "unclear");
  else if (money === null || money.cents === 0) wrong("amount");
  const currency = typed.currency.toUpperCase() || (typeof money === "object" && money?.currency) || "EUR";
  if (!/^[A-Z]{3}$/.test(currency)) wrong("currency");
  if (typed.source.length > 60) wrong("source");
  const [impressions, clicks] = [count("impressions"), count("clicks")];
  if (faults.length > 0 || money === null || money === "unclear") return faults;
  const source = typed.source.toLowerCase() || null;
  return {
    campaign: typed.campaign,
    from,
    until,
    amount: money.cents,
    currency,
    source,
    impressions,
    clicks,
  };
}
