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
