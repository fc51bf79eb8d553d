import { type FaceName, lettersWithout } from "../../overlay/faces.ts";

const faces = {
  "JetBrains Mono": "jetbrains-mono",
  Newsreader: "newsreader",
  "Instrument Sans": "instrument-sans",
} satisfies Record<string, FaceName>;
type Family = keyof typeof faces;

/** The drawing `svg` with its words in the book's typefaces: those of the machine differ from one to the next. */
export function inOwnType(svg: string): string {
  return svg
    .replace(
      /font-family\s*=\s*(["'])(.*?)\1/g,
      (_, __, family: string) => `font-family="${ownFamily(family)}"`,
    )
    .replace(
      /font-family\s*:\s*(?:'[^']*'|"[^"]*"|[^;"'}<,]+)(?:\s*,\s*(?:'[^']*'|"[^"]*"|[^;"'}<,]+))*/g,
      (all: string) => `font-family:${ownFamily(all)}`,
    )
    .replace(/<svg\b(?![^>]*font-family)/, '<svg font-family="Instrument Sans"');
}

/** The letters in the drawing `svg`, as `inOwnType` gives it, for which a typeface of the machine would have to stand in. */
export function foreignLetters(svg: string): string[] {
  const text = [...svg.matchAll(/<text\b[^>]*>([\s\S]*?)<\/text>/g)]
    .map(([, inner = ""]) => inner.replace(/<[^>]*>/g, ""))
    .join("")
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&\w+;/g, "");
  if (text === "") return [];
  const used = Object.keys(faces).filter((family): family is Family => svg.includes(family));
  return [...new Set(used.flatMap((family) => lettersWithout(faces[family], text)))];
}

function ownFamily(family: string): Family {
  if (/mono|courier|consolas/i.test(family)) return "JetBrains Mono";
  return /(?<!sans-)serif|georgia|times|newsreader|palatino/i.test(family) ? "Newsreader" : "Instrument Sans";
}
