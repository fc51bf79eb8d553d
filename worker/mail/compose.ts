import type { CatalogLanding, CatalogMagnet } from "../../content/schema/catalog.ts";
import type { Deps } from "../env.ts";
import { greetingName, personIn } from "../identity.ts";
import type { DueMessage } from "../store/messages.ts";
import { tokenFor } from "../tokens.ts";
import { deliveryMail } from "./delivery-mail.tsx";
import type { Mail } from "./mailer.ts";

/** Subject and words of a mail, and what its kind adds to the headers. */
export interface Letter {
  subject: string;
  html: string;
  text: string;
  /** Where answers go, when elsewhere than the site says. */
  replyTo?: string;
  headers?: Record<string, string>;
}

/** The mail that `message` stands for, the same to the byte each time it is made; or why there can be none. */
export async function composeMail(deps: Deps, message: DueMessage): Promise<Mail | string> {
  if (message.to === null) return "no address";
  const letter = await letterOf(deps, message);
  if (typeof letter === "string") return letter;
  const { sender } = deps.catalog.site;
  const { headers, ...words } = letter;
  return {
    id: message.id,
    from: { name: sender.name, email: sender.email },
    to: message.to,
    ...(sender.replyTo === undefined ? {} : { replyTo: sender.replyTo }),
    ...words,
    // Automatic answers (out of office) must not answer this; the id lets the owner find it in the desk.
    headers: { "Auto-Submitted": "auto-generated", "X-Entity-Ref-ID": message.id, ...headers },
  };
}

function letterOf(deps: Deps, message: DueMessage): Letter | string | Promise<Letter | string> {
  switch (message.kind) {
    case "delivery":
      return deliveryOf(deps, message);
    case "confirmation":
    case "copy":
    case "erasure":
    case "notice":
    case "alarm":
      return "not written yet";
  }
}

async function deliveryOf(deps: Deps, message: DueMessage): Promise<Letter | string> {
  const { catalog, publicUrl, tokenSecret } = deps;
  const landing = landingOf(deps, message);
  const magnet = magnetOf(deps, message);
  const { grantId, expiresAt, validUntil } = message;
  if (landing === undefined || magnet === undefined) return "no longer in the catalog";
  if (grantId === null || expiresAt === null) return "no grant";
  return deliveryMail({
    catalog,
    landing,
    magnet,
    name: nameIn(deps, landing, message),
    link: `${publicUrl}/g/${await tokenFor(tokenSecret, "grant-mail", grantId)}`,
    publicUrl,
    asked: message.createdAt,
    ends: validUntil === null ? expiresAt : validUntil - 1,
  });
}

/** The landing whose submission `message` belongs to, if it is still in the catalog. */
export function landingOf({ catalog }: Deps, { landing }: DueMessage): CatalogLanding | undefined {
  return landing !== null && Object.hasOwn(catalog.landings, landing) ? catalog.landings[landing] : undefined;
}

function magnetOf({ catalog }: Deps, { magnet }: DueMessage): CatalogMagnet | undefined {
  return magnet !== null && Object.hasOwn(catalog.magnets, magnet) ? catalog.magnets[magnet] : undefined;
}

/** The given name that the submission of `message` tells, when it is fit for a greeting. */
export function nameIn({ catalog }: Deps, landing: CatalogLanding, { answers }: DueMessage): string | null {
  const fields = catalog.forms[landing.form]?.fields ?? [];
  return answers === null ? null : greetingName(personIn(fields, JSON.parse(answers))?.givenName ?? null);
}
