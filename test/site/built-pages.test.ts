import { brotliCompressSync } from "node:zlib";
import { afterEach, describe, it } from "vitest";
import { digestOfAll } from "../../site/catalog/digest.ts";
import { builtPages } from "../../site/check/built.ts";
import { readContent } from "../../site/content/read.ts";
import { soundContent } from "../fixtures/content/sound.ts";
import { emptyProject, type Project } from "./project.ts";

// Text that no compressor makes much smaller.
const noise = (length: number, seed: number) =>
  Array.from({ length }, (_, place) => ((place * place * seed) % 9973).toString(36)).join("");
const module = noise(3000, 7);
const sheet = noise(900, 13);

const linked = `<link rel="stylesheet" href="/_astro/a.css"><script type="module" src="/_astro/a.js"></script>`;
const page = `<html><head>${linked}</head><main class="x"></main></html>`;
const kiosk = `<html><head>${linked}</head><main class="x" data-kiosk="{}"></main></html>`;

describe("what the last build made, as the check weighs it", () => {
  let project: Project;
  afterEach(() => project.end());

  async function built(made: "of this" | "of something else") {
    project = await emptyProject({
      ...soundContent,
      "dist/site/guida/index.html": page,
      "dist/site/buono/index.html": kiosk,
      "dist/site/_astro/a.js": module,
      "dist/site/_astro/a.css": sheet,
    });
    const { content } = await readContent(project.root);
    if (content === null) throw new Error("The content is not sound.");
    const build = made === "of this" ? await digestOfAll(project.root, content.files) : "another";
    await project.write("dist/catalog.json", JSON.stringify({ build }));
    return builtPages(content);
  }

  it("is a page with its sheets and scripts, but for the module that a kiosk loads once it stands", async ({
    expect,
  }) => {
    const pages = await built("of this");
    const weigh = (...texts: string[]) => brotliCompressSync(texts.join("\n")).length;
    expect(weigh(module)).toBeGreaterThan(3000);
    // The quick pass may come out a little above the strongest: what fits by it fits in any case.
    expect(pages?.get("guida")?.weight).toBeGreaterThanOrEqual(weigh(page, module, sheet));
    const light = pages?.get("buono")?.weight ?? 0;
    expect(light).toBeGreaterThanOrEqual(weigh(kiosk, sheet));
    expect(light).toBeLessThan(weigh(kiosk, sheet, module));
    // A page that was not built is not weighed.
    expect(pages?.has("en/voucher")).toBe(false);
  });

  it("is not weighed where it was made of other content", async ({ expect }) => {
    expect(await built("of something else")).toBeNull();
  });
});
