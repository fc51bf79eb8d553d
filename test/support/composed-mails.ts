import type { Answers } from "../../content/schema/answers.ts";
import type { Catalog } from "../../content/schema/catalog.ts";
import type { Field } from "../../content/schema/field.ts";
import type { Deps } from "../../worker/env.ts";
import { composeMail } from "../../worker/mail/compose.ts";
import type { Mail } from "../../worker/mail/mailer.ts";
import { sampleAnswers } from "../../worker/mail/sample-mail.ts";
import { mailingAt } from "../../worker/mailings/mailing.ts";
import type { DueMessage } from "../../worker/store/messages.ts";

/** What mails are made of: what was built, and where it stands. */
export interface Built {
  catalog: Catalog;
  publicUrl: string;
  fetchAsset: (path: string) => Promise<Response>;
}

/** Which of the Worker's mails: one of the service, or `sequences/<name>/<step>` or `campaigns/<name>`. */
export interface Which {
  mail: (typeof serviceMails)[number] | `sequences/${string}` | `campaigns/${string}`;
  landing: string;
  /** What its reader answered; else all that the form asks, or only what it demands. */
  answers: Answers | "all" | "little";
}

export const serviceMails = [
  "delivery",
  "reminder",
  "confirmation",
  "renewal",
  "copy",
  "erasure",
  "notice",
  "alarm",
] as const;

const day = 86_400_000;
const now = Date.parse("2027-03-10T11:00:00Z");

/** The mail as it leaves, with frame, foot and headers; throws where the Worker would send none. */
export async function composed(built: Built, { mail, landing, answers }: Which): Promise<Mail> {
  const form = built.catalog.forms[built.catalog.landings[landing]?.form ?? ""];
  const said = typeof answers === "string" ? answersOf(form?.fields ?? [], answers) : answers;
  const message = messageOf(built, mail, landing, said);
  const mailing = mailingAt(built.catalog, mail);
  const wording = form?.consents[0]?.text ?? "";
  const deps = depsOf(built, wording);
  const made = await composeMail(
    deps,
    message,
    mailing === null
      ? undefined
      : {
          ...{
            mailing,
            isAllowed: true,
            aside: null,
            isTracked: false,
            isOpenTold: false,
            sale: null,
            answers: said,
          },
          consent: { at: now - 9 * day, wording, askedAt: now - 9 * day, landing },
        },
  );
  if (typeof made === "string") throw new Error(`${mail} of ${landing}: ${made}`);
  return made;
}

/** What people type into the fields that are told of in mails to the business. */
function answersOf(fields: readonly Field[], knows: "all" | "little"): Answers {
  const typed: Partial<Record<Field["type"], string>> = {
    phone: "+390515550142",
    company: "Trattoria dei Mattarelli e delle Sfogline Riunite",
    paragraph: "Pane per la sera, dal giovedì.\nIl martedì siamo chiusi.",
    date: "2027-05-08",
    number: "40",
  };
  const type = new Map(fields.map((field) => [field.name, field.type]));
  return Object.fromEntries(
    Object.entries(sampleAnswers(fields, knows)).map(([name, answer]) => [
      name,
      typed[type.get(name) ?? "note"] ?? answer,
    ]),
  );
}

function messageOf({ catalog }: Built, mail: Which["mail"], landing: string, answers: Answers): DueMessage {
  const gift = catalog.landings[landing]?.magnets[0]?.name ?? null;
  const isCoupon = catalog.magnets[gift ?? ""]?.kind === "coupon";
  return {
    ...{ id: "m".repeat(22), submissionId: "s".repeat(22), leadId: "lead", landing, magnet: gift },
    kind: kindOf(mail),
    mailing: mail.includes("/") ? mail : null,
    ...{ variant: null, attempts: 1, createdAt: now, askedAt: now - 3 * day },
    to: mail === "notice" || mail === "alarm" ? catalog.site.owner.email : "ada@example.com",
    about: aboutOf(mail),
    grantId: gift === null ? null : "g".repeat(22),
    expiresAt: now + 7 * day,
    openUntil: null,
    source: JSON.stringify({ utm_source: "instagram", utm_medium: "social", utm_campaign: "primavera" }),
    ...{ consents: "[]", answers: JSON.stringify(answers) },
    ...(isCoupon
      ? { couponCode: "PANE-7K4PX-2M9XC", validFrom: now, validUntil: now + 30 * day, couponOver: 0 }
      : { couponCode: null, validFrom: null, validUntil: null, couponOver: null }),
  };
}

function kindOf(mail: Which["mail"]): DueMessage["kind"] {
  if (mail.startsWith("sequences/")) return "sequence";
  if (mail === "renewal" || mail.startsWith("campaigns/")) return "campaign";
  return mail === "reminder" ? "delivery" : (mail as DueMessage["kind"]);
}

function aboutOf(mail: Which["mail"]): string | null {
  if (mail === "reminder") return JSON.stringify({ reminder: "unopened" });
  if (mail === "renewal") return JSON.stringify({ renewal: now - 800 * day });
  if (mail === "alarm") return JSON.stringify({ name: "outbox", detail: "550 5.7.1", since: now - day / 24 });
  return null;
}

function depsOf(built: Built, wording: string): Deps {
  const site = {
    ...built.catalog.site,
    // Only where the silent are asked is there a mail that asks them.
    hygiene: { purpose: "marketing", silent: 730 * 86_400, answer: 30 * 86_400 },
  };
  const row = {
    ...{ agreedAt: now - 800 * day, locale: site.locale, status: "accepted", at: now },
    agreed: JSON.stringify([wording]),
  };
  return {
    ...built,
    catalog: { ...built.catalog, site },
    // The one row that a mail of consent asks for; test/worker asks the true database.
    db: { prepare: () => ({ bind: () => ({ first: async () => row }) }) },
    tokenSecret: "a secret for tests, and for nothing else",
    wallets: { apple: null, google: null },
    now: () => now,
    log: () => undefined,
  } as unknown as Deps;
}
