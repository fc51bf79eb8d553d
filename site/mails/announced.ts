import type { MailPiece } from "../../content/schema/mail-body.ts";
import type { LandingEntry, MailEntry } from "../content/content.ts";

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
  const title = magnet?.magnet.title ?? "";
  return { subject: told(subject, title), ...(button && { button: told(button, title) }) };
}

/** `pieces` as somebody reads them of whom nothing is known yet. */
function told(pieces: readonly MailPiece[], title: string): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if ("field" in piece) return piece.otherwise;
      return "own" in piece && piece.own === "title" ? title : "…";
    })
    .join("");
}
