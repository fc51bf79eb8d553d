import * as z from "zod";
import { type EventKind, momentOf, type ProviderEvent, reasonIn } from "./event.ts";

const bodySchema = z.object({
  RecordType: z.string(),
  MessageID: z.string(),
  ID: z.number().optional(),
  Type: z.string().optional(),
  DeliveredAt: z.string().optional(),
  BouncedAt: z.string().optional(),
  ChangedAt: z.string().optional(),
  SuppressSending: z.boolean().optional(),
  SuppressionReason: z.string().nullable().optional(),
  Description: z.string().nullish(),
  Details: z.string().nullish(),
});
type Body = z.output<typeof bodySchema>;

const bounces: Partial<Record<string, EventKind>> = {
  HardBounce: "hard",
  BadEmailAddress: "hard",
  ManuallyDeactivated: "hard",
  SpamComplaint: "complaint",
  SpamNotification: "soft",
  SoftBounce: "soft",
  // Its server goes on trying.
  Transient: "deferred",
  DnsError: "soft",
  Blocked: "soft",
  DMARCPolicy: "soft",
  Unsubscribe: "unsubscribed",
};

const suppressions: Partial<Record<string, EventKind>> = {
  HardBounce: "hard",
  SpamComplaint: "complaint",
  ManualSuppression: "unsubscribed",
};

/** What Postmark reports. */
export function readPostmark(body: unknown, now: number): ProviderEvent[] {
  const said = bodySchema.safeParse(body);
  if (!said.success) return [];
  const { MessageID: mail, RecordType: type, ID, DeliveredAt, BouncedAt, ChangedAt } = said.data;
  const kind = kindOf(said.data);
  const moment = DeliveredAt ?? BouncedAt ?? ChangedAt;
  // Only bounces and complaints have numbers.
  return kind === null
    ? []
    : [
        {
          id: `${mail} ${type} ${ID ?? moment ?? ""}`,
          kind,
          at: momentOf(moment, now),
          mail,
          message: null,
          reason: reasonIn(said.data.Details, said.data.Description),
        },
      ];
}

function kindOf({ RecordType, Type = "", SuppressSending, SuppressionReason }: Body): EventKind | null {
  switch (RecordType) {
    case "Delivery":
      return "delivered";
    case "Bounce":
      return (Object.hasOwn(bounces, Type) && bounces[Type]) || null;
    case "SpamComplaint":
      return "complaint";
    case "SubscriptionChange": {
      const reason = SuppressionReason ?? "ManualSuppression";
      return (SuppressSending && Object.hasOwn(suppressions, reason) && suppressions[reason]) || null;
    }
    default:
      return null;
  }
}
