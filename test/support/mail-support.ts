import { caniemail } from "caniemail";

/** The programs that mails must stand in, as caniemail.com names them. */
const programs = ["gmail.*", "outlook.*", "apple-mail.*", "yahoo.*", "samsung-email.*", "thunderbird.*"];

/** What some of them do not know, and what stands there then: nothing that anybody would miss. */
const graceful: Readonly<Record<string, string>> = {
  "@media": "Dark mode and narrow margins stand in it: without, the mail is light, and its margins wide.",
  "<style> element": "The same.",
  "<body> element":
    "An element of the program's own stands in its place; the ground is told again by a table.",
  "aria-hidden attribute": "What nobody sees is taken out of sight by its style, and so out of hearing.",
  "role attribute": "Tables for layout hold no heads that could be read out.",
  "border-radius": "Corners are square.",
  "height property": "Told again by the picture's attribute.",
  overflow: "Hides what the inbox shows after the subject, together with three other ways.",
  "display:none": "The same.",
  "word-break": "A long address makes its line longer than the sheet.",
};

/**
 * What mail programs do not show alike, in `html`, as lines; nothing where all is well.
 *
 * Support is what caniemail.com measured, program by program. What is left to judge besides: sizes and words of
 * pictures, addresses that lead somewhere from an inbox, and how much Gmail shows.
 */
export function unsupportedIn(html: string): string[] {
  // Word alone reads the first, and Outlook on the web and on telephones the second.
  const shown = html
    .replace(/<!--\[if mso\]>[\s\S]*?<!\[endif\]-->/g, "")
    .replace(/<style>\[data-ogs[^<]*<\/style>/, "");
  return [
    ...unknownIn(shown),
    ...[...shown.matchAll(/<(?:img)\b[^>]*>/g)].flatMap(([tag]) => pictureFaults(tag)),
    ...[...shown.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, address = ""]) =>
      /^(?:https?:\/\/|mailto:|tel:|cid:)/.test(address) ? [] : [`address ${address}`],
    ),
    ...(/<(?:script|link|form|iframe|object)\b|\son\w+=/i.test(shown)
      ? ["what programs take out of mails"]
      : []),
    ...(new TextEncoder().encode(html).length > 102_000 ? ["more than Gmail shows"] : []),
  ];
}

function unknownIn(html: string): string[] {
  const { errors } = caniemail({ clients: programs as never, html }).issues;
  return [...errors].flatMap(([program, issues]) => {
    const titles = new Set(issues.map(({ title }) => title));
    return [...titles].flatMap((title) => (Object.hasOwn(graceful, title) ? [] : [`${program}: ${title}`]));
  });
}

/** Outlook wants a width in an attribute, and people with pictures off want words; neither shows WebP or SVG. */
function pictureFaults(tag: string): string[] {
  const isWhole = [/\salt="[^"]+"/, /\swidth="\d+"/].every((part) => part.test(tag));
  return isWhole && !/\.(?:webp|svg|avif)"/.test(tag) ? [] : [`picture ${tag}`];
}
