/**
 * A link that people neither see nor hear nor come to by the keyboard; what presses every link of a mail presses it, too.
 *
 * It is hidden as preheaders are, and holds no words: hidden words are what spam has.
 */
export function HiddenLink({ address }: { address: string }) {
  return (
    <div style="display:none;max-height:0;overflow:hidden;mso-hide:all" aria-hidden="true">
      {/* biome-ignore lint/a11y/useAnchorContent: nobody is to hear it. */}
      <a href={address} tabindex={-1} style="display:none" />
    </div>
  );
}

/** The picture that all mails of a mailing share, where openings are counted; null where they are not. */
export function SharedPicture({ address }: { address: string | null }) {
  return address === null ? null : (
    <img src={address} alt="" width="1" height="1" style="display:block;border:0;width:1px;height:1px" />
  );
}
