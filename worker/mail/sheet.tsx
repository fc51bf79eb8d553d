import { raw } from "hono/html";
import type { Child, PropsWithChildren } from "hono/jsx";
import type { Colours } from "../../content/schema/catalog.ts";

export const sans = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

interface Props {
  locale: string;
  subject: string;
  /** Whose mail it is, above the sheet. */
  brand: string;
  colours: Colours;
  /** The room around what stands on the sheet. */
  padding: string;
  /** What an inbox shows after the subject. */
  preheader?: string;
  /** What stands below the sheet. */
  foot: Child;
}

/** The whole of a mail in HTML: one sheet on the brand's ground, light or dark. */
export function Sheet(props: PropsWithChildren<Props>) {
  const { locale, subject, brand, colours, padding, preheader, foot, children } = props;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>{subject}</title>
        <style>{darkMode}</style>
        <style>{narrow}</style>
        {/* Apart: a program that minds what only Outlook reads leaves out no more than that. */}
        <style>{outlookDark}</style>
      </head>
      <body class="ground" style={`margin:0;padding:0;background:${colours.paper};color:${colours.ink}`}>
        {/* The no-break spaces keep the letter's own words out of what the inbox shows. */}
        {preheader === undefined ? null : (
          // One of Gmail's programs knows no `display:none`: there it is as small and as pale as can be.
          <div
            class="preheader"
            style={`display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:${colours.paper};mso-hide:all`}
          >
            {preheader}
            {"\u00a0\u200c".repeat(60)}
          </div>
        )}
        {/* Yahoo and Outlook on a Mac put their own element in the place of the body: the ground stands here again. */}
        <table
          role="presentation"
          class="ground"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          border={0}
          bgcolor={colours.paper}
          style={`background:${colours.paper}`}
        >
          <tr>
            <td class="around" align="center" style="padding:32px 16px 48px">
              {/* Outlook knows no greatest width: there the sheet lies in a table of that width. */}
              {raw(
                '<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
              )}
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border={0}
                style="max-width:600px"
              >
                <tr>
                  <td
                    class="ink brand"
                    style={`padding:0 0 24px;font:600 15px/1.4 ${sans};letter-spacing:.01em`}
                  >
                    {brand}
                  </td>
                </tr>
                <tr>
                  <td
                    class="sheet"
                    style={`background:#ffffff;border-radius:12px;border-top:4px solid ${colours.primary};padding:${padding}`}
                  >
                    {children}
                  </td>
                </tr>
                <tr>
                  <td class="foot" style="padding:24px 32px 0">
                    {foot}
                  </td>
                </tr>
              </table>
              {raw("<!--[if mso]></td></tr></table><![endif]-->")}
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}

interface ButtonProps {
  label: string;
  link: string;
  colours: Colours;
  /** The room above it, where what stands there leaves none. */
  above?: string;
  /** The room below it, where something follows. */
  below?: string;
}

/** The one button of a mail, in the brand's own colours by day and night. */
export function Button({ label, link, colours, above, below }: ButtonProps) {
  const room = [above && `margin-top:${above}`, below && `margin-bottom:${below}`].filter(Boolean).join(";");
  const style = room === "" ? undefined : room;
  return (
    <table role="presentation" cellpadding="0" cellspacing="0" border={0} style={style}>
      <tr>
        {/* Outlook, which knows no padding on links, takes the room from the cell. */}
        <td
          class="button"
          bgcolor={colours.primary}
          style={`border-radius:8px;background:${colours.primary};mso-padding-alt:14px 28px`}
        >
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

// Only where the reader's program asks for it.
const darkMode = `@media (prefers-color-scheme:dark){
.ground{background:#17181a!important}
.preheader{color:#17181a!important}
.sheet{background:#222427!important}
.rule{border-color:#3a3d41!important}
.ink{color:#f2f2f0!important}
.quiet{color:#b3b6ba!important}
}`;

// On a telephone the words get the room, and columns the whole of it.
const narrow = `@media (max-width:480px){
.around{padding:20px 8px 40px!important}
.brand{padding:0 24px 16px!important}
.sheet{padding:32px 24px 28px!important}
.foot{padding:24px 24px 0!important}
.column{max-width:100%!important}
}`;

// Outlook on the web and on telephones marks what it darkened by itself: words (ogsc) and grounds (ogsb).
const outlookDark = `[data-ogsb] .ground,[data-ogsb].ground{background:#17181a!important}
[data-ogsb] .sheet,[data-ogsb].sheet{background:#222427!important}
[data-ogsc] .preheader{color:#17181a!important}
[data-ogsc] .rule{border-color:#3a3d41!important}
[data-ogsc] .ink{color:#f2f2f0!important}
[data-ogsc] .quiet{color:#b3b6ba!important}`;
