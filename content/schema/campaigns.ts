import * as z from "zod";
import { daySchema, nameSchema } from "./primitives.ts";

const notAnAmount = {
  error: ({ code }: { code: string }) =>
    code === "invalid_type" ? "Write an amount and its currency, such as 250 EUR." : undefined,
};

const priceSchema = z.strictObject(
  {
    /** How much, in the currency's own unit, to the cent. */
    amount: z.number().nonnegative().max(100_000_000).multipleOf(0.01),
    /** Three letters of the currency. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "Use three capital letters, such as EUR.")
      .default("EUR"),
  },
  notAnAmount,
);

/** What a campaign is known to have cost. */
export const campaignCostSchema = z
  .strictObject({
    /** What was spent on it in all so far: `250 EUR`, or `1200,50 €`. */
    cost: z.preprocess(readPrice, priceSchema),
    /** The first day whose steps count against the cost: 2027-03-01; without it all days before count too. */
    from: daySchema.optional(),
    /** The last day whose steps count against it; coupons come back for weeks, so let it end with them. */
    until: daySchema.optional(),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    path: ["until"],
    error: "It ends before it begins: write a day after `from`.",
  });
export type CampaignCost = z.output<typeof campaignCostSchema>;

/** What campaigns cost, by the name that landings give under `campaign`. */
export const campaignsSchema = z.record(nameSchema, campaignCostSchema);

/** `250 EUR` as its parts; all else as it is, for the schema to judge. */
function readPrice(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const [, amount, currency] = /^(\d{1,9}(?:[.,]\d{1,2})?) ?(€|[A-Z]{3})$/.exec(value.trim()) ?? [];
  if (amount === undefined) return value;
  return { amount: Number(amount.replace(",", ".")), currency: currency === "€" ? "EUR" : currency };
}
