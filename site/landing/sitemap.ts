import { escaped } from "../markup.ts";

/** A page of the sitemap, with the same page in every language it speaks. */
export interface MappedPage {
  href: string;
  /** The day on which its text changed last, where that is known. */
  modified: string | undefined;
  alternates: { locale: string; href: string }[];
}

/** The sitemap of `pages`, whose addresses begin with `origin`. */
export function sitemap(origin: string, pages: readonly MappedPage[]): string {
  const urls = pages.map(({ href, modified, alternates }) => {
    const links = alternates.length < 2 ? [] : alternates.map((other) => linkTo(origin, other));
    const day = modified === undefined ? [] : [`    <lastmod>${modified}</lastmod>`];
    return ["  <url>", `    <loc>${escaped(origin + href)}</loc>`, ...day, ...links, "  </url>"].join("\n");
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...urls,
    "</urlset>\n",
  ].join("\n");
}

function linkTo(origin: string, { locale, href }: MappedPage["alternates"][number]): string {
  return `    <xhtml:link rel="alternate" hreflang="${locale}" href="${escaped(origin + href)}"/>`;
}
