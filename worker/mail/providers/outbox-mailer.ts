import { carefulMailer } from "../careful.ts";
import type { Mailer } from "../mailer.ts";
import { type Dialect, jsonRequest, post, type Way } from "../post.ts";

const dialect: Dialect = { id: "id", code: () => undefined };

/** Hands mails to the local outbox, as JSON; a repetition is kept once. */
export function outboxMailer(url: string, way: Way = {}): Mailer {
  return carefulMailer(
    "outbox",
    (mail) => post(jsonRequest(url, { "Idempotency-Key": mail.id }, mail), dialect, way),
    true,
  );
}
