import { raw } from "hono/html";
import type { CatalogLanding } from "../../content/schema/catalog.ts";
import type { MailOwn, MailSlot } from "../../content/schema/mail-body.ts";
import { type Filling, fillPieces, inHtml, onOneLine } from "./fill-body.ts";
import { Agreed, Code, Foot, type LetterWords, Links } from "./letter.tsx";
import { codeLines, footLines } from "./letter-lines.ts";
import type { OwnMail } from "./own-mail.ts";
import { Button, Sheet, sans } from "./sheet.tsx";

/** A letter in the author's words, in our frame: whose it is, why it comes and how to stop it stand in every one. */
export function writeOwnLetter(
  words: LetterWords,
  link: string,
  { colours, locale }: Pick<CatalogLanding, "colours" | "locale">,
  { body, reader, origin }: OwnMail,
) {
  const own: Record<MailOwn, string> = { ...words.said, ...colours, origin };
  const line = (pieces: typeof body.subject) =>
    onOneLine(fillPieces(pieces, { reader, own, slots: { button: "", code: "" } }, (text) => text).text);
  const said = { ...words, button: body.button === undefined ? words.button : line(body.button) };
  const subject = line(body.subject);
  const html = bodyHtml(
    said,
    link,
    { colours, ink: `color:${colours.ink}` },
    { body, filling: { reader, own } },
  );
  const preheader = body.preheader === undefined ? words.lasts : line(body.preheader);
  const sheet = (
    <Sheet
      locale={locale}
      subject={subject}
      brand={words.brand}
      colours={colours}
      padding="40px 32px"
      preheader={preheader}
      foot={<Foot words={said} link={link} />}
    >
      {raw(html)}
      <p class="quiet" style={`margin:24px 0 0;font:15px/1.6 ${sans};color:#55585c`}>
        {words.lasts}
      </p>
    </Sheet>
  );
  return {
    subject,
    html: `<!doctype html>${raw(sheet)}`,
    text: [
      bodyText(said, link, { body, filling: { reader, own } }),
      "",
      words.lasts,
      "",
      ...footLines(words),
    ].join("\n"),
  };
}

interface Filled {
  body: OwnMail["body"];
  filling: Omit<Filling, "slots">;
}

interface Look {
  colours: CatalogLanding["colours"];
  ink: string;
}

function bodyHtml(
  words: LetterWords,
  link: string,
  { colours, ink }: Look,
  { body, filling }: Filled,
): string {
  const slots = {
    button: String(
      <>
        <Agreed words={words} ink={ink} />
        <Button label={words.button} link={link} colours={colours} below="28px" />
      </>,
    ),
    code:
      words.code === undefined
        ? ""
        : String(
            <>
              <Code words={words.code} ink={ink} />
              <Links links={words.code.links} below="28px" />
            </>,
          ),
  };
  const { text, used } = fillPieces(body.html, { ...filling, slots }, inHtml);
  return text + forgotten(slots, used).join("");
}

function bodyText(words: LetterWords, link: string, { body, filling }: Filled): string {
  const agreed = words.agreed === undefined ? [] : [words.agreed, ""];
  const links = (words.code?.links ?? []).map(({ label, link }) => `${label}: ${link}`);
  const slots = {
    button: [...agreed, `${words.button}: ${link}`].join("\n"),
    code: [...codeLines(words.code), ...links].join("\n"),
  };
  const { text, used } = fillPieces(body.text, { ...filling, slots }, onOneLine);
  const whole = [text, ...forgotten(slots, used)].map((part) => part.trim()).filter((part) => part !== "");
  // What a condition leaves out leaves no hole.
  return whole.join("\n\n").replace(/\n{3,}/g, "\n\n");
}

/** The parts that no mail goes without: what it is about is a press away, whatever its author left out. */
function forgotten(slots: Record<MailSlot, string>, used: ReadonlySet<MailSlot>): string[] {
  return (["code", "button"] as const).filter((slot) => !used.has(slot)).map((slot) => slots[slot]);
}
