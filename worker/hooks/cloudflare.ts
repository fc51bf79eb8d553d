import * as z from "zod";
import { type EventKind, momentOf, type ProviderEvent, reasonIn } from "./event.ts";

const said = z.object({ reason: z.string().nullish(), detail: z.string().nullish() }).nullish();
const bodySchema = z.object({
  type: z.string().startsWith("cf.email.sending.message."),
  payload: z.object({
    eventId: z.string(),
    messageId: z.string(),
    delivery: z.object({ smtpResponse: z.string().nullish() }).nullish(),
    bounce: z.object({ type: z.string().nullish(), reason: z.string().nullish() }).nullish(),
    rejection: z
      .object({ party: z.string().nullish(), reason: z.string().nullish(), detail: z.string().nullish() })
      .nullish(),
    failure: said,
  }),
  metadata: z.object({ eventTimestamp: z.string().optional() }).optional(),
});
type Body = z.output<typeof bodySchema>;

/** Whether a queue hands on what Cloudflare's e-mail service reports, and not a job of ours. */
export function isCloudflareReport(body: unknown): boolean {
  return z.object({ type: z.string().startsWith("cf.") }).safeParse(body).success;
}

/** What Cloudflare's e-mail service reports, through a queue that is subscribed to its events. */
export function readCloudflare(body: unknown, now: number): ProviderEvent[] {
  const read = bodySchema.safeParse(body);
  if (!read.success) return [];
  const { payload, metadata } = read.data;
  const kind = kindOf(read.data);
  if (kind === null) return [];
  const { bounce, rejection, failure, delivery } = payload;
  return [
    {
      id: payload.eventId,
      kind,
      at: momentOf(metadata?.eventTimestamp, now),
      mail: payload.messageId,
      message: null,
      reason: reasonIn(
        rejection?.detail,
        bounce?.reason,
        failure?.reason,
        rejection?.reason,
        delivery?.smtpResponse,
      ),
    },
  ];
}

function kindOf({ type, payload: { bounce, rejection } }: Body): EventKind | null {
  switch (type.slice(type.lastIndexOf(".") + 1)) {
    case "delivered":
      return "delivered";
    case "deferred":
      return "deferred";
    case "bounced":
      return bounce?.type === "soft" ? "soft" : "hard";
    case "rejected":
      return rejection?.party === "recipient" ? "hard" : "soft";
    case "failed":
      return "soft";
    case "complained":
      return "complaint";
    default:
      return null;
  }
}
