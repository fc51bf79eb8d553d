import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { weightLimit, weighWorker } from "../support/bundle.ts";
import { kept, type Section } from "./table.ts";

/** The weight of the Worker as it is deployed. */
export async function bundleSection(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-bundle-"));
  try {
    const weight = await weighWorker(folder);
    const row = (name: string, part: keyof typeof weight) => [
      name,
      (weight[part] / 1000).toFixed(1),
      (weightLimit[part] / 1000).toFixed(0),
      kept(weight[part] <= weightLimit[part]),
    ];
    return {
      title: "The Worker (kB after gzip)",
      headers: ["", "gzip", "budget", "kept"],
      rows: [row("what every start loads", "first"), row("with the desk, loaded on demand", "all")],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
