const largest = 100_000_000;

/** What a receipt came to, in cents, as it is typed at a till; nothing for nothing, null for what is no amount. */
export function readAmount(text: string): number | undefined | null {
  const plain = text.replace(/[\s€$£'’]|EUR/gi, "");
  if (plain === "") return undefined;
  // With one or two figures behind it a comma or point parts the cents, and those before it part thousands; with three
  // behind the only one, nobody knows which it is.
  const [, whole = "", cents = ""] =
    /^(\d+|\d{1,3}(?:[.,]\d{3})+(?=[.,]\d{1,2}$))(?:[.,](\d{1,2}))?$/.exec(plain) ?? [];
  if (whole === "") return null;
  const amount = Number(whole.replace(/[.,]/g, "")) * 100 + Number(cents.padEnd(2, "0"));
  return amount <= largest ? amount : null;
}
