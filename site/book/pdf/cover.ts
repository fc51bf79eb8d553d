import { createHash } from "node:crypto";
import { hexOf, type Oklch, oklchOf } from "../outside.ts";
import type { Book } from "../tree.ts";

/** What a drawn cover is made of: the same for the same book, another for another title. */
export function coverOf({ title, theme }: Pick<Book, "title" | "theme">) {
  const seed = [...createHash("sha256").update(title).digest()];
  const brand = oklchOf(theme.primary);
  const second = oklchOf(theme.accent ?? theme.primary);
  const shade = ({ c, h }: Oklch, l: number, most: number, turn = 0) =>
    hexOf({ l, c: Math.min(most, c * 1.1), h: h + turn });
  const [deep, light] = [shade(brand, 0.28, 0.085), shade(second, 0.94, 0.03)];
  const shades = [
    shade(second, 0.46, 0.12),
    shade(second, 0.6, 0.14),
    shade(second, 0.74, 0.13),
    shade(second, 0.86, 0.08),
    theme.accent === undefined ? shade(brand, 0.76, 0.13, 40) : theme.primary,
  ];
  return { seed, deep, light, shades };
}
