import { createHash } from "node:crypto";
import { contrast, hexOf, oklchOf } from "../../../templates/theme/colour.ts";
import type { Book } from "../tree.ts";

/** What a drawn cover is made of: the same for the same book, another for another title. */
export function coverOf({ title, theme }: Pick<Book, "title" | "theme">) {
  const seed = [...createHash("sha256").update(title).digest()];
  const brand = oklchOf(theme.accent ?? theme.primary);
  const shade = (l: number, c: number, turn = 0) =>
    hexOf({ l, c: Math.min(c, brand.c * 1.1), h: brand.h + turn });
  const deep = shade(0.3, 0.09);
  const light = shade(0.93, 0.03);
  return {
    seed,
    deep,
    light,
    brand: theme.primary,
    shades: [
      shade(0.42, 0.12),
      shade(0.56, 0.15),
      shade(0.7, 0.13),
      shade(0.82, 0.08),
      shade(0.75, 0.14, 40),
    ],
    onDeep: contrast(light, deep) >= 4.5 ? light : "#ffffff",
  };
}
