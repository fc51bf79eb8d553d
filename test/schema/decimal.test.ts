import { describe, it } from "vitest";
import { isOnStep } from "../../content/schema/decimal.ts";

describe("a step of a number", () => {
  it("is counted in decimals, whatever binary fractions make of it", ({ expect }) => {
    for (const value of [
      "0.1",
      "0.3",
      "0.7",
      "1.1",
      "440344452",
      "7106509399",
      "1e-1",
      ".1",
      "100000.1",
      "1e300",
    ]) {
      expect(isOnStep(value, 0.1, 0.1), value).toBe(true);
    }
    for (const value of ["0.15", "0.1001", "440344452.05", "-0.05"]) {
      expect(isOnStep(value, 0.1, 0.1), value).toBe(false);
    }
  });

  it("is counted from its base, to both sides", ({ expect }) => {
    expect(isOnStep("-3", -3, 2)).toBe(true);
    expect(isOnStep("-2", -3, 2)).toBe(false);
    expect(isOnStep("-7", -3, 2)).toBe(true);
    expect(isOnStep("9007199254740993", 0, 2)).toBe(false);
    expect(isOnStep("9007199254740994", 0, 2)).toBe(true);
  });

  it("forgives what no browser sees, and costs nothing for absurd exponents", ({ expect }) => {
    expect(isOnStep("0.30000000000000004", 0.1, 0.1)).toBe(true);
    expect(isOnStep("5e-324", 0, 1)).toBe(true);
    expect(isOnStep("1e-999999999", 0, 1)).toBe(true);
    expect(isOnStep("-.5", 0, 0.5)).toBe(true);
  });
});
