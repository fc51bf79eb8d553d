import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import * as z from "zod";
import { cacheFolder } from "../cache.ts";
import { writeWhole } from "../write-whole.ts";
import { digestOf } from "./digest.ts";

const openedSchema = z.discriminatedUnion("kind", [
  /** `links` are addresses that its pages lead to; `language` is as the file tells it, where it does. */
  z.object({
    kind: z.literal("pdf"),
    pages: z.number(),
    language: z.string().optional(),
    links: z.array(z.string()),
  }),
  z.object({ kind: z.literal("epub"), language: z.string().optional() }),
  z.object({ kind: z.literal("other") }),
  z.object({ kind: z.literal("broken"), message: z.string() }),
]);

/** What is found in a file that is opened as its reader will. */
export type OpenedFile = z.output<typeof openedSchema>;

/** Counts up when more is looked at. */
const look = 1;

/** Opens `file` below `root`; what was found once is remembered for as long as the file is the same. */
export async function openedFile(root: string, file: string): Promise<OpenedFile> {
  const { sha256, size } = await digestOf(root, file);
  if (size === 0) return { kind: "broken", message: "This file is empty." };
  const kind = extname(file).toLowerCase();
  if (!opensAs.has(kind)) return { kind: "other" };
  const folder = join(root, cacheFolder("opened"));
  const kept = join(folder, `${sha256}-${look}${kind}.json`);
  if (existsSync(kept)) return openedSchema.parse(JSON.parse(await readFile(kept, "utf8")));
  // What reads PDFs and archives is loaded where there is one to be read.
  const { openBytes } = await import("./open.ts");
  const found = await openBytes(new Uint8Array(await readFile(join(root, file))), kind);
  await mkdir(folder, { recursive: true });
  await writeWhole(kept, JSON.stringify(found));
  return found;
}

const opensAs = new Set([".pdf", ".epub", ".zip", ".xlsx", ".docx", ".pptx", ".odt", ".ods"]);
