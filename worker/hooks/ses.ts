import * as z from "zod";
import { type EventKind, momentOf, type ProviderEvent, reasonIn } from "./event.ts";

const recipients = z.array(z.object({ diagnosticCode: z.string().optional() })).optional();
const feedback = z.object({
  timestamp: z.string().optional(),
  bounceType: z.string().optional(),
  bouncedRecipients: recipients,
  delayedRecipients: recipients,
  delayType: z.string().optional(),
  complaintSubType: z.string().nullish(),
  complaintFeedbackType: z.string().nullish(),
});
const messageSchema = z.object({
  // The one for events of a configuration set, the other for notifications of an identity.
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  mail: z.object({
    messageId: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  }),
  bounce: feedback.optional(),
  complaint: feedback.optional(),
  delivery: feedback.optional(),
  deliveryDelay: feedback.optional(),
});
type Message = z.output<typeof messageSchema>;

/** What Amazon SES reports in the text of an SNS notification called `id`. */
export function readSes(text: string, id: string, now: number): ProviderEvent[] {
  const said = messageSchema.safeParse(parse(text));
  if (!said.success) return [];
  const kind = kindOf(said.data);
  if (kind === null) return [];
  const { mail, bounce, complaint, delivery, deliveryDelay } = said.data;
  const own = mail.headers?.find(({ name }) => name.toLowerCase() === "x-entity-ref-id")?.value ?? null;
  const about = bounce ?? complaint ?? delivery ?? deliveryDelay;
  const reason = reasonIn(
    ...[...(about?.bouncedRecipients ?? []), ...(about?.delayedRecipients ?? [])].map(
      ({ diagnosticCode }) => diagnosticCode,
    ),
    about?.complaintFeedbackType,
    about?.delayType,
  );
  return [{ id, kind, at: momentOf(about?.timestamp, now), mail: mail.messageId, message: own, reason }];
}

function kindOf({ eventType, notificationType, bounce, complaint }: Message): EventKind | null {
  switch (eventType ?? notificationType) {
    case "Delivery":
      return "delivered";
    case "DeliveryDelay":
      return "deferred";
    case "Bounce":
      return bounce?.bounceType === "Permanent" ? "hard" : "soft";
    case "Complaint":
      // A report that takes another one back is none.
      if (complaint?.complaintFeedbackType === "not-spam") return null;
      // Amazon held the mail back for the sake of an older complaint: nobody has complained of this one.
      return complaint?.complaintSubType === "OnAccountSuppressionList" ? "hard" : "complaint";
    case "Subscription":
      return "unsubscribed";
    default:
      return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
