import sharp from "sharp";
import type { Theme } from "../../content/schema/theme.ts";
import { paletteOf } from "../../templates/theme/palette.ts";

/** The sizes of the icon that phones ask for, in pixels. */
export const iconSizes = [180, 192, 512] as const;

/** A ticket with a tick on it, in the brand's colours; what phones cut off at the edges is ground. */
export async function tillIcon(theme: Theme, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const { primary, onPrimary } = paletteOf(theme).light;
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="${primary}"/>` +
    `<g transform="rotate(-8 256 256)"><path fill="${onPrimary}" d="M116 156h280a16 16 0 0 1 16 16v48a36 36 0 0 0 0 72v48` +
    'a16 16 0 0 1-16 16H116a16 16 0 0 1-16-16v-48a36 36 0 0 0 0-72v-48a16 16 0 0 1 16-16z"/>' +
    `<path fill="none" stroke="${primary}" stroke-width="30" stroke-linecap="round" stroke-linejoin="round" ` +
    'd="m196 258 44 44 80-92"/></g></svg>';
  return new Uint8Array(await sharp(Buffer.from(drawing)).resize(size, size).png().toBuffer());
}
