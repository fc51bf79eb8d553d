import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { allLetters, type Content } from "../content/content.ts";
import { pictureBytes } from "./pictures.ts";

/** Lays the mails of `content` among the assets in `folder`: their words for the Worker alone, their pictures for everyone. */
export async function layMails(content: Content, folder: string): Promise<void> {
  for (const { asset, body, pictures } of allLetters(content)) {
    await lay(join(folder, asset), JSON.stringify(body));
    for (const picture of pictures)
      await lay(join(folder, picture.path), await pictureBytes(content.root, picture));
  }
}

async function lay(path: string, contents: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}
