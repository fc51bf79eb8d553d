import { printTexts } from "../../content/schema/locales/print.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";
import { type ThemeChange, themeOf } from "../../content/schema/theme.ts";
import { rulesOf } from "../../templates/parts/coupon-rules.ts";
import { figureOf } from "../../templates/parts/words.ts";
import { contrast } from "../../templates/theme/colour.ts";
import { paletteOf } from "../../templates/theme/palette.ts";

export type Coupon = Extract<Magnet, { kind: "coupon" }>;

/** All that is drawn of a coupon before it is anybody's. */
export interface TicketWords {
  lang: Locale;
  title: string;
  site: string;
  /** The logo as SVG. */
  logo: string | null;
  /** Whether the logo spells the name. */
  spelt: boolean;
  figure: ReturnType<typeof figureOf>;
  /** Whether the figure is words, which break. */
  words: boolean;
  off: string;
  goodfor: string;
  terms: string[];
  shops: { title: string; address: string; about: string }[];
  said: { terms: string; elsewhere: string };
  /** Whether the ticket needs a line around it, for its ground is its page's. */
  outlined: boolean;
  tones: Record<string, string>;
  radius: number;
  font: string;
}

/** What is drawn of `coupon` in the look that `change` makes of the site's. */
export function ticketWords(
  site: Site,
  coupon: Coupon,
  { locale, change, logo }: { locale: Locale; change: ThemeChange | undefined; logo: string | null },
): TicketWords {
  const words = printTexts(locale).ticket;
  const theme = themeOf(site.theme, change);
  const tones = paletteOf(theme).light;
  const isSerif = theme.font === "newsreader" || (theme.font === "system" && theme.type === "serif");
  const shops = site.shops.filter(({ name }) => coupon.shops === undefined || coupon.shops.includes(name));
  return {
    lang: locale,
    title: coupon.title,
    site: site.name,
    logo,
    spelt: logo !== null && isWide(logo),
    figure: figureOf(coupon.value, locale),
    words: "gift" in coupon.value,
    off: "gift" in coupon.value ? "" : words.off,
    goodfor: coupon.summary ?? coupon.title,
    terms: [...coupon.terms.map((term) => term.replace(/\s+/g, " ")), ...rulesOf(coupon, locale)],
    shops: shops.map(({ title, address, hours, phone }) => ({
      title,
      address: `${address.street}, ${address.city}`,
      about: [hours, phone].filter((part) => part !== undefined).join(" · "),
    })),
    said: { terms: words.terms, elsewhere: words.elsewhere },
    outlined: contrast(tones.loud, tones.surface) < 1.2,
    tones: { ...tones },
    radius: theme.radius * 0.75,
    font: isSerif ? "Newsreader" : "Instrument Sans",
  };
}

function isWide(svg: string): boolean {
  const [, width, height] = /viewBox=["'][\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)/.exec(svg) ?? [];
  return width !== undefined && Number(width) > Number(height) * 2;
}
