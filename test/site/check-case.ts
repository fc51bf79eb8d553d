import type { Change } from "./mistaken.ts";

/** The files of sound content that cases change. */
export const guide = "content/landings/guida/index.mdx";
export const coupon = "content/landings/buono/index.mdx";
export const voucher = "content/landings/en/voucher/index.mdx";
export const form = "content/forms/richiesta.yaml";
export const site = "content/site.yaml";
export const book = "content/magnets/guida/index.mdx";
export const value = "content/magnets/buono/index.mdx";

/** The wording of its one consent. */
export const words =
  "Voglio ricevere le novità della Libreria Prova. Posso ritirare il consenso quando voglio.";

/** The line of a landing's text on which what is added to it stands. */
export const textAt = { guide: 22, coupon: 12 };

/** For one rule: content that breaks it, where and how it says so, and content that comes near and does not. */
export interface RuleCase {
  rule: string;
  bad: Change;
  good: Change;
  file: string;
  line: number;
  message: string;
}
