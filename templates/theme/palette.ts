import type { Theme } from "../../content/schema/theme.ts";
import { contrast, hexOf, type Oklch, oklchOf, readable, worstContrast } from "./colour.ts";

/** The tones a template draws with; every text on every ground it may lie on has a contrast of 4.5 or more. */
export interface Tones {
  /** Grounds: the page, what lies on it, what is cut into it, and a wash of the brand's colour. */
  paper: string;
  surface: string;
  sunken: string;
  tint: string;
  /** A deeper ground with the second colour in it, for `ink` alone. */
  wall: string;
  /** Lines: one that only divides, one that bounds a control (3:1). */
  line: string;
  edge: string;
  /** Texts on any of the grounds: plain, quieter, and in the brand's hue. */
  ink: string;
  muted: string;
  mark: string;
  /** The one action: its ground, the same under the finger, its words, its outline (3:1). */
  primary: string;
  pressed: string;
  onPrimary: string;
  primaryEdge: string;
  /** A large flat area, and the words on it. */
  loud: string;
  onLoud: string;
  /** What went wrong, as text on any ground, and a ground of its own. */
  danger: string;
  dangerTint: string;
}

/** A theme drawn twice, for day and for night. */
export interface Palette {
  light: Tones;
  dark: Tones;
}

const readableText = 4.5;
const visibleEdge = 3;

// A site has few themes and many pages.
const drawn = new Map<string, Palette>();

/** The palette of `theme`: one brand hue, neutrals tinted towards it. */
export function paletteOf(theme: Theme): Palette {
  const key = JSON.stringify(theme);
  const palette = drawn.get(key) ?? draw(theme);
  drawn.set(key, palette);
  return palette;
}

function draw(theme: Theme): Palette {
  const brand = oklchOf(theme.primary);
  const tinted = Math.min(1, brand.c / 0.1);
  const day = theme.paper === undefined ? { l: 0.978, c: 0.012 * tinted, h: brand.h } : oklchOf(theme.paper);
  const night = { l: 0.19, c: 0.016 * tinted, h: brand.h };
  return { light: tonesOf(theme, day, theme.paper), dark: tonesOf(theme, night) };
}

/** The four colours of a mail, which has no style sheet. */
export function mailColours(theme: Theme): {
  primary: string;
  onPrimary: string;
  paper: string;
  ink: string;
} {
  const { primary, onPrimary, paper, ink } = paletteOf(theme).light;
  return { primary, onPrimary, paper, ink };
}

/** The tones on the ground `base`; `exact` is that ground to the digit, where the author gave it. */
function tonesOf(theme: Theme, base: Oklch, exact?: string): Tones {
  const brand = oklchOf(theme.primary);
  const paper = exact ?? hexOf(base);
  const towards = contrast(paper, "#000000") >= contrast(paper, "#ffffff") ? "black" : "white";
  const grounds = groundsOf(paper, base, brand, towards);
  const all = Object.values(grounds);
  const neutral = (l: number, c: number): Oklch => ({ l, c: Math.min(c, brand.c * 0.25), h: brand.h });
  const text = (colour: Oklch, ratio = readableText) => readable(colour, all, ratio, towards);
  const lightness = (onLight: number, onDark: number) => (towards === "black" ? onLight : onDark);
  const mark = text(brand);
  const loud = theme.accent ?? theme.primary;
  const wall = wallOf(oklchOf(loud), brand, base, grounds.paper, towards);
  return {
    ...grounds,
    ...action(brand, theme.primary, [grounds.paper, grounds.surface], mark, towards),
    line: hexOf(neutral(base.l + lightness(-0.11, 0.14), 0.025)),
    edge: text(neutral(lightness(0.62, 0.5), 0.03), visibleEdge),
    ink: readable(neutral(lightness(0.24, 0.94), 0.03), [...all, wall], readableText, towards),
    muted: text(neutral(lightness(0.46, 0.74), 0.03)),
    mark,
    wall,
    loud,
    onLoud: wordsOn(loud),
    danger: text({ l: lightness(0.5, 0.72), c: 0.18, h: 27 }),
  };
}

/** By day the second colour itself, pale; by night it is warmed by the brand's, as lamps do. */
function wallOf(loud: Oklch, brand: Oklch, base: Oklch, paper: string, towards: "black" | "white"): string {
  const tone =
    towards === "black"
      ? { l: base.l - 0.07, c: Math.min(0.075, loud.c * 0.55), h: loud.h }
      : { l: base.l + 0.08, c: Math.min(0.05, loud.c * 0.4), h: between(loud.h, brand.h) };
  const hex = hexOf(tone);
  return contrast(hex, extremeOf(towards)) >= readableText ? hex : paper;
}

/** The hue in the middle of two, the shorter way round. */
function between(one: number, other: number): number {
  const way = ((other - one + 540) % 360) - 180;
  return (one + way / 2 + 360) % 360;
}

/** Grounds that black (or white) words can be read on; one that would not let them gives way to the paper. */
function groundsOf(paper: string, base: Oklch, brand: Oklch, towards: "black" | "white") {
  const ground = (colour: Oklch) => {
    const hex = hexOf(colour);
    return contrast(hex, extremeOf(towards)) >= readableText ? hex : paper;
  };
  const day = towards === "black";
  return {
    paper,
    surface: ground({
      ...base,
      l: day ? base.l + (1 - base.l) * 0.65 : base.l + 0.045,
      c: base.c * (day ? 0.55 : 1),
    }),
    sunken: ground({ ...base, l: base.l - (day ? 0.035 : 0.03), c: base.c * 1.3 }),
    tint: ground({ l: base.l + (day ? -0.02 : 0.1), c: Math.min(0.045, brand.c * 0.35), h: brand.h }),
    dangerTint: ground({ l: base.l + (day ? -0.03 : 0.08), c: 0.035, h: 27 }),
  };
}

function extremeOf(towards: "black" | "white"): string {
  return towards === "black" ? "#000000" : "#ffffff";
}

/** The brand's colour as a button: as the author gave it by day, lifted at night until it stands out. */
function action(brand: Oklch, exact: string, under: string[], mark: string, towards: "black" | "white") {
  const primary = towards === "black" ? exact : readable(brand, under, visibleEdge, "white");
  const onPrimary = wordsOn(primary);
  const own = oklchOf(primary);
  const nudged = hexOf({ ...own, l: own.l + (onPrimary === "#ffffff" ? -0.05 : 0.04) });
  return {
    primary,
    onPrimary,
    pressed: contrast(nudged, onPrimary) >= readableText ? nudged : primary,
    primaryEdge: worstContrast(primary, under) >= visibleEdge ? primary : mark,
  };
}

/** Words on a ground of strong colour: white where it can be read, else a dark tone of the same hue, else black. */
function wordsOn(ground: string): string {
  if (contrast(ground, "#ffffff") >= readableText) return "#ffffff";
  const { c, h } = oklchOf(ground);
  const dark = hexOf({ l: 0.21, c: Math.min(0.05, c * 0.4), h });
  return contrast(ground, dark) >= readableText ? dark : "#000000";
}
