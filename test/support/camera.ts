import { writeFile } from "node:fs/promises";
import encodeQR from "qr";

const frame = { width: 640, height: 480 };

/** Writes a film of a phone that shows the QR code of `text`, as Chromium takes one for a camera. */
export async function filmOf(text: string, path: string): Promise<void> {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const side = Math.floor((frame.height * 0.8) / rows.length) * rows.length;
  const [left, top] = [(frame.width - side) / 2, (frame.height - side) / 2].map(Math.floor);
  const light = Buffer.alloc(frame.width * frame.height);
  for (let y = 0; y < frame.height; y += 1)
    for (let x = 0; x < frame.width; x += 1) {
      const row = rows[Math.floor(((y - (top ?? 0)) * rows.length) / side)];
      const dark = row?.[Math.floor(((x - (left ?? 0)) * rows.length) / side)];
      // A table of a middle grey, a screen that is not quite white, and ink that is not quite black.
      light[y * frame.width + x] = dark === undefined ? 110 : dark ? 45 : 215;
    }
  const colour = Buffer.alloc((frame.width * frame.height) / 2, 128);
  const one = Buffer.concat([Buffer.from("FRAME\n"), light, colour]);
  const head = `YUV4MPEG2 W${frame.width} H${frame.height} F10:1 Ip A1:1 C420jpeg\n`;
  await writeFile(path, Buffer.concat([Buffer.from(head), one, one]));
}

/** The switches with which Chromium takes the film at `path` for a camera, and asks nobody. */
export function filmSwitches(path: string): string[] {
  return [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${path}`,
  ];
}
