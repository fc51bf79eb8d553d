import { endingNames, thanksNames } from "../content/addresses.ts";
import { type Device, hashesOf, policyOf } from "./policy.ts";

/** The platform's limits on `_headers`. */
const limits = { rules: 100, line: 2000 };

/** A built page: its address and its HTML. */
export interface BuiltPage {
  address: string;
  html: string;
}

/** A PDF that everyone may read, and the page that search engines show for it. */
export interface ShownFile {
  address: string;
  canonical: string;
}

interface Rule {
  pattern: string;
  lines: string[];
}

const unused =
  "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope hid " +
  "identity-credentials-get idle-detection local-fonts magnetometer microphone midi otp-credentials payment " +
  "picture-in-picture publickey-credentials-create publickey-credentials-get screen-wake-lock serial storage-access usb " +
  "window-management xr-spatial-tracking";

/** What the scripts of the owner's devices ask for: the whole screen, that it stays lit; the camera, shown and heard without a touch. */
const usedBy: Record<Device, readonly string[]> = {
  kiosk: ["fullscreen", "screen-wake-lock"],
  till: ["autoplay", "camera"],
};

const always = [
  "Strict-Transport-Security: max-age=63072000; includeSubDomains",
  "X-Content-Type-Options: nosniff",
  "Referrer-Policy: strict-origin-when-cross-origin",
  permissions(),
  "Cross-Origin-Opener-Policy: same-origin",
  "Cross-Origin-Resource-Policy: same-origin",
];

/** Pages for one visitor: out of search, out of caches, and silent about where the visitor comes from. */
const forOne = [
  "X-Robots-Tag: noindex",
  "! Referrer-Policy",
  "Referrer-Policy: no-referrer",
  "Cache-Control: no-store",
];

/** The `_headers` file of a site made of `pages`: every inline part allowed by its hash, nothing else but the scripts of the owner's devices. */
export function headersFile(pages: readonly BuiltPage[], files: readonly ShownFile[] = []): string {
  const { shared, own } = policies(pages);
  const rules: Rule[] = [
    { pattern: "/*", lines: [...always, `Content-Security-Policy: ${shared}`] },
    { pattern: "/_astro/*", lines: ["Cache-Control: public, max-age=31536000, immutable"] },
    // Pictures of mails are shown on the pages of whoever reads mail there.
    {
      pattern: "/_astro/mail-*",
      lines: ["! Cross-Origin-Resource-Policy", "Cross-Origin-Resource-Policy: cross-origin"],
    },
    { pattern: "/_private/*", lines: forOne },
    ...[...Object.values(thanksNames), ...Object.values(endingNames)].map((name) => ({
      pattern: `/*/${name}/`,
      lines: forOne,
    })),
    // One asterisk is all that a pattern may have.
    ...Object.values(thanksNames).map((name) => ({ pattern: `/*/${name}/:outcome/`, lines: forOne })),
    ...files.map(fileRule),
    ...own.map(({ address, policy, device }) => ({
      pattern: address,
      lines: [
        "! Content-Security-Policy",
        `Content-Security-Policy: ${policy}`,
        ...(device === null ? [] : ["! Permissions-Policy", permissions(usedBy[device])]),
      ],
    })),
  ];
  refuseTooMany(rules);
  return `${rules.map(({ pattern, lines }) => [pattern, ...lines.map((line) => `  ${line}`)].join("\n")).join("\n\n")}\n`;
}

/** Opens in the browser, counts as its page, and has none of the pages' policy, under which some readers of PDF show nothing. */
function fileRule({ address, canonical }: ShownFile): Rule {
  return {
    pattern: address,
    lines: [
      `Content-Disposition: inline; filename="${address.replace(/^.*\//, "")}"`,
      `Link: <${canonical}>; rel="canonical"`,
      "! Content-Security-Policy",
      "Content-Security-Policy: frame-ancestors 'none'",
    ],
  };
}

/** No page may use a feature of the device but those that are `used`. */
function permissions(used: readonly string[] = []): string {
  const rules = unused.split(" ").map((feature) => `${feature}=${used.includes(feature) ? "(self)" : "()"}`);
  return `Permissions-Policy: ${rules.join(", ")}`;
}

/** One policy for all pages as far as a line can hold it, and policies of their own for the owner's devices and for what is left. */
function policies(pages: readonly BuiltPage[]): {
  shared: string;
  own: { address: string; policy: string; device: Device | null }[];
} {
  const hashed = pages.map(({ address, html }) => ({ address, ...hashesOf(html, address) }));
  // One site asks for one proof, on every page with a form: a policy for each of them would be too many rules.
  const challenge = hashed.find((page) => page.challenge !== null)?.challenge ?? null;
  const shared = { scripts: new Set<string>(), styles: new Set<string>(), challenge };
  const own: { address: string; policy: string; device: Device | null }[] = [];
  for (const page of byCommonness(hashed)) {
    const scripts = [...shared.scripts, ...page.scripts];
    const styles = [...shared.styles, ...page.styles];
    if (
      page.device === null &&
      policyOf({ scripts, styles, challenge }).length <= limits.line - "  Content-Security-Policy: ".length
    ) {
      for (const hash of page.scripts) shared.scripts.add(hash);
      for (const hash of page.styles) shared.styles.add(hash);
    } else {
      own.push({ address: page.address, policy: policyOf(page), device: page.device });
    }
  }
  return { shared: policyOf(shared), own };
}

/** Pages with the most widely used inline parts first, so that the shared policy serves as many as it can. */
function byCommonness<T extends { address: string; scripts: string[]; styles: string[] }>(
  pages: readonly T[],
): T[] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const hash of [...page.scripts, ...page.styles]) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const rarest = (page: T) =>
    Math.min(...[...page.scripts, ...page.styles].map((hash) => counts.get(hash) ?? 0));
  const ranked = pages.map((page) => ({ page, rank: rarest(page) }));
  ranked.sort((one, other) => other.rank - one.rank || (one.page.address < other.page.address ? -1 : 1));
  return ranked.map(({ page }) => page);
}

function refuseTooMany(rules: readonly Rule[]): void {
  const long = rules.find((rule) => rule.lines.some((line) => line.length + 2 > limits.line));
  if (long !== undefined)
    throw new Error(`The headers of ${long.pattern} are longer than the platform allows.`);
  if (rules.length <= limits.rules) return;
  throw new Error(
    `The site needs ${rules.length} header rules and the platform allows ${limits.rules}: too many landings have a theme ` +
      'of their own. Let several landings share the same "theme", or delete it from some.',
  );
}
