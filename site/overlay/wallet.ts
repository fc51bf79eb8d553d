import type { Content } from "../content/content.ts";
import { tillIcon } from "../till/icon.ts";
import { keep } from "./kept.ts";

/** The sizes of the icon in a phone's wallet, in pixels. */
const sizes = [29, 58, 87];

/** The icons that passes for wallets are made with, by their path among the assets; none where there is no coupon. */
export async function walletFiles({ root, site, magnets }: Content): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  if (![...magnets.values()].some(({ kind }) => kind === "coupon")) return files;
  for (const size of sizes) {
    const key = JSON.stringify(["wallet", size, site.theme]);
    const { file } = await keep(root, [key], ".png", async () => ({
      bytes: await tillIcon(site.theme, size),
      makings: null,
    }));
    files.set(`/_private/wallet/icon-${size}.png`, file);
  }
  return files;
}
