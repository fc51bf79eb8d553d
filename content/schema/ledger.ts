import * as z from "zod";

const text = z.string();
const orNull = text.nullable();
const hex = z.string().length(64);

/** One row of `receipt`, its columns in the order in which the ledger reads them. */
export const receiptSchema = z.strictObject({
  /** Counted from 1 without a gap, in the order in which the receipts were written. */
  id: z.number().int(),
  /** Whose consent it is. */
  lead_id: text,
  /** The post by which it was given; null where there was none. */
  submission_id: orNull,
  /** What the consent is for. */
  purpose: text,
  /** 1: given or confirmed. 0: withdrawn. */
  granted: z.union([z.literal(0), z.literal(1)]),
  /** The exact words. */
  wording: text,
  /** SHA-256 of the words, hexadecimal. */
  wording_hash: hex,
  /** The form that asked for it. */
  form: text,
  /** The build of the catalog whose form was answered. */
  build: text,
  /** The language it was asked in. */
  locale: text,
  /** The page it was asked on. */
  page_url: text,
  /** How it was given, confirmed or withdrawn. */
  channel: text,
  /** When, in milliseconds since 1970, UTC. */
  at: z.number().int(),
  /** The number of the wording; null in receipts from before wordings were counted. */
  version: z.number().int().nullable(),
  /** SHA-256 of the form as it was asked, hexadecimal; null in older receipts. */
  form_hash: hex.nullable(),
  /** The mail whose button confirmed the consent. */
  message_id: orNull,
});
export type ReceiptRow = z.output<typeof receiptSchema>;

/** The columns of a receipt in the order in which its link is made; a later column would go to the end. */
export const receiptColumns = receiptSchema.keyof().options;

/** What stands before the first link: 32 bytes of zero, base64url. */
export const genesis = "A".repeat(43);

/** A receipt as the ledger reads it: a JSON array of all its columns, without spaces, null where there is nothing. */
export function canonicalReceipt(receipt: ReceiptRow): string {
  return JSON.stringify(receiptColumns.map((column) => receipt[column]));
}

/** What is hashed (SHA-256, UTF-8) to get a receipt's link: the link `before` it, base64url, and the receipt. */
export function linkText(before: string, receipt: ReceiptRow): string {
  return before + canonicalReceipt(receipt);
}

/** A landing's page and form as they are kept. */
export interface PageCopy {
  /** The build they are of. */
  build: string;
  landing: string;
  /** SHA-256 of the page, hexadecimal. */
  hash: string;
  /** SHA-256 of the page as it is packed, hexadecimal. */
  packed: string;
  /** The form, as JSON. */
  form: string;
  /** When it was kept, in milliseconds since 1970, UTC. */
  at: number;
}

/** What is hashed (SHA-256, UTF-8) to seal the copy of a page: a JSON array of all of its row. */
export function pageCopyText({ build, landing, hash, packed, form, at }: PageCopy): string {
  return JSON.stringify([build, landing, hash, packed, form, at]);
}
