import { describe, it } from "vitest";
import * as z from "zod";
import { explain, nearestOf } from "../../content/schema/explain.ts";
import { magnetSchema } from "../../content/schema/magnet.ts";

const schema = z.strictObject({
  colour: z.enum(["red", "green"]),
  size: z.strictObject({ width: z.number() }).optional(),
  kind: z.union([z.string(), z.strictObject({ name: z.string() })]).optional(),
  list: z.array(z.strictObject({ name: z.string() })).optional(),
});

/** What is said of `written`. */
function told(written: unknown, judge: z.ZodType = schema) {
  const result = judge.safeParse(written);
  return result.success ? [] : explain(judge, result.error, written);
}

describe("explain", () => {
  it("names an unknown key, where it stands, and the nearest right one", ({ expect }) => {
    expect(told({ colour: "red", size: { widht: 1, width: 1 } })).toEqual([
      { path: ["size", "widht"], message: 'There is no key "widht".', cure: 'Did you mean "width"?' },
    ]);
    expect(told({ colour: "red", zzz: 1 })).toEqual([
      {
        path: ["zzz"],
        message: 'There is no key "zzz".',
        cure: "Known keys here: colour, size, kind, list.",
      },
    ]);
  });

  it("names a value outside a list and the nearest inside it", ({ expect }) => {
    expect(told({ colour: "gren" })).toEqual([
      { path: ["colour"], message: '"gren" is not known here.', cure: 'Did you mean "green"?' },
    ]);
  });

  it("tells a missing key from one of the wrong kind", ({ expect }) => {
    expect(told({ colour: "red", size: {} })).toMatchObject([
      { path: ["size", "width"], message: 'The key "width" is missing.' },
    ]);
    expect(told({ colour: "red", size: { width: "1" } })).toMatchObject([
      { path: ["size", "width"], message: "This is of the wrong kind: expected number, received string" },
    ]);
    expect(told({ colour: "red", size: "wide" })).toEqual([
      { path: ["size"], message: "Keys belong here.", cure: "Write under it: width." },
    ]);
  });

  it("says in plain words how much is too much or too little", ({ expect }) => {
    const tight = z.strictObject({
      text: z.string().max(3),
      list: z.array(z.string()).min(2),
      own: z.string().min(2, "Two, please."),
    });
    expect(told({ text: "quattro", list: [], own: "" }, tight)).toEqual([
      { path: ["text"], message: "At most 3 characters go here.", cure: "Shorten it." },
      { path: ["list"], message: "At least 2 entries go here.", cure: "Add to it." },
      { path: ["own"], message: "Two, please." },
    ]);
  });

  it("finds its way through lists and alternatives", ({ expect }) => {
    expect(told({ colour: "red", list: [{ name: "a" }, { nam: "b", name: "b" }] })).toMatchObject([
      { path: ["list", 1, "nam"] },
    ]);
    expect(told({ colour: "red", kind: { nme: "a", name: "a" } })).toMatchObject([
      { path: ["kind", "nme"], cure: 'Did you mean "name"?' },
    ]);
  });

  it("names the nearest kind of a union", ({ expect }) => {
    expect(told({ kind: "cupon", title: "x" }, magnetSchema)).toEqual([
      { path: ["kind"], message: '"cupon" is not known here.', cure: 'Did you mean "coupon"?' },
    ]);
    expect(told({ title: "x" }, magnetSchema)).toMatchObject([
      { path: ["kind"], message: 'The key "kind" is missing.' },
    ]);
  });
});

describe("nearestOf", () => {
  it("finds what was meant, and nothing where nothing is near", ({ expect }) => {
    expect(nearestOf("guda", ["guida", "buono"])).toBe("guida");
    expect(nearestOf("GUIDA", ["guida"])).toBe("guida");
    expect(nearestOf("contatti", ["guida", "buono"])).toBeUndefined();
    expect(nearestOf("x", [])).toBeUndefined();
  });
});
