import * as z from "zod";
import { type EventKind, momentOf, type ProviderEvent, reasonIn } from "./event.ts";

const bodySchema = z.object({
  type: z.string(),
  created_at: z.string().optional(),
  data: z.object({
    email_id: z.string(),
    bounce: z
      .object({ type: z.string().optional(), subType: z.string().nullish(), message: z.string().nullish() })
      .optional(),
    suppressed: z.object({ message: z.string().nullish() }).nullish(),
  }),
});

/** What Resend reports; its events have their name in the header `svix-id`. */
export function readResend(body: unknown, id: string, now: number): ProviderEvent[] {
  const said = bodySchema.safeParse(body);
  // Other events (domains, contacts) are of no concern here.
  if (!said.success) return [];
  const { type, data, created_at } = said.data;
  const kind = kindOf(type, data.bounce?.type);
  return kind === null
    ? []
    : [
        {
          id,
          kind,
          at: momentOf(created_at, now),
          mail: data.email_id,
          message: null,
          reason: reasonIn(data.bounce?.message, data.suppressed?.message, data.bounce?.subType),
        },
      ];
}

function kindOf(type: string, bounce: string | undefined): EventKind | null {
  switch (type) {
    case "email.delivered":
      return "delivered";
    case "email.delivery_delayed":
      return "deferred";
    case "email.bounced":
      return bounce === undefined || bounce === "Permanent" ? "hard" : "soft";
    case "email.suppressed":
      return "hard";
    case "email.complained":
      return "complaint";
    default:
      return null;
  }
}
