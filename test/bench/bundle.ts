import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundledWorker } from "../support/bundle.ts";
import { kept, type Section } from "./table.ts";

/** What the Worker may weigh, in kB after gzip. */
const budget = 250;

/** The weight of the Worker as it is deployed. */
export async function bundleSection(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-bundle-"));
  try {
    const { script } = await bundledWorker(folder);
    const text = await readFile(script);
    const packed = gzipSync(text).length / 1024;
    return {
      title: "The Worker's bundle (kB)",
      headers: ["", "plain", "gzip", "budget", "kept"],
      rows: [
        [
          "worker",
          (text.length / 1024).toFixed(0),
          packed.toFixed(0),
          String(budget),
          kept(packed <= budget),
        ],
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
