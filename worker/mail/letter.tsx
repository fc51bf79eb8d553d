import type { Colours } from "../../content/schema/catalog.ts";

/** Every sentence of a letter, ready to be set. */
export interface LetterWords {
  subject: string;
  brand: string;
  heading: string;
  /** Whether the heading is a figure, as what a coupon is worth: it is the mail's picture. */
  isFigure: boolean;
  summary: string | null;
  hello: string;
  text: string;
  button: string;
  lasts: string;
  otherwise: string;
  reason: string;
  rights: string;
  privacyLabel: string;
  privacyLink: string;
  /** The page where the reader changes what may be sent; letters to people of the business have none. */
  preferences?: { label: string; link: string };
  ownerName: string;
  owner: readonly string[];
}

interface Props {
  words: LetterWords;
  link: string;
  colours: Colours;
  locale: string;
}

const serif = "Georgia,'Times New Roman',serif";
const sans = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** One letter with one button; it reads well without pictures, in dark mode, and read aloud. */
export function Letter({ words, link, colours, locale }: Props) {
  const ink = `color:${colours.ink}`;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>{words.subject}</title>
        <style>{darkMode}</style>
      </head>
      <body class="ground" style={`margin:0;padding:0;background:${colours.paper};${ink}`}>
        {/* What an inbox shows after the subject; the no-break spaces keep the letter's own words out of it. */}
        <div style="display:none;max-height:0;overflow:hidden">
          {words.lasts}
          {"\u00a0\u200c".repeat(60)}
        </div>
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
          <tr>
            <td align="center" style="padding:32px 16px 48px">
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border={0}
                style="max-width:600px"
              >
                <tr>
                  <td style={`padding:0 0 24px;font:600 15px/1.4 ${sans};letter-spacing:.01em`} class="ink">
                    {words.brand}
                  </td>
                </tr>
                <tr>
                  <td
                    class="sheet"
                    style={`background:#ffffff;border-radius:12px;border-top:4px solid ${colours.primary};padding:40px 32px`}
                  >
                    <Heading words={words} ink={ink} />
                    <p class="ink" style={`margin:0 0 12px;font:17px/1.6 ${sans};${ink}`}>
                      {words.hello}
                    </p>
                    <p class="ink" style={`margin:0 0 28px;font:17px/1.6 ${sans};${ink}`}>
                      {words.text}
                    </p>
                    <Button label={words.button} link={link} colours={colours} />
                    <p class="quiet" style={`margin:24px 0 0;font:15px/1.6 ${sans};color:#55585c`}>
                      {words.lasts}
                    </p>
                  </td>
                </tr>
                <tr>
                  <td style="padding:24px 32px 0">
                    <Foot words={words} link={link} />
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}

function Heading({ words, ink }: { words: LetterWords; ink: string }) {
  const type = words.isFigure ? `800 72px/1 ${sans};letter-spacing:-.03em` : `600 28px/1.2 ${serif}`;
  return (
    <>
      <h1 class="ink" style={`margin:0 0 12px;font:${type};${ink}`}>
        {words.heading}
      </h1>
      {words.summary === null ? null : (
        <p class="quiet" style={`margin:0 0 28px;font:15px/1.6 ${sans};color:#55585c`}>
          {words.summary}
        </p>
      )}
    </>
  );
}

function Button({ label, link, colours }: { label: string; link: string; colours: Props["colours"] }) {
  return (
    <table role="presentation" cellpadding="0" cellspacing="0" border={0}>
      <tr>
        <td class="button" style={`border-radius:8px;background:${colours.primary}`}>
          {/* The border is the colour's own, so that Outlook, which knows no padding on links, keeps the size. */}
          <a
            href={link}
            style={`display:inline-block;padding:14px 28px;border:1px solid ${colours.primary};border-radius:8px;font:600 17px/1.3 ${sans};color:${colours.onPrimary};text-decoration:none`}
          >
            {label}
          </a>
        </td>
      </tr>
    </table>
  );
}

function Foot({ words, link }: { words: LetterWords; link: string }) {
  const small = `margin:0 0 14px;font:13px/1.6 ${sans};color:#55585c`;
  return (
    <>
      <p class="quiet" style={small}>
        {words.otherwise}
        <br />
        <a class="quiet" href={link} style="color:#55585c;word-break:break-all">
          {link}
        </a>
      </p>
      <p class="quiet" style={small}>
        {words.reason}
      </p>
      <p class="quiet" style={small}>
        {words.rights}{" "}
        <a class="quiet" href={words.privacyLink} style="color:#55585c">
          {words.privacyLabel}
        </a>
        {words.preferences === undefined ? null : (
          <>
            <br />
            <a class="quiet" href={words.preferences.link} style="color:#55585c">
              {words.preferences.label}
            </a>
          </>
        )}
      </p>
      <p class="quiet" style={small}>
        {words.ownerName}
        {words.owner.map((line) => (
          <>
            <br />
            {line}
          </>
        ))}
      </p>
    </>
  );
}

// Only where the reader's program asks for it; the button keeps the brand's own colours.
const darkMode = `@media (prefers-color-scheme:dark){
.ground{background:#17181a!important}
.sheet{background:#222427!important}
.ink{color:#f2f2f0!important}
.quiet{color:#b3b6ba!important}
}`;
