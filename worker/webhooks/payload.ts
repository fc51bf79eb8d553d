import * as z from "zod";
import type { Catalog } from "../../content/schema/catalog.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import { localeSchema } from "../../content/schema/primitives.ts";
import { answeredFields } from "../answered.ts";
import type { WebhookEvent } from "../store/webhook-calls.ts";
import type { DueCall } from "../store/webhook-queue.ts";

const types = {
  submission: "submission.created",
  confirm: "submission.confirmed",
  redeem: "coupon.redeemed",
  unsubscribe: "lead.unsubscribed",
  erase: "lead.erased",
} as const satisfies Record<WebhookEvent, string>;

const receiptsSchema = z.array(
  z.object({
    purpose: z.string(),
    granted: z.union([z.literal(0), z.literal(1)]),
    channel: z.string(),
    at: z.number(),
    wording: z.string(),
    wordingHash: z.string(),
    version: z.number().nullable(),
  }),
);
const sourceSchema = z.record(z.string(), z.union([z.string(), z.number()]));
const storedAnswers = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * The text of a call: what happened, when, and all that is known of it.
 *
 * It is made from rows that do not change, so that each try sends the same bytes, unless the person was erased meanwhile
 * or a new build asks its form in other words.
 */
export function bodyOf(catalog: Catalog, call: DueCall): string {
  return JSON.stringify({
    type: types[call.event],
    timestamp: new Date(call.createdAt).toISOString(),
    data: {
      lead: call.leadId,
      ...(call.submissionId === null ? {} : { submission: submissionOf(catalog, call) }),
      consents: consentsOf(call),
      ...(call.event === "redeem"
        ? { coupon: { code: call.coupon, magnet: call.magnet, shop: call.shop } }
        : {}),
    },
  });
}

function submissionOf(catalog: Catalog, call: DueCall) {
  const { landing, form, locale } = call;
  const answers = storedAnswers.parse(JSON.parse(call.answers ?? "{}"));
  const here =
    landing === null || !Object.hasOwn(catalog.landings, landing) ? undefined : catalog.landings[landing];
  const fields =
    form !== null && Object.hasOwn(catalog.forms, form) ? (catalog.forms[form]?.fields ?? []) : [];
  const spoken = localeSchema.catch(catalog.site.locale).parse(locale);
  return {
    id: call.submissionId,
    at: call.at === null ? null : new Date(call.at).toISOString(),
    landing,
    title: here?.title ?? null,
    campaign: here?.campaign ?? null,
    form,
    locale,
    page: call.pageUrl,
    fields: answeredFields(fields, answers, textsIn(spoken).labels).map(({ name, label, type, value }) => ({
      name,
      label,
      type,
      value,
    })),
    source: {
      first: sourceOf(call.firstSource),
      last: sourceOf(call.source),
    },
  };
}

function sourceOf(stored: string | null): Record<string, string | number> {
  return sourceSchema.parse(JSON.parse(stored ?? "{}"));
}

/** Where the lead stood on each purpose at that moment: its last word, and whether it came from the address itself. */
function consentsOf({ receipts }: DueCall) {
  const stands = new Map<string, z.output<typeof receiptsSchema>[number] & { confirmed: boolean }>();
  for (const receipt of receiptsSchema.parse(JSON.parse(receipts))) {
    const before = stands.get(receipt.purpose);
    const proves = receipt.channel === "confirm" || receipt.channel === "preferences";
    const confirmed = receipt.granted === 1 && (proves || before?.confirmed === true);
    stands.set(receipt.purpose, { ...receipt, confirmed });
  }
  return [...stands.values()].map(({ purpose, granted, confirmed, wording, wordingHash, version, at }) => ({
    purpose,
    state: granted === 0 ? "withdrawn" : confirmed ? "confirmed" : "given",
    wording,
    wordingHash,
    version,
    at: new Date(at).toISOString(),
  }));
}
