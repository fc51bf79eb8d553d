import { describe, it } from "vitest";
import { fill } from "../../content/schema/locales/fill.ts";

describe("a text that is filled", () => {
  it("holds the values in the place of their names, and names that have none as they are", ({ expect }) => {
    expect(fill("{a} e {b}, {c}", { a: "pane", b: 2 })).toBe("pane e 2, {c}");
    expect(fill("Quel {a}, il {c}", { a: "pane" })).toBe("Quel pane, il {c}");
  });

  it.for([
    ["Il {d} hai chiesto", "8 marzo 2027", "L’8 marzo 2027 hai chiesto"],
    ["perché il {d}", "11 marzo 2027", "perché l’11 marzo 2027"],
    ["dal {d} al {d}", "8 marzo", "dall’8 marzo all’8 marzo"],
    ["Letto il {d}", "83 %", "Letto l’83 %"],
    ["Dal {d}", "11.000", "Dall’11.000"],
    ["il {d}", "18 marzo 2027", "il 18 marzo 2027"],
    ["il {d}", "110", "il 110"],
    ["al {d}", "1 aprile", "al 1 aprile"],
  ] as const)("elides the Italian article where it is read so: %s, %s", ([text, d, said], { expect }) => {
    expect(fill(text, { d })).toBe(said);
  });
});
