import * as z from "zod";
import { type EventKind, momentOf, type ProviderEvent } from "./event.ts";

const feedback = z.object({ timestamp: z.string().optional(), bounceType: z.string().optional() });
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
});
type Message = z.output<typeof messageSchema>;

/** What Amazon SES reports in the text of an SNS notification called `id`. */
export function readSes(text: string, id: string, now: number): ProviderEvent[] {
  const said = messageSchema.safeParse(parse(text));
  if (!said.success) return [];
  const kind = kindOf(said.data);
  if (kind === null) return [];
  const { mail, bounce, complaint, delivery } = said.data;
  const own = mail.headers?.find(({ name }) => name.toLowerCase() === "x-entity-ref-id")?.value ?? null;
  const at = momentOf((bounce ?? complaint ?? delivery)?.timestamp, now);
  return [{ id, kind, at, mail: mail.messageId, message: own }];
}

function kindOf({ eventType, notificationType, bounce }: Message): EventKind | null {
  switch (eventType ?? notificationType) {
    case "Delivery":
      return "delivered";
    case "Bounce":
      return bounce?.bounceType === "Permanent" ? "hard" : "soft";
    case "Complaint":
      return "complaint";
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
