import type { Texts } from "../../content/schema/locales/worker.ts";
import { sans } from "../mail/sheet.tsx";
import type { usualWords } from "../mail/write-letter.tsx";

/** What stands below a mail of content. */
export interface Footing extends ReturnType<typeof usualWords> {
  words: Texts["mailing"];
  reason: string;
}

/** Where on the page of preferences everything ends with one press. */
const ending = "#none";

/** Why a mail of content comes, how to end it, and who answers for it. */
export function MailingFoot({ footing }: { footing: Footing }) {
  const { words, reason, rights, privacyLink, privacyLabel, preferences, ownerName, owner } = footing;
  const small = `margin:0 0 14px;font:13px/1.6 ${sans};color:#55585c`;
  const link = (address: string, label: string) => (
    <a class="quiet" href={address} style="color:#55585c">
      {label}
    </a>
  );
  return (
    <>
      <p class="quiet" style={small}>
        {reason}
      </p>
      {/* One under the other: a thumb needs room between them, and neither is broken in two. */}
      <p class="quiet" style={`margin:0 0 14px;font:13px/2 ${sans};color:#55585c`}>
        {words.refuse}
        <br />
        {link(`${preferences.link}${ending}`, words.unsubscribe)}
        <br />
        {link(preferences.link, words.preferences)}
      </p>
      <p class="quiet" style={small}>
        {rights} {link(privacyLink, privacyLabel)}
      </p>
      <p class="quiet" style={small}>
        {ownerName}
        {owner.map((line) => (
          <>
            <br />
            {line}
          </>
        ))}
      </p>
    </>
  );
}

/** The same as plain text. */
export function mailingFoot(footing: Footing): string[] {
  const { words, reason, rights, privacyLink, privacyLabel, preferences, ownerName, owner } = footing;
  return [
    "-- ",
    reason,
    `${words.unsubscribe}: ${preferences.link}${ending}`,
    `${words.preferences}: ${preferences.link}`,
    rights,
    `${privacyLabel}: ${privacyLink}`,
    "",
    ownerName,
    ...owner,
    "",
  ];
}
