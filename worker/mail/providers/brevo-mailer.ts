import { hexDigest } from "../../digest.ts";
import { carefulMailer } from "../careful.ts";
import type { Mail, Mailer } from "../mailer.ts";
import { type Dialect, jsonRequest, post, type Way } from "../post.ts";

const dialect: Dialect = {
  id: "messageId",
  // A refusal for the sake of the key goes by several names.
  code: (said) => (/idempotenc/i.test(String(said.message)) ? "duplicate_request" : said.code),
  meanings: {
    // The key was seen before: the first request is the one that counts.
    duplicate_request: "sent",
    not_enough_credits: "stop",
    permission_denied: "stop",
    account_under_validation: "stop",
    unauthorized: "stop",
  },
};

/**
 * Sends mails through Brevo, which keeps an idempotency key for a quarter to half an hour: a repetition within it
 * sends nothing, a later one sends again. It sets the Message-ID itself.
 */
export function brevoMailer(key: string, way: Way = {}): Mailer {
  return carefulMailer(
    "brevo",
    async (mail) => {
      const url = way.url ?? "https://api.brevo.com/v3/smtp/email";
      const payload = payloadOf(mail, await uuidOf(mail.id));
      return post(jsonRequest(url, { "api-key": key, Accept: "application/json" }, payload), dialect, way);
    },
    true,
  );
}

function payloadOf(mail: Mail, idempotencyKey: string) {
  return {
    sender: mail.from,
    to: [{ email: mail.to }],
    ...(mail.replyTo === undefined ? {} : { replyTo: { email: mail.replyTo } }),
    subject: mail.subject,
    ...htmlOf(mail),
    textContent: mail.text,
    headers: { ...mail.headers, idempotencyKey },
  };
}

/** Brevo knows no pictures within the HTML: they come along as files, and the code stands beside them in letters. */
function htmlOf({ html, pictures }: Mail) {
  if (pictures === undefined) return { htmlContent: html };
  return {
    htmlContent: html.replace(/<img [^>]*src="cid:[^>]*>/g, ""),
    attachment: pictures.map(({ file, base64 }) => ({ name: file, content: base64 })),
  };
}

/** Brevo takes only UUIDs as keys: the same one for the same message. */
async function uuidOf(id: string): Promise<string> {
  const hex = await hexDigest(id);
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}
