import { contrast, hexOf, oklchOf } from "../outside.ts";
import type { Book } from "../tree.ts";

/** The book's style sheet: small, for the reader's own type and ground come first. */
export function bookSheet({ design, theme }: Pick<Book, "design" | "theme">): string {
  return `${base}${designs[design]}`.replaceAll("BRAND", dayAndNight(theme.primary));
}

/** The brand's hue at the one lightness that can be read on white and on black alike, for readers turn pages dark. */
export function dayAndNight(colour: string): string {
  const { c, h } = oklchOf(colour);
  // From dark to light: white on black is 21, so that 4.5 on the one leaves 4.66 on the other.
  for (let l = 0.4; l < 0.8; l += 0.002) {
    const candidate = hexOf({ l, c, h });
    if (contrast(candidate, "#000000") >= readableText) return candidate;
  }
  return "#747474";
}

const readableText = 4.5;

const base = `body { margin: 0 4%; line-height: 1.45; }
h1, h2, h3, h4 { line-height: 1.2; text-align: left; hyphens: none; -webkit-hyphens: none; -epub-hyphens: none; page-break-after: avoid; break-after: avoid; }
h1 { font-size: 1.8em; margin: 2.5em 0 1.2em; }
h2 { font-size: 1.3em; margin: 1.8em 0 0.5em; }
h3 { font-size: 1.1em; margin: 1.5em 0 0.4em; }
h4 { font-size: 1em; margin: 1.2em 0 0.3em; }
h1 .number { color: BRAND; display: block; font-size: 1.3em; }
p { margin: 0; text-indent: 1.2em; hyphens: auto; -webkit-hyphens: auto; -epub-hyphens: auto; orphans: 2; widows: 2; }
h1 + p, h2 + p, h3 + p, h4 + p, li > p, dd > p, aside > p, div > p, figure + p, div + p, ul + p, ol + p, dl + p, pre + p, hr + p, blockquote > p:first-child { text-indent: 0; }
ul, ol { margin: 0.8em 0; padding-left: 1.6em; }
li, dd { margin-bottom: 0.3em; }
a { color: inherit; text-decoration: underline; }
a.note { font-size: 0.7em; line-height: 0; vertical-align: super; padding: 0 0.15em; text-decoration: none; color: BRAND; }
blockquote { margin: 1em 1.4em; }
pre { margin: 1em 0; padding: 0.5em 0 0.5em 0.8em; border-left: 2px solid BRAND; font-size: 0.85em; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-family: monospace; }
hr { width: 30%; margin: 1.6em auto; border: 0; border-top: 1px solid; }
img { max-width: 100%; height: auto; }
figure { margin: 1.4em 0; text-align: center; page-break-inside: avoid; break-inside: avoid; }
/* Drawings are dark on no ground of their own: a page turned dark must not swallow them. */
figure img { background: #fff; }
figure.half img { max-width: 60%; }
figcaption, caption { margin: 0.5em 0; font-size: 0.85em; text-align: left; text-indent: 0; }
.label { color: BRAND; font-weight: bold; }
.table { margin: 1.4em 0; }
table { width: 100%; border-collapse: collapse; font-size: 0.9em; }
th, td { padding: 0.3em 0.6em 0.3em 0; border-bottom: 1px solid; text-align: left; vertical-align: top; }
th { border-bottom-width: 2px; }
.right { text-align: right; }
.center { text-align: center; }
.callout { margin: 1.4em 0; padding: 0.1em 0 0.1em 1em; border-left: 4px solid BRAND; }
.callout.warning { border-left-style: double; }
.callout > p + p { margin-top: 0.5em; }
.title { text-indent: 0; }
.callout .title strong, .benefits .title strong, .steps .title strong { color: BRAND; }
.pullquote { margin: 1.8em 8%; font-size: 1.2em; text-align: center; page-break-inside: avoid; break-inside: avoid; }
.pullquote p { text-indent: 0; hyphens: none; -webkit-hyphens: none; }
.pullquote .by { margin-top: 0.4em; font-size: 0.75em; }
dt { margin-top: 1em; font-weight: bold; page-break-after: avoid; break-after: avoid; }
dd { margin-left: 0; }
ul.figures { list-style: none; padding: 0; }
.figures li { margin-bottom: 1em; }
.value { text-indent: 0; }
.value strong { color: BRAND; font-size: 1.6em; }
.price { margin: 1.4em 0; padding: 0.8em 0; border-top: 2px solid BRAND; border-bottom: 2px solid BRAND; }
.notes { margin-top: 2em; font-size: 0.85em; }
.notes aside { margin-bottom: 0.5em; }
.notes .back { font-weight: bold; text-decoration: none; color: BRAND; }
nav ol { list-style: none; padding-left: 1.2em; }
nav > ol { padding: 0; }
nav a { text-decoration: none; }
.testimonial { text-align: left; }
.cover { margin: 0; text-align: center; }
.cover img { height: 95vh; max-width: 100%; object-fit: contain; }
.part, .title-page { padding-top: 25%; text-align: center; }
.part h1, .title-page h1 { text-align: center; margin: 0.8em 0 0.4em; font-size: 2em; color: BRAND; }
.title-page p, .colophon p { text-indent: 0; }
.title-page .publisher { margin-top: 5em; }
.colophon { margin-top: 20%; font-size: 0.9em; }
.colophon h1 { font-size: 1.2em; }
.colophon p { margin-bottom: 0.6em; }
.stamp { margin-top: 2em; }
`;

/** A serif book, and a manual: what differs is little, for the type is the reader's. */
const designs: Record<Book["design"], string> = {
  classic: `h1, h2, h3, h4, .pullquote { font-family: serif; font-weight: normal; }
h1 { text-align: center; }
h1 .number { margin-bottom: 0.3em; }
h3 { font-style: italic; }
.pullquote { font-style: italic; }
th { font-weight: normal; font-style: italic; }
`,
  modern: `h1, h2, h3, h4, th, .label, .title, .value, .pullquote { font-family: sans-serif; }
h1, h2 { font-weight: bold; }
p { text-indent: 0; margin-bottom: 0.7em; }
.pullquote { text-align: left; margin-left: 0; padding-left: 1em; border-left: 4px solid BRAND; font-weight: bold; }
`,
};
