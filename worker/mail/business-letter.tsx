import { raw } from "hono/html";
import type { Catalog } from "../../content/schema/catalog.ts";
import { Button, Sheet, sans } from "./sheet.tsx";

/** What a mail to the people of the business says, ready to be set. */
export interface BusinessWords {
  subject: string;
  heading: string;
  /** A sentence under the heading. */
  text: string | null;
  /** What it is about, line by line. */
  rows: readonly { label: string; text: string; note?: string; link?: string }[];
  button: string;
  link: string;
  /** How to answer, and why the mail was sent. */
  foot: readonly string[];
}

/** A mail to the people of the business, in HTML and as plain text. */
export function businessLetter({ site }: Catalog, words: BusinessWords) {
  const html = `<!doctype html>${raw(<Letter words={words} site={site} />)}`;
  const text = [
    words.heading,
    ...(words.text === null ? [] : ["", words.text]),
    "",
    // What a visitor typed stays beside its label, however many lines it has: it can forge none of ours.
    ...words.rows.map(({ label, text: answer, note }) =>
      [`${asked(label)} ${answer}`, ...(note === undefined ? [] : [note])]
        .join("\n")
        .split("\n")
        .join("\n    "),
    ),
    "",
    `${words.button}: ${words.link}`,
    "",
    "-- ",
    ...words.foot,
    "",
  ].join("\n");
  return { subject: words.subject, html, text };
}

/** A label before its answer: a question has its sign already. */
function asked(label: string): string {
  return /[?:!.…]$/.test(label) ? label : `${label}:`;
}

function Letter({ words, site }: { words: BusinessWords; site: Catalog["site"] }) {
  const { colours, locale, name } = site;
  const ink = `color:${colours.ink}`;
  const foot = words.foot.map((line) => (
    <p class="quiet" style={`margin:0 0 10px;font:13px/1.6 ${sans};color:#55585c`}>
      {line}
    </p>
  ));
  return (
    <Sheet locale={locale} subject={words.subject} brand={name} colours={colours} padding="32px" foot={foot}>
      <h1 class="ink" style={`margin:0 0 16px;font:600 24px/1.25 ${sans};${ink}`}>
        {words.heading}
      </h1>
      {words.text === null ? null : (
        <p class="ink" style={`margin:0 0 20px;font:17px/1.6 ${sans};${ink}`}>
          {words.text}
        </p>
      )}
      <Rows rows={words.rows} ink={ink} />
      <Button label={words.button} link={words.link} colours={colours} above="20px" />
    </Sheet>
  );
}

function Rows({ rows, ink }: { rows: BusinessWords["rows"]; ink: string }) {
  return (
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
      {rows.map(({ label, text, note, link }) => (
        <tr>
          <td class="rule" style="padding:10px 0;border-top:1px solid #e3e5e7">
            <p class="quiet" style={`margin:0;font:13px/1.5 ${sans};color:#55585c`}>
              {label}
            </p>
            <p class="ink" style={`margin:0;font:17px/1.5 ${sans};word-break:break-word;${ink}`}>
              {link === undefined ? (
                <Lines text={text} />
              ) : (
                <a class="ink" href={link} style={ink}>
                  {text}
                </a>
              )}
            </p>
            {note === undefined ? null : (
              <p class="quiet" style={`margin:4px 0 0;font:13px/1.5 ${sans};color:#55585c`}>
                {note}
              </p>
            )}
          </td>
        </tr>
      ))}
    </table>
  );
}

/** `text` with its line breaks, which Outlook takes from no style. */
function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split("\n").map((line, place) => (
        <>
          {place === 0 ? null : <br />}
          {line}
        </>
      ))}
    </>
  );
}
