import { raw } from "hono/html";
import type { Catalog } from "../../content/schema/catalog.ts";

/** What a mail to the people of the business says, ready to be set. */
export interface BusinessWords {
  subject: string;
  heading: string;
  /** A sentence under the heading. */
  text: string | null;
  /** What it is about, line by line. */
  rows: readonly { label: string; text: string }[];
  button: string;
  link: string;
  /** How to answer, and why the mail was sent. */
  foot: readonly string[];
}

const sans = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** A mail to the people of the business, in HTML and as plain text. */
export function businessLetter({ site }: Catalog, words: BusinessWords) {
  const html = `<!doctype html>${raw(<Sheet words={words} site={site} />)}`;
  const text = [
    words.heading,
    ...(words.text === null ? [] : ["", words.text]),
    "",
    // What a visitor typed stays beside its label, however many lines it has: it can forge none of ours.
    ...words.rows.map(({ label, text: answer }) => `${label}: ${answer.split("\n").join("\n    ")}`),
    "",
    `${words.button}: ${words.link}`,
    "",
    "-- ",
    ...words.foot,
    "",
  ].join("\n");
  return { subject: words.subject, html, text };
}

function Sheet({ words, site }: { words: BusinessWords; site: Catalog["site"] }) {
  const { colours } = site;
  const ink = `color:${colours.ink}`;
  return (
    <html lang={site.locale}>
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
                    {site.name}
                  </td>
                </tr>
                <tr>
                  <td
                    class="sheet"
                    style={`background:#ffffff;border-radius:12px;border-top:4px solid ${colours.primary};padding:32px`}
                  >
                    <h1 class="ink" style={`margin:0 0 16px;font:600 24px/1.25 ${sans};${ink}`}>
                      {words.heading}
                    </h1>
                    {words.text === null ? null : (
                      <p class="ink" style={`margin:0 0 20px;font:17px/1.6 ${sans};${ink}`}>
                        {words.text}
                      </p>
                    )}
                    <Rows rows={words.rows} ink={ink} />
                    <Button words={words} site={site} />
                  </td>
                </tr>
                <tr>
                  <td style="padding:24px 32px 0">
                    {words.foot.map((line) => (
                      <p class="quiet" style={`margin:0 0 10px;font:13px/1.6 ${sans};color:#55585c`}>
                        {line}
                      </p>
                    ))}
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

function Rows({ rows, ink }: { rows: BusinessWords["rows"]; ink: string }) {
  return (
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
      {rows.map(({ label, text }) => (
        <tr>
          <td class="rule" style="padding:10px 0;border-top:1px solid #e3e5e7">
            <p class="quiet" style={`margin:0;font:13px/1.5 ${sans};color:#55585c`}>
              {label}
            </p>
            <p
              class="ink"
              style={`margin:0;font:17px/1.5 ${sans};white-space:pre-line;overflow-wrap:anywhere;${ink}`}
            >
              {text}
            </p>
          </td>
        </tr>
      ))}
    </table>
  );
}

function Button({ words, site: { colours } }: { words: BusinessWords; site: Catalog["site"] }) {
  return (
    <table role="presentation" cellpadding="0" cellspacing="0" border={0} style="margin-top:20px">
      <tr>
        <td style={`border-radius:8px;background:${colours.primary}`}>
          {/* The border is the colour's own, so that Outlook, which knows no padding on links, keeps the size. */}
          <a
            href={words.link}
            style={`display:inline-block;padding:14px 28px;border:1px solid ${colours.primary};border-radius:8px;font:600 17px/1.3 ${sans};color:${colours.onPrimary};text-decoration:none`}
          >
            {words.button}
          </a>
        </td>
      </tr>
    </table>
  );
}

const darkMode = `@media (prefers-color-scheme:dark){
.ground{background:#17181a!important}
.sheet{background:#222427!important}
.rule{border-color:#3a3d41!important}
.ink{color:#f2f2f0!important}
.quiet{color:#b3b6ba!important}
}`;
