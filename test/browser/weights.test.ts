import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { it } from "vitest";
import { isLight, weightsOf } from "../bench/weights.ts";
import { root } from "../support/bundle.ts";

it("keeps every page within its budget: 13,000 bytes in all, 2 kB of script, nothing that blocks, nobody else", ({
  expect,
}) => {
  const weights = weightsOf(join(root, "dist/site"));
  expect(weights.length).toBeGreaterThan(0);
  expect(weights.filter((weight) => !isLight(weight))).toEqual([]);
});

it("has no module that keeps a page from being seen", async ({ expect }) => {
  const site = join(root, "dist/site");
  const visited = weightsOf(site).map(({ page }) => page);
  const pages = await Promise.all(visited.map((file) => readFile(join(site, file), "utf8")));
  const loading = pages.flatMap((html) => html.match(/<script\b[^>]*\ssrc=[^>]*>/g) ?? []);
  expect(loading.length).toBeGreaterThan(0);
  for (const tag of loading) expect(tag).toContain('fetchpriority="low"');
});
