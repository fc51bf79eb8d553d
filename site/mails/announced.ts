import type { LandingEntry, MailEntry } from "../content/content.ts";
import { told } from "./told.ts";

/** What the delivery among `mails` that `entry` sends is called and has on its button, where its author wrote them: the thank-you page says so. */
export function announcedOf(
  { path, locale, magnet }: Pick<LandingEntry, "path" | "locale" | "magnet">,
  mails: readonly MailEntry[],
): LandingEntry["mail"] {
  const deliveries = mails.filter(({ kind }) => kind === "delivery");
  const found =
    deliveries.find(({ landing }) => landing === path) ??
    deliveries.find((mail) => mail.landing === undefined && mail.locale === locale);
  if (found === undefined) return undefined;
  const { subject, button } = found.body;
  const words = { title: magnet?.magnet.title ?? "" };
  return { subject: told(subject, words), ...(button && { button: told(button, words) }) };
}
