import { carefulMailer } from "../careful.ts";
import type { Mail, Mailer } from "../mailer.ts";
import { type Dialect, jsonRequest, post, type Way } from "../post.ts";
import { namedAddress } from "./named-address.ts";

const dialect: Dialect = {
  id: "id",
  code: (said) => said.name,
  meanings: {
    // The key was used with another text, because the content changed in between: the first one was accepted.
    invalid_idempotent_request: "sent",
    // A domain that is not verified yet, or a limit: a person can mend that, and then the mail can go.
    validation_error: "retry",
    security_error: "retry",
    monthly_quota_exceeded: "stop",
    invalid_from_address: "stop",
    invalid_access: "stop",
  },
};

/** Sends mails through Resend, which keeps an idempotency key for a day: a repetition within it sends nothing. */
export function resendMailer(key: string, way: Way = {}): Mailer {
  return carefulMailer(
    "resend",
    (mail) => {
      const headers = { Authorization: `Bearer ${key}`, "Idempotency-Key": mail.id };
      const url = way.url ?? "https://api.resend.com/emails";
      return post(jsonRequest(url, headers, payloadOf(mail)), dialect, way);
    },
    true,
  );
}

function payloadOf(mail: Mail) {
  return {
    from: namedAddress(mail.from),
    to: [mail.to],
    ...(mail.replyTo === undefined ? {} : { reply_to: mail.replyTo }),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers: mail.headers,
    ...(mail.pictures === undefined
      ? {}
      : {
          attachments: mail.pictures.map(({ id, file, type, base64 }) => ({
            filename: file,
            content: base64,
            content_type: type,
            content_id: id,
          })),
        }),
  };
}
