import { type MailerName, mailerDns } from "../../content/schema/mailers.ts";

/** What a provider wants to find in the DNS of the sender's domain. */
export interface ProviderRecords {
  title: string;
  /** Where the provider shows the records of your domain. */
  place: string;
  /** The name whose SPF receivers read, before the sender's domain ("" is the domain itself), and what it includes. */
  spf: { prefix: string; include: string | null } | null;
  /** Ways to publish the DKIM key: all selectors of one of them; none where the provider makes up names. */
  dkim: readonly (readonly string[])[];
}

/** The records of each provider; the local outbox needs none. */
export const providerRecords: Record<Exclude<MailerName, "outbox">, ProviderRecords> = {
  cloudflare: {
    title: "Cloudflare",
    place: "dash.cloudflare.com: Email Service, Email Sending, your domain (it writes the records itself)",
    ...mailerDns.cloudflare,
  },
  resend: {
    title: "Resend",
    place: "resend.com/domains, your domain",
    ...mailerDns.resend,
  },
  brevo: {
    title: "Brevo",
    place: "app.brevo.com: Senders, domains & dedicated IPs, Domains",
    ...mailerDns.brevo,
  },
  postmark: {
    title: "Postmark",
    place: "account.postmarkapp.com: Sender Signatures, your domain, DNS Settings",
    ...mailerDns.postmark,
  },
  ses: {
    title: "Amazon SES",
    place: "the SES console: Identities, your domain, Authentication (three CNAME records)",
    ...mailerDns.ses,
  },
  smtp: {
    title: "your SMTP server",
    place: "the help pages of your mail host, under DKIM",
    ...mailerDns.smtp,
  },
};
