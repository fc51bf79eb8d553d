import type { CatalogLanding } from "../../content/schema/catalog.ts";
import type { MailKind } from "../../content/schema/mail.ts";
import { type MailBody, mailBodySchema } from "../../content/schema/mail-body.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Deps } from "../env.ts";
import type { DueMessage } from "../store/messages.ts";
import { nobody, type Reader, readerOf } from "./reader.ts";

/** A mail in the words of the site's author, and who reads it. */
export interface OwnMail {
  body: MailBody;
  reader: Reader;
  /** The origin that visitors see. */
  origin: string;
}

/** The author's own mail of `kind` for `landing`, or else for its language; null where our own words stand. */
export async function ownMail(
  deps: Deps,
  kind: MailKind,
  {
    locale,
    landing,
    message,
  }: { locale: Locale; landing?: CatalogLanding; message: Pick<DueMessage, "landing" | "answers"> },
): Promise<OwnMail | null> {
  const mails = Object.values(deps.catalog.mails).filter((mail) => mail.kind === kind);
  const asset =
    mails.find((mail) => mail.landing !== undefined && mail.landing === message.landing) ??
    mails.find((mail) => mail.landing === undefined && mail.locale === locale);
  const body = asset === undefined ? null : await bodyAt(deps, asset.asset);
  if (body === null) return null;
  const fields = landing === undefined ? [] : (deps.catalog.forms[landing.form]?.fields ?? []);
  const isAboutData = kind === "copy" || kind === "erasure";
  const answers = message.answers === null || isAboutData ? null : JSON.parse(message.answers);
  return { body, reader: answers === null ? nobody : readerOf(fields, answers), origin: deps.publicUrl };
}

const bodies = new WeakMap<Deps["fetchAsset"], Map<string, MailBody>>();
const mostKept = 200;

/** The words at `path`, whose name changes with them; a mail that cannot be had leaves in our own words rather than not at all. */
export async function bodyAt({ fetchAsset, log }: Deps, path: string): Promise<MailBody | null> {
  const mine = bodies.get(fetchAsset) ?? new Map<string, MailBody>();
  bodies.set(fetchAsset, mine);
  const known = mine.get(path);
  if (known !== undefined) return known;
  const asset = await fetchAsset(path);
  const body = asset.ok ? mailBodySchema.safeParse(await asset.json().catch(() => null)) : null;
  if (!body?.success) {
    log({ event: "error", problem: "a mail's own words cannot be read", path, status: asset.status });
    return null;
  }
  if (mine.size >= mostKept) mine.clear();
  mine.set(path, body.data);
  return body.data;
}
