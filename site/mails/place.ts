import { type MailKind, mailKinds } from "../../content/schema/mail.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";
import type { ContentDocument } from "../content/document.ts";
import { mistakeAt } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { dangling, type ReadLanding } from "../content/references.ts";

/** What a mail is for, and for whom: its file's path says it. */
export interface MailPlace {
  kind: MailKind;
  locale: Locale;
  /** The landing that it belongs to alone. */
  landing: string | undefined;
  /** The landings that it is sent for. */
  landings: readonly ReadLanding[];
}

/** The file of the mail at `path`. */
export function mailFile(path: string): string {
  return `content/mails/${path}.mdx`;
}

/** What a mail at `path`, a path of `mailFile`, is for; a folder that is no landing and no language is told. */
export function placeOf(
  path: string,
  written: Locale | undefined,
  document: ContentDocument,
  { site, landings, paths }: { site: Site; landings: readonly ReadLanding[]; paths: readonly string[] },
  mistakes: ContentMistake[],
): MailPlace | null {
  const kind = kindOf(path);
  if (kind === null) return null;
  const folder = path.split("/").slice(0, -1).join("/");
  const own = landings.find(({ entry }) => entry.path === folder);
  const spoken = own?.entry.locale ?? site.locales.find((locale) => locale === folder);
  if (folder !== "" && spoken === undefined) {
    const known = [...site.locales, ...paths.filter((name) => !path.startsWith(`${name}/${name}`))];
    const target = { kind: "landing", file: `content/landings/${folder}/index.mdx`, known };
    mistakes.push({ ...dangling(document, [], folder, target), cure: folderCure(folder, target, document) });
    return null;
  }
  const locale = written ?? spoken ?? site.locale;
  if ((spoken !== undefined && locale !== spoken) || !site.locales.includes(locale)) {
    const message =
      spoken === undefined
        ? `The site does not speak "${locale}".`
        : `Mails in this folder speak "${spoken}".`;
    mistakes.push(mistakeAt(document, ["locale"], message, 'Correct "locale", or delete the key.'));
    return null;
  }
  return {
    kind,
    locale,
    landing: own?.entry.path,
    landings: own ? [own] : landings.filter(({ entry }) => entry.locale === locale),
  };
}

/** What the mail at `path` is for; null where its name says none of it. */
function kindOf(path: string): MailKind | null {
  return mailKinds.find((kind) => kind === path.split("/").at(-1)) ?? null;
}

function folderCure(
  folder: string,
  target: Parameters<typeof dangling>[3],
  document: ContentDocument,
): string {
  const { cure } = dangling(document, [], folder, target);
  const guess = /^Did you mean "[^"]*"\? /.exec(cure)?.[0] ?? "";
  return `${guess}A folder of mails is called as a landing, or as a language: ${target.known.slice(0, 8).join(", ")}.`;
}
