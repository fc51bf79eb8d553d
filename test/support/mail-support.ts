/**
 * What mail programs do not show alike, in `html`, as lines; nothing where all is well.
 *
 * The lists are what caniemail.com tells of Gmail, Outlook (Word's engine on Windows included) and Apple Mail: what is
 * not in them is not used. Word knows no `max-width`, `border-radius` or `display:inline-block`, and shows the same
 * words without them: each is allowed where a width, a colour or a table of its own stands beside.
 */
export function unsupportedIn(html: string): string[] {
  const shown = html.replace(/<!--\[if mso\]>[\s\S]*?<!\[endif\]-->/g, "");
  return [
    ...namesIn(shown, /<([a-z][\w-]*)/g, elements).map((name) => `<${name}>`),
    ...stylesIn(shown).flatMap((style) =>
      style.split(";").flatMap((rule) => {
        const name = rule.split(":")[0]?.trim() ?? "";
        return name === "" || properties.has(name) ? [] : [`style ${name}`];
      }),
    ),
    ...[...shown.matchAll(/<(?:img)\b[^>]*>/g)].flatMap(([tag]) => pictureFaults(tag)),
    ...[...shown.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, address = ""]) =>
      /^(?:https?:\/\/|mailto:|tel:|cid:)/.test(address) ? [] : [`address ${address}`],
    ),
    ...(/<(?:script|link|form|iframe|video|svg|object)\b|\bon\w+=|url\(|position:|float:|display:(?:flex|grid)/i.test(
      shown,
    )
      ? ["what programs take out of mails"]
      : []),
    ...(new TextEncoder().encode(html).length > 102_000 ? ["more than Gmail shows"] : []),
  ];
}

const elements = new Set(
  "html head meta title style body div table tr td h1 h2 h3 h4 p a img br strong em s code ul ol li".split(
    " ",
  ),
);

const properties = new Set(
  [
    "margin margin-top margin-bottom margin-right padding font color background border border-left border-top border-color",
    "border-radius text-decoration letter-spacing width max-width height max-height overflow display vertical-align",
    "font-size line-height white-space word-break mso-padding-alt",
  ]
    .join(" ")
    .split(" "),
);

function namesIn(text: string, pattern: RegExp, known: ReadonlySet<string>): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name = ""]) => (known.has(name) ? [] : [name]));
}

function stylesIn(text: string): string[] {
  return [...text.matchAll(/\sstyle="([^"]*)"/g)].map(([, style = ""]) => style.replaceAll("&#39;", "'"));
}

/** Outlook wants a size in attributes, and people with pictures off want words; neither shows WebP or SVG. */
function pictureFaults(tag: string): string[] {
  const isWhole = [/\salt="[^"]+"/, /\swidth="\d+"/, /\sheight="\d+"/].every((part) => part.test(tag));
  return isWhole && !/\.(?:webp|svg|avif)"/.test(tag) ? [] : [`picture ${tag}`];
}
