import { isMailerName, type MailerName, mailerVariables } from "../../content/schema/mailers.ts";
import type { Env } from "../env.ts";
import type { Mailer } from "./mailer.ts";
import type { Way } from "./post.ts";
import { brevoMailer } from "./providers/brevo-mailer.ts";
import { cloudflareMailer } from "./providers/cloudflare-mailer.ts";
import { outboxMailer } from "./providers/outbox-mailer.ts";
import { postmarkMailer } from "./providers/postmark-mailer.ts";
import { resendMailer } from "./providers/resend-mailer.ts";
import { isRegion, sesMailer } from "./providers/ses-mailer.ts";
import { smtpMailer } from "./providers/smtp-mailer.ts";
import { smtpServerOf } from "./providers/smtp-server.ts";

/** The way out that `MAILER` names; null where it names none or lacks a key. */
export function mailerOf(env: Env, patience?: number): Mailer | null {
  return chosen(env, env.MAILER ?? "", patience);
}

/** The way out that `ALARM_MAILER` names; null where it names none or lacks a key. */
export function alarmMailerOf(env: Env): Mailer | null {
  return chosen(env, env.ALARM_MAILER ?? "");
}

/** What the choice of mailers lacks, in words for `/health`; null when nothing. */
export function mailerProblem(env: Env): string | null {
  return lackOf(env, "MAILER") ?? lackOf(env, "ALARM_MAILER");
}

function chosen(env: Env, name: string, patience?: number): Mailer | null {
  return isMailerName(name) ? made(env, name, { url: env.MAILER_URL || undefined, patience }) : null;
}

function made(env: Env, name: MailerName, way: Way): Mailer | null {
  switch (name) {
    case "cloudflare":
      return env.EMAIL ? cloudflareMailer(env.EMAIL, way) : null;
    case "resend":
      return env.RESEND_API_KEY ? resendMailer(env.RESEND_API_KEY, way) : null;
    case "brevo":
      return env.BREVO_API_KEY ? brevoMailer(env.BREVO_API_KEY, way) : null;
    case "postmark":
      return env.POSTMARK_TOKEN
        ? postmarkMailer(env.POSTMARK_TOKEN, env.POSTMARK_STREAM || "outbound", way)
        : null;
    case "ses":
      return sesOf(env, way);
    case "smtp": {
      const server = smtpServerOf(env.SMTP_URL ?? "");
      return server === null ? null : smtpMailer(server, way);
    }
    case "outbox":
      return env.OUTBOX_URL ? outboxMailer(env.OUTBOX_URL, { patience: way.patience }) : null;
  }
}

function sesOf(env: Env, way: Way): Mailer | null {
  const { SES_ACCESS_KEY: accessKey, SES_SECRET_KEY: secretKey, SES_REGION: region } = env;
  if (!accessKey || !secretKey || !region || !isRegion(region)) return null;
  return sesMailer({ accessKey, secretKey, region }, way);
}

function lackOf(env: Env, variable: "MAILER" | "ALARM_MAILER"): string | null {
  const name = env[variable] ?? "";
  if (name === "") return null;
  if (!isMailerName(name)) return `${variable} names no provider that there is`;
  const needed: readonly (keyof Env)[] = mailerVariables[name];
  const missing = needed.filter((each) => !env[each]);
  if (missing.length > 0) return `${variable}=${name} needs ${missing.join(", ")}`;
  return chosen(env, name) === null ? `${variable}=${name} cannot read ${needed.at(-1)}` : null;
}
