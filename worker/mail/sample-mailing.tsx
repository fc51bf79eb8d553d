import type { Answers } from "../../content/schema/answers.ts";
import type { Field } from "../../content/schema/field.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import type { MailBody } from "../../content/schema/mail-body.ts";
import type { Deps } from "../env.ts";
import type { Mailing } from "../mailings/mailing.ts";
import { reasonFor } from "../mailings/reason.ts";
import type { Told } from "../mailings/told.ts";
import { writeMailing } from "../mailings/write-mailing.tsx";
import { bodyAt } from "./own-mail.ts";
import { readerOf } from "./reader.ts";
import { sampleAnswers } from "./sample-mail.ts";
import type { WrittenLetter } from "./write-letter.tsx";

/** A mailing as its reader would get it, and the questions whose answers change its words. */
export interface SampleMailing extends WrittenLetter {
  asked: readonly Field[];
}

/** `mailing` as somebody gets it who answered `answers`, or else as `knows` says; `variant` is its subject's number. */
export async function sampleMailing(
  deps: Deps,
  mailing: Mailing,
  { knows, answers, variant }: { knows: "all" | "little"; answers: Answers; variant: number },
): Promise<SampleMailing | null> {
  const { catalog, publicUrl } = deps;
  const body = await bodyAt(deps, mailing.asset);
  if (body === null) return null;
  const { fields, links } = mailing;
  const written = writeMailing({
    ...{ catalog, publicUrl, mailing, body, variant },
    // Whoever answered little may have answered another form.
    reader: readerOf(fields, { ...(knows === "all" ? sampleAnswers(fields, knows) : {}), ...answers }),
    links: {
      links: links.map((href) => (href.startsWith("/") ? publicUrl + href : href)),
      hidden: publicUrl,
      picture: null,
    },
    reason: reasonFor(deps, mailing, sampleTold(deps, mailing)),
    preferences: `${publicUrl}/u/example`,
  });
  return { ...written, asked: fields.filter((one) => conditionsIn(body).has(one.name)) };
}

/** What allows it: the consent as a form asks for it, or a sale. */
function sampleTold(
  { catalog, now }: Deps,
  { basis, purpose, locale, path }: Mailing,
): Pick<Told, "consent" | "sale"> {
  const at = now();
  if (basis === "soft-opt-in") return { consent: null, sale: { at, what: textsIn(locale).mailing.sold } };
  const [folder, name = ""] = path.split("/");
  const starting = folder === "sequences" ? (catalog.sequences[name]?.landings ?? []) : [];
  const asking = [...starting, ...Object.keys(catalog.landings)].flatMap((landing) => {
    const consent = catalog.forms[catalog.landings[landing]?.form ?? ""]?.consents.find(
      (one) => one.purpose === purpose,
    );
    return consent === undefined ? [] : [{ at, askedAt: at, landing, wording: consent.text }];
  });
  return { consent: asking[0] ?? { at, askedAt: null, landing: null, wording: purpose }, sale: null };
}

/** The questions that the conditions of `body` ask about. */
function conditionsIn({ html }: MailBody): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (pieces: MailBody["html"]) => {
    for (const piece of pieces) {
      if (typeof piece === "string" || !("pieces" in piece)) continue;
      for (const name of Object.keys(piece.when ?? {})) found.add(name);
      if (piece.answered !== undefined) found.add(piece.answered);
      walk(piece.pieces);
    }
  };
  walk(html);
  return found;
}
