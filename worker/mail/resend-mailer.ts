import type { Mail, Mailer } from "./mailer.ts";
import { post } from "./post.ts";

/** Sends mails through Resend, which keeps an idempotency key for a day. */
export function resendMailer(key: string, url = "https://api.resend.com/emails"): Mailer {
  return {
    name: "resend",
    async send(mail) {
      const answer = await post(
        url,
        { Authorization: `Bearer ${key}`, "Idempotency-Key": mail.id },
        payloadOf(mail),
      );
      // The key was used with another text, because the content changed in between: the first one was accepted.
      const isSent = !answer.ok && answer.reason.endsWith("invalid_idempotent_request");
      return isSent ? { ok: true, providerId: null } : answer;
    },
  };
}

function payloadOf(mail: Mail) {
  return {
    from: `"${mail.from.name.replace(/["\\]/g, "")}" <${mail.from.email}>`,
    to: [mail.to],
    ...(mail.replyTo === undefined ? {} : { reply_to: mail.replyTo }),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers: mail.headers,
  };
}
