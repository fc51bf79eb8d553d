/** One e-mail, ready to leave. */
export interface Mail {
  /** The message's id in the outbox; providers that know idempotency keys take it as theirs. */
  id: string;
  from: { name: string; email: string };
  to: string;
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  /** Pictures that the HTML shows as `cid:<id>`. */
  pictures?: readonly MailPicture[];
}

/** A picture that a mail brings along. */
export interface MailPicture {
  /** The name that the HTML calls it by: small letters alone. */
  id: string;
  /** Its name as a file. */
  file: string;
  type: "image/png";
  base64: string;
}

/** What became of a mail; `stop` means that no mail can leave until a person acts. */
export type Delivery =
  | { ok: true; providerId: string | null }
  | {
      ok: false;
      reason: string;
      next: "retry" | "give_up" | "stop";
      /** Milliseconds that the provider asked us to wait. */
      retryAfter?: number;
      /** Only with `give_up`: the provider says that this inbox takes no mail, now or ever. */
      bounced?: true;
    };

/** A way for mails to leave. */
export interface Mailer {
  name: string;
  /** Whether a mail that is sent again under the same id, within hours, leaves once. */
  knowsRepeats: boolean;
  /** Never throws: a failure is an answer. */
  send: (mail: Mail) => Promise<Delivery>;
}
