import { extname, posix } from "node:path";
import { fill, type Texts } from "../../content/schema/locales/index.ts";
import type { Magnet } from "../../content/schema/magnet.ts";

/** What a gift is to whoever gets it: words and players differ by this. */
export type GiftSort = "coupon" | "book" | "file" | "audio" | "video" | "link";

const sounds = [".mp3", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac"];

/** What `magnet` is to whoever gets it. */
export function sortOf(magnet: Magnet): GiftSort {
  switch (magnet.kind) {
    case "coupon":
    case "video":
    case "link":
      return magnet.kind;
    case "ebook":
      return "book";
    case "file":
      return sounds.includes(extname(magnet.file).toLowerCase()) ? "audio" : "file";
  }
}

/** The heading above a gift whose button waits, and the words on that button. */
export function readyWords(sort: GiftSort, { grant, delivery }: Texts): { title: string; button: string } {
  switch (sort) {
    case "coupon":
    case "file":
      return { title: grant.ready[sort], button: grant.open_button[sort] };
    case "book":
      return { title: grant.ready.ebook, button: delivery.buttons.book };
    case "audio":
    case "video":
    case "link":
      return { title: delivery.ready[sort], button: delivery.buttons[sort] };
  }
}

/** The address that a press leads to, and what to call it; undefined for what stays on the page. */
export function awayOf(magnet: Magnet): { href: string; host: string | undefined } | undefined {
  const href = magnet.kind === "link" ? magnet.href : magnet.kind === "video" ? magnet.embed : undefined;
  if (href === undefined) return undefined;
  return { href, host: href.startsWith("https:") ? new URL(href).host.replace(/^www\./, "") : undefined };
}

/** What one gets, in a few short facts. */
export function factsOf(magnet: Magnet, { delivery: words }: Texts): string[] {
  if (magnet.kind !== "ebook") return [];
  const { authors, pages, language } = magnet;
  return [
    fill(words.by, { authors: authors.join(", ") }),
    ...(pages === undefined ? [] : [pages === 1 ? words.page : fill(words.pages, { count: pages })]),
    ...(language === undefined ? [] : [words.languages[language]]),
  ];
}

/** The name that a file beside a magnet has on a visitor's device. */
export function fileName(beside: string): string {
  return posix.basename(beside);
}

/** Whether there may be an EPUB, which not everyone knows how to open. */
export function mayNeedHelp(magnet: Magnet): boolean {
  return magnet.kind === "ebook" && (magnet.epub !== undefined || magnet.pdf === undefined);
}
