/** A colour by lightness (0 to 1), chroma (0 to about 0.4) and hue (degrees): steps in it look even to the eye. */
export interface Oklch {
  l: number;
  c: number;
  h: number;
}

type Triple = readonly [number, number, number];

/** The colour that six hexadecimal digits stand for. */
export function oklchOf(hex: string): Oklch {
  const [red, green, blue] = linearOf(hex);
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short;
  return {
    l: 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    c: Math.hypot(a, b),
    h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
  };
}

/** The nearest colour a screen shows, as six hexadecimal digits: lightness and hue stay, chroma gives way. */
export function hexOf({ l, c, h }: Oklch): string {
  const light = Math.min(1, Math.max(0, l));
  let inside = 0;
  let outside = c;
  if (isShown(rgbOf({ l: light, c, h }))) inside = c;
  else {
    for (let round = 0; round < 16; round++) {
      const middle = (inside + outside) / 2;
      if (isShown(rgbOf({ l: light, c: middle, h }))) inside = middle;
      else outside = middle;
    }
  }
  const digits = rgbOf({ l: light, c: inside, h }).map((part) => {
    const level = Math.round(255 * encoded(Math.min(1, Math.max(0, part))));
    return level.toString(16).padStart(2, "0");
  });
  return `#${digits.join("")}`;
}

/** How far two colours stand apart, from 1 to 21, as WCAG 2 counts it. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The lowest contrast of `text` with any of `grounds`. */
export function worstContrast(text: string, grounds: readonly string[]): number {
  return Math.min(...grounds.map((ground) => contrast(text, ground)));
}

/** `colour` moved towards black or white only as far as `ratio` against every ground asks. */
export function readable(
  colour: Oklch,
  grounds: readonly string[],
  ratio: number,
  towards: "black" | "white",
): string {
  const step = towards === "black" ? -0.01 : 0.01;
  for (let l = colour.l; l > 0 && l < 1; l += step) {
    const candidate = hexOf({ ...colour, l });
    if (worstContrast(candidate, grounds) >= ratio) return candidate;
  }
  return towards === "black" ? "#000000" : "#ffffff";
}

function luminance(hex: string): number {
  const [red, green, blue] = linearOf(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linearOf(hex: string): Triple {
  const level = (place: number) => decoded(Number.parseInt(hex.slice(place, place + 2), 16) / 255);
  return [level(1), level(3), level(5)];
}

function rgbOf({ l, c, h }: Oklch): Triple {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

function isShown(rgb: Triple): boolean {
  return rgb.every((part) => part > -0.0005 && part < 1.0005);
}

function decoded(level: number): number {
  return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
}

function encoded(level: number): number {
  return level <= 0.0031308 ? level * 12.92 : 1.055 * level ** (1 / 2.4) - 0.055;
}
