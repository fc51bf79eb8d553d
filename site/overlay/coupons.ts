import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { printTexts } from "../../content/schema/locales/print.ts";
import type { Content } from "../content/content.ts";
import { type Kept, keep } from "./kept.ts";
import { type Coupon, type TicketWords, ticketWords } from "./ticket-words.ts";

/** Where among the assets the makings of a coupon's PDF lie; its page, and those of the printed sheet, beside them. */
export function sheetPath(magnet: string): string {
  return `/_private/coupons/${magnet}.json`;
}

/** The files that coupons on paper are made of, by their path among the assets. */
export async function couponFiles(content: Content): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const logo = await logoOf(content);
  for (const [name, magnet] of content.magnets) {
    if (magnet.kind !== "coupon") continue;
    const words = wordsOf(content, name, magnet, logo);
    for (const form of ["", "-sheet"] as const) {
      const kept = await made(content.root, { name, coupon: magnet, words, form });
      files.set(`/_private/coupons/${name}${form}.pdf`, kept.file);
      files.set(`/_private/coupons/${name}${form}.json`, kept.makings);
    }
  }
  return files;
}

interface Wanted {
  name: string;
  coupon: Coupon;
  words: TicketWords;
  form: "" | "-sheet";
}

function made(root: string, { name, coupon, words, form }: Wanted): Promise<Kept> {
  const file = `/_private/coupons/${name}${form}.pdf`;
  const said = printTexts(words.lang).ticket;
  return keep(root, [JSON.stringify([file, words, said, coupon.validFrom])], ".pdf", async () => {
    const { bytes, makings } =
      form === ""
        ? await (await import("./ticket.ts")).ticketPdf(words, coupon)
        : await (await import("./sheet.ts")).sheetPdf(words, coupon);
    return { bytes, makings: { ...makings, file } };
  });
}

/** In the look and the language of the first landing that gives it. */
function wordsOf(content: Content, name: string, coupon: Coupon, logo: string | null): TicketWords {
  const giver = content.landings.find(({ gifts }) => gifts.some((gift) => gift.name === name));
  const locale = giver?.locale ?? content.site.locale;
  return ticketWords(content.site, coupon, { locale, change: giver?.landing.theme, logo });
}

async function logoOf({ root, site }: Content): Promise<string | null> {
  return site.logo?.endsWith(".svg") ? readFile(join(root, "content", site.logo), "utf8") : null;
}
