import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as fontkit from "fontkit";

/** A typeface cut down to the letters that people's names and codes are written with. */
export interface CutFace {
  /** Its name in a PDF. */
  name: string;
  /** The font program (TrueType); glyph 1 is the first of `letters`. */
  program: Uint8Array;
  letters: string;
  /** In thousandths of the size. */
  widths: number[];
  metrics: { ascent: number; descent: number; capHeight: number; box: [number, number, number, number] };
}

const require = createRequire(import.meta.url);

/** Where each lies; only those are looked for that are asked for. */
const files = {
  newsreader: () => require.resolve("@expo-google-fonts/newsreader/400Regular/Newsreader_400Regular.ttf"),
  "newsreader-italic": () =>
    require.resolve("@expo-google-fonts/newsreader/400Regular_Italic/Newsreader_400Regular_Italic.ttf"),
  "newsreader-medium": () =>
    require.resolve("@expo-google-fonts/newsreader/500Medium/Newsreader_500Medium.ttf"),
  "newsreader-medium-italic": () =>
    require.resolve("@expo-google-fonts/newsreader/500Medium_Italic/Newsreader_500Medium_Italic.ttf"),
  "newsreader-semibold": () =>
    require.resolve("@expo-google-fonts/newsreader/600SemiBold/Newsreader_600SemiBold.ttf"),
  "newsreader-semibold-italic": () =>
    require.resolve("@expo-google-fonts/newsreader/600SemiBold_Italic/Newsreader_600SemiBold_Italic.ttf"),
  "newsreader-bold": () => require.resolve("@expo-google-fonts/newsreader/700Bold/Newsreader_700Bold.ttf"),
  "newsreader-bold-italic": () =>
    require.resolve("@expo-google-fonts/newsreader/700Bold_Italic/Newsreader_700Bold_Italic.ttf"),
  "instrument-sans": () =>
    require.resolve("@expo-google-fonts/instrument-sans/400Regular/InstrumentSans_400Regular.ttf"),
  "instrument-sans-italic": () =>
    require.resolve(
      "@expo-google-fonts/instrument-sans/400Regular_Italic/InstrumentSans_400Regular_Italic.ttf",
    ),
  "instrument-sans-semibold": () =>
    require.resolve("@expo-google-fonts/instrument-sans/600SemiBold/InstrumentSans_600SemiBold.ttf"),
  "instrument-sans-semibold-italic": () =>
    require.resolve(
      "@expo-google-fonts/instrument-sans/600SemiBold_Italic/InstrumentSans_600SemiBold_Italic.ttf",
    ),
  "instrument-sans-bold": () =>
    require.resolve("@expo-google-fonts/instrument-sans/700Bold/InstrumentSans_700Bold.ttf"),
  "instrument-sans-bold-italic": () =>
    require.resolve("@expo-google-fonts/instrument-sans/700Bold_Italic/InstrumentSans_700Bold_Italic.ttf"),
  "jetbrains-mono": () =>
    require.resolve("@expo-google-fonts/jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf"),
  "jetbrains-mono-italic": () =>
    require.resolve(
      "@expo-google-fonts/jetbrains-mono/400Regular_Italic/JetBrainsMono_400Regular_Italic.ttf",
    ),
  "jetbrains-mono-bold": () =>
    require.resolve("@expo-google-fonts/jetbrains-mono/700Bold/JetBrainsMono_700Bold.ttf"),
} as const;
export type FaceName = keyof typeof files;

/** Letters of the Latin alphabets, from Portugal to Vietnam, with what stands between them. */
const latin = lettersIn([
  [0x20, 0x7e],
  [0xa1, 0x17f],
  [0x180, 0x24f],
  [0x1e00, 0x1eff],
  [0x2013, 0x201e],
  [0x2022, 0x2026],
  [0x20ac, 0x20ac],
]);

/** What codes are made of. */
export const codeLetters = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ…";

const cuts = new Map<string, CutFace>();

/** The file of the typeface `name`. */
export function faceFile(name: FaceName): string {
  return files[name]();
}

/** The letters of `text` that the typeface `name` has none for. */
export function lettersWithout(name: FaceName, text: string): string[] {
  const font = opened.get(name) ?? fontkit.create(readFileSync(faceFile(name)));
  opened.set(name, font);
  const letters = new Set(text.replace(/\s/g, ""));
  return [...letters].filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
}

const opened = new Map<FaceName, ReturnType<typeof fontkit.create>>();

/** The typeface `name` with those of `letters` that it has. */
export function cutFace(name: FaceName, letters = latin): CutFace {
  const key = `${name} ${letters}`;
  const known = cuts.get(key) ?? cut(name, letters);
  cuts.set(key, known);
  return known;
}

function cut(name: FaceName, wanted: string): CutFace {
  const font = fontkit.create(readFileSync(faceFile(name)));
  const subset = font.createSubset();
  const scale = 1000 / font.unitsPerEm;
  const taken = new Set<number>();
  let letters = "";
  const widths: number[] = [];
  for (const letter of wanted) {
    const point = letter.codePointAt(0) ?? 0;
    if (!font.hasGlyphForCodePoint(point)) continue;
    const { id, advanceWidth } = font.glyphForCodePoint(point);
    // Two letters of one form would have two numbers, and the second none of its own.
    if (taken.has(id)) continue;
    taken.add(id);
    subset.includeGlyph(id);
    letters += letter;
    widths.push(Math.round(advanceWidth * scale));
  }
  const { minX, minY, maxX, maxY } = font.bbox;
  const scaled = (measure: number) => Math.round(measure * scale);
  return {
    name: `${tagOf(name)}+${font.postscriptName}`,
    program: subset.encode(),
    letters,
    widths,
    metrics: {
      ascent: scaled(font.ascent),
      descent: scaled(font.descent),
      capHeight: scaled(font.capHeight),
      box: [scaled(minX), scaled(minY), scaled(maxX), scaled(maxY)],
    },
  };
}

/** Six letters that tell a part of a typeface from another part of it. */
function tagOf(name: string): string {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) % 308_915_776;
  let tag = "";
  for (let place = 0; place < 6; place += 1, hash = Math.floor(hash / 26))
    tag += String.fromCharCode(65 + (hash % 26));
  return tag;
}

function lettersIn(stretches: [number, number][]): string {
  return stretches
    .map(([from, to]) =>
      String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, place) => from + place)),
    )
    .join("");
}
