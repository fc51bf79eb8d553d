import type { Mailer } from "./mailer.ts";
import { post } from "./post.ts";

/** Hands mails to the local outbox, as JSON. */
export function outboxMailer(url: string): Mailer {
  return { name: "outbox", send: (mail) => post(url, { "Idempotency-Key": mail.id }, mail) };
}
