import { escaped } from "../markup.ts";
import type { Marks } from "./pieces.ts";

export const sans = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
export const serif = "Georgia,'Times New Roman',serif";

/** The width of what stands on a mail's sheet. */
export const fullWidth = 536;

/** A table as a frame for layout alone: what Word, which draws mails in Outlook, keeps to. */
export function frame(cells: string, style = "", width = ' width="100%"'): string {
  const styled = style === "" ? "" : ` style="${style}"`;
  return `<table role="presentation"${width} cellpadding="0" cellspacing="0" border="0"${styled}><tr>${cells}</tr></table>`;
}

/** A paragraph of `inner` HTML; `quiet` is for what is read last. */
export function paragraph(marks: Marks, inner: string, kind: "ink" | "quiet" = "ink", more = ""): string {
  const look =
    kind === "ink"
      ? `margin:0 0 20px;font:17px/1.6 ${sans};color:${marks.of({ own: "ink" })}`
      : `margin:0 0 12px;font:15px/1.6 ${sans};color:#55585c`;
  return `<p class="${kind}" style="${look}${more}">${inner}</p>`;
}

/** A button that leads to `href`, of one colour without pictures; Outlook gets its room from the cell. */
export function buttonHtml(marks: Marks, label: string, href: string): string {
  const primary = marks.of({ own: "primary" });
  const link = `display:inline-block;padding:14px 28px;border:1px solid ${primary};border-radius:8px;font:600 17px/1.3 ${sans};color:${marks.of({ own: "onPrimary" })};text-decoration:none`;
  const cell = `border-radius:8px;background:${primary};mso-padding-alt:14px 28px`;
  return frame(
    `<td class="button" bgcolor="${primary}" style="${cell}"><a href="${href}" style="${link}">${label}</a></td>`,
    "margin:8px 0 28px",
    "",
  );
}

/** `href` as a mail has it: with the site's own address before a page of the site. */
export function addressOf(marks: Marks, href: string): string {
  return (href.startsWith("/") ? marks.of({ own: "origin" }) : "") + escaped(href);
}

/** Where a link to `href` leads: by its number where it is counted. */
export function linkTo(marks: Marks, href: string): string {
  return marks.link(href) ?? addressOf(marks, href);
}

/** A style for what Outlook alone reads, which stacks no columns. */
export function forOutlook(html: string): string {
  return `<!--[if mso]>${html}<![endif]-->`;
}
