import * as z from "zod";
import type { CatalogLanding, CatalogMagnet } from "../../content/schema/catalog.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import { type Locale, localeSchema } from "../../content/schema/primitives.ts";
import { couponLink } from "../coupon/link.ts";
import { qrPng } from "../coupon/qr.ts";
import type { Deps } from "../env.ts";
import { greetingName, personIn } from "../identity.ts";
import { findAsked } from "../lists/store-renewals.ts";
import { mailingLetter } from "../mailings/letter.ts";
import type { Standing } from "../mailings/standing.ts";
import { requestLasts } from "../preferences/requests.ts";
import { findConfirmation, wordingsIn } from "../store/confirmations.ts";
import type { DueMessage } from "../store/messages.ts";
import { confirmFor, hashOfToken, tokenFor } from "../tokens.ts";
import { alarmMail } from "./alarm-mail.ts";
import { confirmationMail } from "./confirmation-mail.ts";
import { deliveryMail, type MailedCoupon, qrPicture } from "./delivery-mail.tsx";
import type { Mail, MailPicture } from "./mailer.ts";
import { needless } from "./needless.ts";
import { noticeMail } from "./notice-mail.ts";
import { ownMail } from "./own-mail.ts";
import { isRenewal, renewalMail } from "./renewal-mail.ts";
import { requestMail } from "./request-mail.ts";

/** Subject and words of a mail, and what its kind adds to the headers. */
export interface Letter {
  subject: string;
  html: string;
  text: string;
  /** The name before the sender's address, when another than the site says. */
  from?: string;
  /** Where answers go, when elsewhere than the site says. */
  replyTo?: string;
  headers?: Record<string, string>;
  /** Pictures that the HTML shows. */
  pictures?: readonly MailPicture[];
}

const remindersSchema = z.object({ reminder: z.enum(["unopened", "unused"]) });

/** The mail that `message` stands for, the same to the byte each time it is made; or why there can be none. `standing` is that of a mail of content. */
export async function composeMail(
  deps: Deps,
  message: DueMessage,
  standing?: Standing,
): Promise<Mail | string> {
  if (message.to === null) return message.mailing === null ? "no address" : needless;
  const letter = await letterOf(deps, message, standing);
  if (typeof letter === "string") return letter;
  const { sender } = deps.catalog.site;
  const { headers, from = sender.name, ...words } = letter;
  return {
    id: message.id,
    from: { name: from, email: sender.email },
    to: message.to,
    ...(sender.replyTo === undefined ? {} : { replyTo: sender.replyTo }),
    ...words,
    // Automatic answers (out of office) must not answer this; the id lets the owner find it in the desk.
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Entity-Ref-ID": message.id,
      ...(await unsubscribing(deps, message)),
      ...headers,
    },
  };
}

function letterOf(
  deps: Deps,
  message: DueMessage,
  standing: Standing | undefined,
): Letter | string | Promise<Letter | string> {
  if (isRenewal(message.about)) return renewalOf(deps, message);
  switch (message.kind) {
    case "delivery":
      return deliveryOf(deps, message);
    case "confirmation":
      return confirmationOf(deps, message);
    case "copy":
    case "erasure":
      return requestOf(deps, message, message.kind);
    case "notice":
      return noticeMail(deps, message);
    case "alarm":
      return alarmMail(deps, message);
    case "sequence":
    case "campaign":
      return standing === undefined ? needless : mailingLetter(deps, message, standing);
  }
}

async function deliveryOf(deps: Deps, message: DueMessage): Promise<Letter | string> {
  const { catalog, publicUrl, tokenSecret } = deps;
  const landing = landingOf(deps, message);
  const magnet = magnetOf(deps, message);
  const { grantId, expiresAt, validUntil } = message;
  if (landing === undefined || magnet === undefined) return "no longer in the catalog";
  if (grantId === null || expiresAt === null) return "no grant";
  const reminds = isReminder(message);
  // Between its writing and its leaving, what it reminds of was done.
  if (reminds && (message.couponOver === 1 || message.openUntil !== null)) return needless;
  const coupon = couponIn(deps, magnet, message);
  const kind = reminds ? "reminder" : "delivery";
  const letter = deliveryMail({
    catalog,
    landing,
    magnet,
    name: nameIn(deps, landing, message),
    preferences: await preferencesLink(deps, message),
    link: `${publicUrl}/g/${await tokenFor(tokenSecret, "grant-mail", grantId)}`,
    publicUrl,
    asked: reminds ? (message.askedAt ?? message.createdAt) : message.createdAt,
    ends: validUntil === null ? expiresAt : validUntil - 1,
    coupon,
    reminds,
    own:
      coupon?.isOver === true
        ? null
        : await ownMail(deps, kind, { locale: landing.locale, landing, message }),
  });
  return coupon === null || coupon.isOver || magnet.kind !== "coupon"
    ? letter
    : { ...letter, pictures: [await pictureOf(deps, landing.locale, message)] };
}

function isReminder({ about }: DueMessage): boolean {
  return about !== null && remindersSchema.safeParse(JSON.parse(about)).success;
}

function couponIn({ wallets }: Deps, magnet: CatalogMagnet, message: DueMessage): MailedCoupon | null {
  if (magnet.kind !== "coupon" || message.couponCode === null) return null;
  return {
    code: message.couponCode,
    isOver: message.couponOver === 1,
    ways: [
      "calendar",
      ...(magnet.sheet === undefined ? [] : (["pdf"] as const)),
      ...(["apple", "google"] as const).filter((wallet) => wallets[wallet] !== null),
    ],
  };
}

/** The coupon's QR code. */
async function pictureOf(deps: Deps, locale: Locale, message: DueMessage): Promise<MailPicture> {
  const { couponCode: code, magnet, validFrom, validUntil } = message;
  const coupon = {
    code: code ?? "",
    magnet: magnet ?? "",
    validFrom: validFrom ?? 0,
    validUntil: validUntil ?? 0,
  };
  const png = await qrPng(await couponLink(deps, coupon));
  const file = `${textsIn(locale).coupon.file}-${code}.png`;
  return { id: qrPicture, file, type: "image/png", base64: btoa(String.fromCharCode(...png)) };
}

async function confirmationOf(deps: Deps, message: DueMessage): Promise<Letter | string> {
  const { catalog, publicUrl, tokenSecret, db } = deps;
  const landing = landingOf(deps, message);
  const { submissionId } = message;
  if (landing === undefined || submissionId === null) return "no longer in the catalog";
  const hash = await hashOfToken(await tokenFor(tokenSecret, "confirm", submissionId));
  const asked = await findConfirmation(db, hash, message.createdAt);
  if (asked === null) return "no longer asked";
  const [given] = landing.magnets;
  const magnet =
    asked.status === "quarantined" && given !== undefined ? catalog.magnets[given.name] : undefined;
  return confirmationMail({
    catalog,
    landing,
    name: nameIn(deps, landing, message),
    preferences: await preferencesLink(deps, message),
    link: `${publicUrl}/g/${await tokenFor(tokenSecret, "confirm", submissionId)}`,
    publicUrl,
    asked: asked.at,
    ends: asked.at + confirmFor,
    gift: magnet?.title ?? null,
    agreed: wordingsIn(asked.agreed),
    own: await ownMail(deps, "confirmation", { locale: landing.locale, landing, message }),
  });
}

async function requestOf(
  deps: Deps,
  message: DueMessage,
  kind: "copy" | "erasure",
): Promise<Letter | string> {
  const { catalog, publicUrl, tokenSecret } = deps;
  const landing = landingOf(deps, message);
  const locale = landing?.locale ?? catalog.site.locale;
  return requestMail({
    kind,
    catalog,
    locale,
    own: await ownMail(deps, kind, { locale, message }),
    colours: (landing ?? catalog.site).colours,
    preferences: await preferencesLink(deps, message),
    link: `${publicUrl}/u/${await tokenFor(tokenSecret, kind, message.id)}`,
    publicUrl,
    asked: message.createdAt,
    ends: message.createdAt + requestLasts,
  });
}

async function renewalOf(deps: Deps, message: DueMessage): Promise<Letter | string> {
  const { catalog, publicUrl, tokenSecret, db } = deps;
  const { hygiene } = catalog.site;
  const asked = hygiene === undefined ? null : await findAsked(db, message.id, hygiene.purpose);
  if (hygiene === undefined || asked === null) return needless;
  const landing = landingOf(deps, message);
  const locale = localeSchema.catch(landing?.locale ?? catalog.site.locale).parse(asked.locale);
  return renewalMail({
    catalog,
    locale,
    colours: (landing ?? catalog.site).colours,
    name: landing === undefined ? null : nameIn(deps, landing, message),
    link: `${publicUrl}/u/${await tokenFor(tokenSecret, "renewal", message.id)}`,
    preferences: await preferencesLink(deps, message),
    publicUrl,
    agreed: asked.agreedAt,
    ends: message.createdAt + hygiene.answer * 1000,
    own: await ownMail(deps, "renewal", { locale, message, ...(landing === undefined ? {} : { landing }) }),
  });
}

/** What lets the reader's program unsubscribe with one press (RFC 8058), for mails to a lead. */
async function unsubscribing(deps: Deps, message: DueMessage): Promise<Record<string, string>> {
  if (message.submissionId === null || message.kind === "notice" || message.kind === "alarm") return {};
  return unsubscribeHeaders(await preferencesLink(deps, message));
}

/** The two headers by which a program unsubscribes its reader at `page` with one press. */
export function unsubscribeHeaders(page: string): Record<string, string> {
  return { "List-Unsubscribe": `<${page}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

async function preferencesLink({ publicUrl, tokenSecret }: Deps, { submissionId }: DueMessage) {
  return `${publicUrl}/u/${await tokenFor(tokenSecret, "preferences", submissionId ?? "")}`;
}

/** The landing whose submission `message` belongs to, if it is still in the catalog. */
function landingOf({ catalog }: Deps, { landing }: DueMessage): CatalogLanding | undefined {
  return landing !== null && Object.hasOwn(catalog.landings, landing) ? catalog.landings[landing] : undefined;
}

function magnetOf({ catalog }: Deps, { magnet }: DueMessage): CatalogMagnet | undefined {
  return magnet !== null && Object.hasOwn(catalog.magnets, magnet) ? catalog.magnets[magnet] : undefined;
}

/** The given name that the submission of `message` tells, when it is fit for a greeting. */
function nameIn({ catalog }: Deps, landing: CatalogLanding, { answers }: DueMessage): string | null {
  const fields = catalog.forms[landing.form]?.fields ?? [];
  return answers === null ? null : greetingName(personIn(fields, JSON.parse(answers))?.givenName ?? null);
}
