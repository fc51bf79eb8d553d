import * as z from "zod";
import { besideSchema, colourSchema } from "./primitives.ts";

/** The brand's tokens, which every template reads. */
export const themeSchema = z.strictObject({
  /** The brand's one colour: buttons, links and marks take it, and every other tone is drawn from it. */
  primary: colourSchema,
  /** A second colour for large areas, where a template has them. */
  accent: colourSchema.optional(),
  /** The ground behind the page in light mode. */
  paper: colourSchema.optional(),
  /** How round corners are, in pixels. */
  radius: z.number().int().min(0).max(32).default(8),
  /** The voice of the type: a serif or a sans-serif of the system, or what the template prefers. */
  type: z.enum(["template", "serif", "sans"]).default("template"),
  /**
   * A typeface that the site brings along: `newsreader`, a serif for reading, or `instrument-sans`, a clear sans-serif.
   * Headings and text take it; where `type` names a voice, the text keeps that one. Default: type of the visitor's device.
   */
  font: z.enum(["system", "newsreader", "instrument-sans"]).default("system"),
});
export type Theme = z.output<typeof themeSchema>;

/** A landing's own tokens: only what differs from the site's. */
export const themeChangeSchema = z.strictObject({
  /** The brand's colour on this landing. */
  primary: colourSchema.optional(),
  /** The second colour on this landing. */
  accent: colourSchema.optional(),
  /** The ground on this landing. */
  paper: colourSchema.optional(),
  /** How round corners are on this landing, in pixels. */
  radius: themeSchema.shape.radius.unwrap().optional(),
  /** The voice of the type on this landing. */
  type: themeSchema.shape.type.unwrap().optional(),
  /** The typeface that this landing brings along. */
  font: themeSchema.shape.font.unwrap().optional(),
  /** A style sheet of this landing alone, beside it; it comes after all others. */
  css: besideSchema.optional(),
});
export type ThemeChange = z.output<typeof themeChangeSchema>;

/** The theme of a landing: the site's, with the landing's own tokens over it. */
export function themeOf(site: Theme, { css: _, ...change }: ThemeChange = {}): Theme {
  const own = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...site, ...own };
}
