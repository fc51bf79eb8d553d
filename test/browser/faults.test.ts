import { afterAll, beforeAll, describe, it } from "vitest";
import { isSound } from "../faults/fault.ts";
import { faults } from "../faults/faults.ts";
import { openTheatre, type Theatre } from "../faults/stage.ts";

// Those that take seconds; `npm run faults` makes all of them, and many times over.
const chosen = ["F1", "F5", "F6", "F7", "F11", "F15", "F19"];

describe("faults, in short", () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await openTheatre();
  });
  afterAll(() => theatre.close());

  for (const fault of faults.filter(({ name }) => chosen.includes(name))) {
    it(`${fault.name}: ${fault.title}`, { timeout: 240_000 }, async ({ expect, skip }) => {
      const { outcome, notHere, error } = await theatre.run(fault, { seed: 1, quick: true, say: () => {} });
      if (notHere !== undefined) skip(notHere);
      expect(error).toBeUndefined();
      expect(outcome).toBeDefined();
      if (outcome !== undefined) expect(isSound(outcome), JSON.stringify(outcome)).toBe(true);
    });
  }
});
