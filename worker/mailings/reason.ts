import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import type { Deps } from "../env.ts";
import type { Mailing } from "./mailing.ts";
import type { Told } from "./told.ts";

/** Why a mail comes, in its reader's language: what was asked for and agreed to, or what was bought, and when. */
export function reasonFor(
  { catalog, publicUrl }: Pick<Deps, "catalog" | "publicUrl">,
  { locale }: Pick<Mailing, "locale">,
  { consent, sale }: Pick<Told, "consent" | "sale">,
): string {
  const { mailing: words } = textsIn(locale);
  const { site, landings } = catalog;
  const day = (at: number) => sayDay(at, locale, site.timeZone);
  const host = new URL(publicUrl).host;
  if (consent === null) {
    if (sale === null) return "";
    return fill(words.bought, { date: day(sale.at), owner: site.owner.name, what: sale.what });
  }
  const { at, wording, askedAt, landing } = consent;
  const title = landing !== null && Object.hasOwn(landings, landing) ? landings[landing]?.title : undefined;
  return askedAt === null || title === undefined
    ? fill(words.agreed, { date: day(at), site: host, wording })
    : fill(words.asked, { date: day(askedAt), title, site: host, wording });
}
