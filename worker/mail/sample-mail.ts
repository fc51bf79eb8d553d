import type { Answers } from "../../content/schema/answers.ts";
import type { CatalogLanding, CatalogMagnet } from "../../content/schema/catalog.ts";
import { type Field, isAsked } from "../../content/schema/field.ts";
import type { MailKind } from "../../content/schema/mail.ts";
import { listedValues } from "../../content/schema/steps.ts";
import { qrPng } from "../coupon/qr.ts";
import type { Deps } from "../env.ts";
import { greetingName, personIn } from "../identity.ts";
import { confirmationMail } from "./confirmation-mail.ts";
import { deliveryMail, type MailedCoupon, qrPicture } from "./delivery-mail.tsx";
import { ownMail } from "./own-mail.ts";
import { renewalMail } from "./renewal-mail.ts";
import { requestMail } from "./request-mail.ts";
import type { WrittenLetter } from "./write-letter.tsx";

/** Which mail to make, and whether its reader answered everything or only what is demanded. */
export interface Sample {
  kind: MailKind;
  landing: string;
  knows: "all" | "little";
}

const day = 86_400_000;

/** The mail that somebody would get today, with the links of nobody; null where there is no such mail. */
export async function sampleMail(
  deps: Deps,
  { kind, landing: path, knows }: Sample,
): Promise<WrittenLetter | null> {
  const { catalog, publicUrl } = deps;
  const landing = Object.hasOwn(catalog.landings, path) ? catalog.landings[path] : undefined;
  if (landing === undefined) return null;
  const fields = catalog.forms[landing.form]?.fields ?? [];
  const answers = sampleAnswers(fields, knows);
  const asked = deps.now();
  const { locale } = landing;
  const facts = {
    ...{ catalog, landing, publicUrl, asked },
    name: greetingName(personIn(fields, answers)?.givenName ?? null),
    preferences: `${publicUrl}/u/example`,
    link: `${publicUrl}/g/example`,
    own: await ownMail(deps, kind, {
      locale,
      landing,
      message: { landing: path, answers: JSON.stringify(answers) },
    }),
  };
  switch (kind) {
    case "delivery":
    case "reminder": {
      const magnet = givenBy(deps, landing);
      if (magnet === null) return null;
      const ends = asked + (magnet.kind === "coupon" ? 30 * day : magnet.expires * 1000);
      return deliveryMail({ ...facts, magnet, ends, coupon: couponOf(magnet), reminds: kind === "reminder" });
    }
    case "confirmation": {
      const agreed = (catalog.forms[landing.form]?.consents ?? []).map(({ text }) => text);
      const gift = givenBy(deps, landing)?.title ?? null;
      return confirmationMail({ ...facts, ends: asked + 7 * day, gift, agreed });
    }
    case "renewal":
      return renewalMail({
        ...facts,
        locale,
        colours: landing.colours,
        agreed: asked - 400 * day,
        ends: asked + 30 * day,
      });
    case "copy":
    case "erasure":
      return requestMail({ ...facts, kind, locale, colours: landing.colours, ends: asked + day / 24 });
  }
}

/** The picture that a sample shows as its QR code. */
export async function sampleQr(publicUrl: string): Promise<{ id: string; base64: string }> {
  const png = await qrPng(`${publicUrl}/k/example`);
  return { id: qrPicture, base64: btoa(String.fromCharCode(...png)) };
}

function givenBy({ catalog }: Deps, { magnets }: CatalogLanding): CatalogMagnet | null {
  const [first] = magnets;
  return (first && catalog.magnets[first.name]) ?? null;
}

function couponOf(magnet: CatalogMagnet): MailedCoupon | null {
  return magnet.kind === "coupon"
    ? { code: "ESEMPIO-7K4P-2M9X", isOver: false, ways: ["calendar", "pdf"] }
    : null;
}

/** What somebody answers `fields` who answers everything, or only what is demanded. */
export function sampleAnswers(fields: readonly Field[], knows: Sample["knows"]): Answers {
  const told = fields.filter((field) => knows === "all" || ("required" in field && field.required));
  return Object.fromEntries(
    told.flatMap((field) =>
      isAsked(field) || field.type === "hidden" ? [[field.name, answerTo(field)]] : [],
    ),
  );
}

function answerTo(field: Field): string {
  if (field.type === "email") return "ada@example.com";
  return listedValues(field)?.[0] ?? "Ada";
}
