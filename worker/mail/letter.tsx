import type { Colours } from "../../content/schema/catalog.ts";
import { Button, Sheet, sans } from "./sheet.tsx";

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

/** One letter with one button; it reads well without pictures, in dark mode, and read aloud. */
export function Letter({ words, link, colours, locale }: Props) {
  const ink = `color:${colours.ink}`;
  return (
    <Sheet
      locale={locale}
      subject={words.subject}
      brand={words.brand}
      colours={colours}
      padding="40px 32px"
      preheader={words.lasts}
      foot={<Foot words={words} link={link} />}
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
    </Sheet>
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
