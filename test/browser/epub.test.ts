import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { it, onTestFinished } from "vitest";
import { writeEpub } from "../../site/book/epub/write.ts";
import { root } from "../support/bundle.ts";
import { sampleBook } from "../support/sample-book.ts";
import { faultsOn } from "./axe.ts";
import { visit } from "./stage.ts";

// A page of a book is a part of a whole: the cover needs no heading, and readers bring the rest around it.
const ofWholePages = /^(?:landmark-one-main|page-has-heading-one): /;

it("has no page that axe complains of", async ({ expect }) => {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-epub-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const cover = await readFile(join(root, "content/landings/lievito-madre/copertina.webp"));
  const files = Object.entries(unzipSync(await writeEpub(root, sampleBook(), cover)));
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  const { page } = await visit({});

  const pages = files.map(([name]) => name).filter((name) => name.endsWith(".xhtml"));
  for (const name of pages) {
    await page.goto(pathToFileURL(join(folder, name)).href);
    const faults = (await faultsOn(page)).filter((fault) => !ofWholePages.test(fault));
    expect(faults, name).toEqual([]);
    expect(await page.locator("parsererror").count(), `${name} is XML`).toBe(0);
  }
  expect(pages).toHaveLength(9);
});
