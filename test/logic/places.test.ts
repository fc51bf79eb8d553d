import fc from "fast-check";
import { describe, it } from "vitest";
import { newCouponCode, readCouponCode } from "../../content/schema/coupon-code.ts";
import { formSchema } from "../../content/schema/form.ts";
import { pathToReturn } from "../../worker/desk/gate.tsx";
import { moveIn, nearestSection, sectionOf, sectionsOf } from "../../worker/sections.ts";
import { labelOf, readSource } from "../../worker/source.ts";
import { brokenTexts, texts } from "./texts.ts";

describe("a coupon's code", () => {
  const prefixes = fc.option(fc.stringMatching(/^[A-Z0-9]{1,8}$/), { nil: undefined });
  const codes = fc.tuple(prefixes, fc.uint8Array({ minLength: 40, maxLength: 40 })).map(([prefix, drawn]) => {
    let place = 0;
    // Should all bytes be of those that are thrown away, zeros follow.
    return newCouponCode(prefix, (length) => Uint8Array.from({ length }, () => drawn[place++] ?? 0));
  });

  it("is read back however it was typed", ({ expect }) => {
    fc.assert(
      fc.property(
        codes,
        fc.constantFrom("", " ", "-", ".", "–", "\n"),
        fc.boolean(),
        (code, between, small) => {
          const typed = [...code.replaceAll("-", "")].join(between);
          expect(readCouponCode(small ? typed.toLowerCase() : typed)).toBe(code);
        },
      ),
    );
  });

  it("with one wrong letter, or two that changed places, is none", ({ expect }) => {
    const letter = fc.constantFrom(..."23456789ABCDEFGHJKMNPQRSTUVWXYZ");
    fc.assert(
      fc.property(codes, fc.nat({ max: 9 }), letter, (code, place, other) => {
        const body = code.replaceAll("-", "");
        const letters = [...body];
        const at = letters.length - 10 + place;
        const wrong = letters.with(at, other).join("");
        if (wrong !== body) expect(readCouponCode(wrong)).toBeNull();
        if (at + 1 >= letters.length) return;
        const turned = letters
          .with(at, letters[at + 1] ?? "")
          .with(at + 1, letters[at] ?? "")
          .join("");
        if (turned !== body) expect(readCouponCode(turned)).toBeNull();
      }),
    );
  });

  it("read from any text is a code or nothing, and reads as itself", ({ expect }) => {
    fc.assert(
      fc.property(fc.oneof(brokenTexts, codes), (text) => {
        const code = readCouponCode(text);
        if (code === null) return;
        expect(code).toMatch(/^(?:[A-Z0-9]{1,8}-)?[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/);
        expect(readCouponCode(code)).toBe(code);
      }),
    );
  });
});

describe("a source", () => {
  it("is counted under letters, figures and .-_ alone, 60 at most, and never under nothing", ({ expect }) => {
    fc.assert(
      fc.property(brokenTexts, fc.oneof(texts, fc.webUrl()), (name, referrer) => {
        for (const source of [
          readSource(new URLSearchParams({ utm_source: name }), referrer, []),
          { referrer },
        ]) {
          const label = labelOf(source);
          expect(label).toMatch(/^[\p{L}\p{N}._-]+$/u);
          expect([...label].length).toBeLessThanOrEqual(60);
          expect(label).toBe(label.trim());
        }
      }),
    );
  });

  it("holds clean text, 200 letters at most, and no query of another page", ({ expect }) => {
    fc.assert(
      fc.property(brokenTexts, fc.webUrl({ withQueryParameters: true }), (text, referrer) => {
        const source = readSource(new URLSearchParams({ utm_term: text, evil: text }), referrer, []);
        expect(Object.keys(source).every((key) => key === "utm_term" || key === "referrer")).toBe(true);
        const kept = source.utm_term ?? "";
        expect([kept.isWellFormed(), kept.length <= 200, /\p{Cc}/u.test(kept)]).toEqual([true, true, false]);
        expect(source.referrer).not.toContain("?");
        expect(readSource(new URLSearchParams(), referrer, [new URL(referrer).origin])).toEqual({});
      }),
    );
  });
});

describe("where a press leads", () => {
  const form = formSchema.parse({
    welcome: { title: "Prego" },
    fields: [
      { type: "choice", name: "tipo", label: "?", options: ["Festa", "Altro"] },
      { type: "page", name: "quando", when: { tipo: "Festa" } },
      { type: "date", name: "giorno", label: "?" },
      { type: "page", name: "chi" },
      { type: "email", name: "email", required: true },
    ],
    review: true,
  });
  const presses = fc.oneof(
    texts,
    fc.integer({ min: -9, max: 1200 }).map(String),
    fc.jsonValue(),
    fc.array(texts),
  );

  it("is a section of the form, whatever place is asked for", ({ expect }) => {
    const sections = sectionsOf(form);
    if (sections === null) throw new Error("A form with steps has sections.");
    expect([sections.first, sections.last]).toEqual([0, 4]);
    fc.assert(
      fc.property(
        presses,
        fc.boolean(),
        fc.constantFrom("Festa", "Altro", undefined),
        (place, back, tipo) => {
          const move = moveIn(form, new Map([[back ? "_back" : "_step", place]]));
          if (move === null) throw new Error("A press is a move.");
          for (const to of [move.to, nearestSection(form, sections, move, { tipo })]) {
            expect(to).toBeGreaterThanOrEqual(sections.first);
            expect(to).toBeLessThanOrEqual(sections.last);
          }
        },
      ),
    );
  });

  it("tells of every name a section, the last one of those that nobody asks for", ({ expect }) => {
    const sections = sectionsOf(form);
    if (sections === null) throw new Error("A form with steps has sections.");
    fc.assert(fc.property(texts, (name) => [1, 2, 3, 4].includes(sectionOf(sections, name))));
    expect(["tipo", "giorno", "email", "nessuno"].map((name) => sectionOf(sections, name))).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it("is a page of the desk after signing in, and nowhere else", ({ expect }) => {
    const parts = fc.array(
      fc.constantFrom("/", "\\", "admin", "k", ":", "//", "evil.example", "@", "%2f", "?", "\t", "\n", "#"),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          texts,
          parts.map((list) => list.join("")),
          fc.webUrl(),
        ),
        (text) => {
          const to = pathToReturn(text);
          const address = new URL(to, "https://forno.example");
          expect(address.href).toBe(`https://forno.example${to}`);
          expect(to).toMatch(/^\/(?:admin|k)(?:\/|$)/);
        },
      ),
    );
  });
});
