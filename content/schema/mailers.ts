/** The ways for mails to leave, as `MAILER` names them, and the variables that each one needs. */
export const mailerVariables = {
  cloudflare: ["EMAIL"],
  resend: ["RESEND_API_KEY"],
  brevo: ["BREVO_API_KEY"],
  postmark: ["POSTMARK_TOKEN"],
  ses: ["SES_ACCESS_KEY", "SES_SECRET_KEY", "SES_REGION"],
  smtp: ["SMTP_URL"],
  outbox: ["OUTBOX_URL"],
} as const;

export type MailerName = keyof typeof mailerVariables;

/** What each of them needs in the DNS of the sender's domain; the local outbox needs nothing. */
export const mailerDns: Record<Exclude<MailerName, "outbox">, MailerDns> = {
  cloudflare: { spf: { prefix: "cf-bounce.", include: "_spf.mx.cloudflare.net" }, dkim: [["cf-bounce"]] },
  resend: { spf: { prefix: "send.", include: "amazonses.com" }, dkim: [["resend"]] },
  // Bounces go to a domain of Brevo's own, whose SPF is Brevo's business.
  brevo: { spf: null, dkim: [["brevo1", "brevo2"], ["mail"]] },
  // The selector holds the day on which the domain was added.
  postmark: { spf: null, dkim: [] },
  // The three selectors are made up for each domain.
  ses: { spf: null, dkim: [] },
  smtp: { spf: { prefix: "", include: null }, dkim: [] },
};

interface MailerDns {
  /** The name whose SPF receivers read, before the sender's domain ("" is the domain itself), and what it includes. */
  spf: { prefix: string; include: string | null } | null;
  /** Ways to publish the DKIM key: all selectors of one of them; none where the provider makes up names. */
  dkim: readonly (readonly string[])[];
}

/** Whether `name` is a way for mails to leave. */
export function isMailerName(name: string): name is MailerName {
  return Object.hasOwn(mailerVariables, name);
}
