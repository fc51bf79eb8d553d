import { raw } from "hono/html";
import type { Answers } from "../../content/schema/answers.ts";
import type { Catalog, Colours } from "../../content/schema/catalog.ts";
import type { Field } from "../../content/schema/field.ts";
import type { MailBody, MailOwn } from "../../content/schema/mail-body.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Deps } from "../env.ts";
import { greetingName, personIn } from "../identity.ts";
import { type Filling, fillPieces, inHtml, onOneLine } from "./fill-body.ts";
import { bodyAt } from "./own-mail.ts";
import { readerOf } from "./reader.ts";
import { sampleAnswers } from "./sample-mail.ts";
import { Sheet } from "./sheet.tsx";
import { usualWords, type WrittenLetter } from "./write-letter.tsx";

/** A mail that is sent for itself, as the catalog tells of it. */
export interface Mailing {
  /** `sequences/<name>/<step>` or `campaigns/<name>`. */
  path: string;
  locale: Locale;
  asset: string;
  links: readonly string[];
  /** As somebody reads them of whom nothing is known. */
  subjects: readonly string[];
  colours: Colours;
  /** The questions whose answers it may tell. */
  fields: readonly Field[];
}

/** The mailing of `catalog` called `path`. */
export function mailingAt(catalog: Catalog, path: string): Mailing | null {
  const [folder, name = "", step] = path.split("/");
  const { sequences, campaigns, site } = catalog;
  if (folder === "campaigns" && Object.hasOwn(campaigns, name)) {
    const campaign = campaigns[name];
    if (campaign === undefined) return null;
    const { locale, asset, links, subjects, landing } = campaign;
    const fields = fieldsOf(catalog, Object.keys(catalog.landings));
    return { path, locale, asset, links, subjects, colours: coloursOf(catalog, landing), fields };
  }
  const sequence = folder === "sequences" && Object.hasOwn(sequences, name) ? sequences[name] : undefined;
  const found = sequence?.steps.find((one) => one.name === step);
  if (sequence === undefined || found === undefined) return null;
  const { locale, asset, links, subject } = found;
  const [landing] = sequence.landings;
  const leading = landing === undefined ? Object.keys(catalog.landings) : sequence.landings;
  const colours = landing === undefined ? site.colours : coloursOf(catalog, landing);
  return { path, locale, asset, links, subjects: [subject], colours, fields: fieldsOf(catalog, leading) };
}

function coloursOf({ landings, site }: Catalog, path: string | undefined): Colours {
  return (path === undefined ? undefined : landings[path]?.colours) ?? site.colours;
}

function fieldsOf({ landings, forms }: Catalog, paths: readonly string[]): Field[] {
  const found = new Map<string, Field>();
  for (const path of paths)
    for (const field of forms[landings[path]?.form ?? ""]?.fields ?? [])
      if (!found.has(field.name)) found.set(field.name, field);
  return [...found.values()];
}

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
  const { locale, colours, fields, links } = mailing;
  // Whoever answered little may have answered another form.
  const given = { ...(knows === "all" ? sampleAnswers(fields, knows) : {}), ...answers };
  const own: Record<MailOwn, string> = { title: "", until: "", asked: "", ...colours, origin: publicUrl };
  const filling: Filling = {
    reader: readerOf(fields, given),
    own,
    slots: { button: "", code: "" },
    links: links.map((href) => (href.startsWith("/") ? publicUrl + href : href)),
  };
  const line = (pieces: MailBody["subject"]) => onOneLine(fillPieces(pieces, filling, onOneLine).text);
  const subject = line([body.subject, ...(body.others ?? [])][variant] ?? body.subject);
  const name = greetingName(personIn(fields, given)?.givenName ?? null);
  const words = usualWords(catalog, locale, name, publicUrl, `${publicUrl}/u/example`);
  const foot = [words.rights, words.preferences.label, words.ownerName, ...words.owner];
  const sheet = (
    <Sheet
      locale={locale}
      subject={subject}
      brand={words.brand}
      colours={colours}
      padding="40px 32px"
      {...(body.preheader && { preheader: line(body.preheader) })}
      foot={foot.map((one) => (
        <p class="quiet" style="margin:0 0 8px;font:13px/1.6 sans-serif;color:#55585c">
          {one}
        </p>
      ))}
    >
      {raw(fillPieces(body.html, filling, inHtml).text)}
    </Sheet>
  );
  const text = fillPieces(body.text, filling, onOneLine).text.replace(/\n{3,}/g, "\n\n");
  const asked = fields.filter((one) => conditionsIn(body).has(one.name));
  return { subject, html: `<!doctype html>${raw(sheet)}`, text: [text, "", ...foot].join("\n"), asked };
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
