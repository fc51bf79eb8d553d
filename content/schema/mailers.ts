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

/** Whether `name` is a way for mails to leave. */
export function isMailerName(name: string): name is MailerName {
  return Object.hasOwn(mailerVariables, name);
}
