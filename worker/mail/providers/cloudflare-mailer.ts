import { carefulMailer } from "../careful.ts";
import type { Delivery, Mail, Mailer } from "../mailer.ts";
import { deliveryOf, idIn, type Meaning, usualPatience, type Way } from "../post.ts";
import { within } from "../within.ts";

const meanings: Record<string, Meaning> = {
  E_SENDER_NOT_VERIFIED: "stop",
  E_SENDER_DOMAIN_NOT_AVAILABLE: "stop",
  // The binding is restricted, or the free plan reaches verified addresses only: that holds for the next visitor too.
  E_RECIPIENT_NOT_ALLOWED: "stop",
  E_RECIPIENT_SUPPRESSED: "bounced",
  E_VALIDATION_ERROR: "give_up",
  E_FIELD_MISSING: "give_up",
  E_CONTENT_TOO_LARGE: "give_up",
};

/** Headers that Cloudflare writes itself; a mail that brings them would be refused. */
const theirs = new Set(["message-id", "date", "feedback-id"]);

/**
 * Sends mails through Cloudflare's own e-mail service, which knows no idempotency key and sets the Message-ID itself: a
 * repetition after an answer that got lost sends again.
 */
export function cloudflareMailer(binding: SendEmail, way: Way = {}): Mailer {
  return carefulMailer("cloudflare", async (mail): Promise<Delivery> => {
    const sending = binding.send(builderOf(mail)).then(
      ({ messageId }): Delivery => ({ ok: true, providerId: idIn(messageId) }),
      (error: unknown) => refusal(error),
    );
    return within(sending, way.patience ?? usualPatience);
  });
}

function builderOf(mail: Mail) {
  const { from, to, replyTo, subject, html, text } = mail;
  const headers = Object.fromEntries(
    Object.entries(mail.headers).filter(([name]) => !theirs.has(name.toLowerCase())),
  );
  return {
    ...{ from, to, ...(replyTo === undefined ? {} : { replyTo }), subject, html, text, headers },
    ...(mail.pictures === undefined
      ? {}
      : {
          attachments: mail.pictures.map(({ id, file, type, base64 }) => ({
            disposition: "inline" as const,
            contentId: id,
            filename: file,
            type,
            content: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
          })),
        }),
  };
}

function refusal(error: unknown): Delivery {
  const { code, message } = partsOf(error);
  if (code.startsWith("E_HEADER")) return deliveryOf("give_up", code);
  const known = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  // Without a code: the older wording for an address or a sender that the account has not verified.
  const unverified = code === "" && /not (a )?verified|not allowed/i.test(message);
  return deliveryOf(known ?? (unverified ? "stop" : "retry"), code || (unverified ? "unverified" : "error"));
}

function partsOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "", message: "" };
  const code = "code" in error ? String(error.code) : "";
  return { code: /^E_[A-Z_]{1,60}$/.test(code) ? code : "", message: error.message };
}
