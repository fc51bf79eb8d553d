import type { Theme } from "../../content/schema/theme.ts";

/** A typeface that the site brings along. */
export type FontName = Exclude<Theme["font"], "system">;

/** Where a typeface's files are: the letters of Italian and English, those of Western Europe, the rest of the Latin ones. */
export interface FontFiles {
  core: string;
  latin: string;
  latinExt: string;
}

/** What of a font decides how much room its text takes, as shares of its size. */
export interface FontMetrics {
  ascent: number;
  descent: number;
  /** The mean width of a letter in running text. */
  width: number;
}

interface Fallback extends FontMetrics {
  /** Fonts of devices, all of one width: the first that is there. */
  local: string[];
}

/** The two typefaces; the figures are read from their files, which a test compares. */
export const fonts: Record<FontName, FontMetrics & { family: string; fallbacks: Fallback[] }> = {
  newsreader: {
    family: "Newsreader",
    ...{ ascent: 0.735, descent: 0.265, width: 0.408 },
    fallbacks: [
      { local: ["Georgia", "Gelasio"], ascent: 0.917, descent: 0.219, width: 0.4277 },
      { local: ["Noto Serif"], ascent: 1.069, descent: 0.293, width: 0.4612 },
      { local: ["Times New Roman", "Liberation Serif"], ascent: 0.891, descent: 0.216, width: 0.3898 },
    ],
  },
  "instrument-sans": {
    family: "Instrument Sans",
    ...{ ascent: 0.97, descent: 0.25, width: 0.4341 },
    fallbacks: [
      {
        local: ["Arial", "Helvetica", "Liberation Sans"],
        ...{ ascent: 0.905, descent: 0.212, width: 0.4267 },
      },
      { local: ["Roboto"], ascent: 0.928, descent: 0.244, width: 0.4255 },
    ],
  },
};

/** The letters in a typeface's files; a page loads the second and third only where it has such a letter. */
const ranges: Record<keyof FontFiles, string> = {
  core:
    "U+20-7E,U+A0,U+A7,U+A9-AB,U+AE,U+B0,U+B7,U+BA,U+BB,U+C0,U+C8,U+C9,U+CC,U+CE,U+D2,U+D7,U+D9," +
    "U+E0,U+E8,U+E9,U+EC,U+EE,U+F2,U+F9,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+20AC",
  latin:
    "U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+304,U+308,U+329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193," +
    "U+2212,U+2215,U+FEFF,U+FFFD",
  latinExt:
    "U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+2CE-2D7,U+2DD-2FF,U+304,U+308,U+329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020," +
    "U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
};

/** `@font-face` rules for the typeface `name`, and the stack `--font` that begins with it. */
export function fontCss(name: FontName, files: FontFiles): string {
  const { family, fallbacks } = fonts[name];
  // Where ranges overlap, the last rule wins: the smallest file.
  const own = (["latinExt", "latin", "core"] as const).map(
    (part) =>
      `@font-face{font-family:"${family}";font-weight:400 700;` +
      // A font that comes late waits for the next page: text that is being read never moves.
      `font-display:optional;src:url(${files[part]}) format("woff2");unicode-range:${ranges[part]}}`,
  );
  const stood = fallbacks.map((fallback, place) => {
    const sources = fallback.local.map((font) => `local("${font}")`).join();
    return `@font-face{font-family:"${standIn(family, place)}";src:${sources};${fitted(fonts[name], fallback)}}`;
  });
  const stack = [family, ...fallbacks.map((_, place) => standIn(family, place))].map((font) => `"${font}"`);
  const kind = name === "newsreader" ? "serif" : "sans-serif";
  return `${[...own, ...stood].join("")}:root{--font:${stack.join()},${kind}}`;
}

function standIn(family: string, place: number): string {
  return `${family} ${place + 1}`;
}

/** What makes `fallback` take the room of `font`. */
function fitted(font: FontMetrics, fallback: FontMetrics): string {
  const size = font.width / fallback.width;
  return (
    `size-adjust:${percent(size)};ascent-override:${percent(font.ascent / size)};` +
    `descent-override:${percent(font.descent / size)};line-gap-override:0%`
  );
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
