import * as z from "zod";
import { type EventKind, type ProviderEvent, reasonIn } from "./event.ts";

const eventSchema = z.object({
  event: z.string(),
  "message-id": z.string(),
  ts_event: z.number().optional(),
  reason: z.string().nullish(),
});
const bodySchema = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);

const kinds: Partial<Record<string, EventKind>> = {
  delivered: "delivered",
  deferred: "deferred",
  hard_bounce: "hard",
  invalid_email: "hard",
  blocked: "hard",
  soft_bounce: "soft",
  spam: "complaint",
  unsubscribed: "unsubscribed",
};

/** What Brevo reports, one event or a list of them; it names none, so mail, kind and moment together do. */
export function readBrevo(body: unknown, now: number): ProviderEvent[] {
  return bodySchema.parse(body).flatMap((each) => {
    const said = eventSchema.safeParse(each);
    if (!said.success) return [];
    const { event, ts_event: seconds } = said.data;
    const kind = Object.hasOwn(kinds, event) ? kinds[event] : undefined;
    if (kind === undefined) return [];
    const mail = said.data["message-id"];
    return [
      {
        id: `${mail} ${event} ${seconds ?? ""}`,
        kind,
        at: seconds === undefined ? now : seconds * 1000,
        mail,
        message: null,
        reason: reasonIn(said.data.reason),
      },
    ];
  });
}
