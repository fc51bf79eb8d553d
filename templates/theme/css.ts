import type { Theme } from "../../content/schema/theme.ts";
import { type FontFiles, type FontName, fontCss } from "./fonts.ts";
import { paletteOf, type Tones } from "./palette.ts";

/** Type that every device has, as CSS font stacks. */
const stacks = {
  serif: '"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",P052,"Book Antiqua",Georgia,serif',
  sans: 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif',
} as const;

/** The theme as a style sheet of custom properties: tones for day and night, type, space, radius. */
export function themeCss(theme: Theme, files?: Record<FontName, FontFiles>): string {
  const { light, dark } = paletteOf(theme);
  const font = theme.font === "system" || files === undefined ? "" : fontCss(theme.font, files[theme.font]);
  const text = theme.type === "template" ? font && "var(--font)" : stacks[theme.type];
  const display = font ? "var(--font)" : text;
  const type = `${text && `--text:${text};`}${display && `--display:${display};`}`;
  return (
    `${font}:root{${tones(light)}--radius:${theme.radius}px;${type}}` +
    // Paper is light: print never takes the night's tones.
    `@media screen and (prefers-color-scheme:dark){:root{${tones(dark)}}}`
  );
}

function tones(all: Tones): string {
  return Object.entries(all)
    .map(([name, colour]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${colour};`)
    .join("");
}
