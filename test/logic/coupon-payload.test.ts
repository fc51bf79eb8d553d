import fc from "fast-check";
import { describe, it } from "vitest";
import { newCouponCode, readCouponCode } from "../../content/schema/coupon-code.ts";
import { couponTag, readPayload, writePayload } from "../../content/schema/coupon-payload.ts";
import { isWithin } from "../../content/schema/coupon-rules.ts";
import { nearCodes, readScanned } from "../../content/schema/coupon-typed.ts";
import { readAmount } from "../../content/schema/till-amount.ts";

const minutes = fc.integer({ min: 0, max: 0xffff_ffff }).map((count) => count * 60_000);

describe("what a coupon's QR code says", () => {
  it("is read back as it was written, and only with letters that QR codes hold cheaply", ({ expect }) => {
    const claims = fc.record({ tag: fc.string().map(couponTag), validFrom: minutes, validUntil: minutes });
    const signatures = fc.uint8Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(claims, signatures, (claim, signature) => {
        const payload = writePayload({ code: "PANE-7K3QX-M2WTD", ...claim }, signature);
        const read = readPayload("PANE-7K3QX-M2WTD", payload);
        expect(payload).toMatch(/^[A-Z2-7]{124}$/);
        expect(read?.claim).toEqual({ code: "PANE-7K3QX-M2WTD", ...claim });
        expect([...(read?.signature ?? [])]).toEqual([...signature]);
      }),
    );
  });

  it("is nothing when a letter is missing, added or none of the alphabet", ({ expect }) => {
    const payload = writePayload({ code: "A", tag: 1, validFrom: 0, validUntil: 60_000 }, new Uint8Array(64));
    for (const wrong of [
      "",
      payload.slice(1),
      `${payload}AA`,
      `${payload.slice(1)}1`,
      `${payload.slice(1)}é`,
    ])
      expect(readPayload("A", wrong)).toBeNull();
  });
});

describe("weekdays and hours of a coupon", () => {
  const friday = Date.parse("2027-03-12T12:00:00Z");
  const cases: [string, Parameters<typeof isWithin>[0], number, boolean][] = [
    ["any time without rules", { shops: [] }, friday, true],
    ["its weekday", { shops: [], weekdays: [5] }, friday, true],
    ["another weekday", { shops: [], weekdays: [6, 7] }, friday, false],
    ["its hours, of the shop's clock", { shops: [], hours: { from: "13:00", to: "13:01" } }, friday, true],
    ["the end of its hours", { shops: [], hours: { from: "08:00", to: "13:00" } }, friday, false],
    [
      "the night after its weekday",
      { shops: [], weekdays: [4], hours: { from: "22:00", to: "14:00" } },
      friday,
      true,
    ],
    [
      "the night before it",
      { shops: [], weekdays: [5], hours: { from: "22:00", to: "14:00" } },
      friday,
      false,
    ],
  ];
  it.each(cases)("%s", (_, window, at, within) => {
    if (isWithin(window, at, "Europe/Rome") !== within) throw new Error(`it is ${!within}`);
  });
});

describe("what is scanned or typed at a till", () => {
  it.for([
    ["HTTPS://FORNO.EXAMPLE/K/PANE-22222-22222/ABC", "PANE-22222-22222", "ABC"],
    ["https://forno.example/offerte/k/pane-22222-22222/", "PANE-22222-22222", null],
    [" pane 22222 22222 ", "PANE-22222-22222", null],
    ["2222222222", "22222-22222", null],
    ["PANE-22222-2222A", null, null],
  ] as const)("%s", ([text, code, payload], { expect }) => {
    expect(readScanned(text)).toMatchObject({ code, payload });
  });

  it.for([
    "",
    "https://evil.example/menu",
    "www.evil.example",
    "WIFI:S:ospiti;;",
    "mailto:a@example.com",
    "x".repeat(41),
  ])("is no coupon: %s", (text, { expect }) => expect(readScanned(text)).toBeNull());

  it.for([
    ["", undefined],
    ["12", 1200],
    ["12,5", 1250],
    ["12.50 €", 1250],
    ["1.234,50", 123_450],
    ["1,234.50", 123_450],
    ["1.234", null],
    ["12,505", null],
    ["-1", null],
    ["1e3", null],
  ] as const)("a receipt of %s", ([text, cents], { expect }) => expect(readAmount(text)).toBe(cents));

  it("was probably meant to be the code that two swapped letters make, and never a wrong one", ({
    expect,
  }) => {
    const code = newCouponCode("PANE", (length) => Uint8Array.from({ length }, (_, place) => place * 7 + 3));
    for (let place = 5; place < code.length - 1; place += 1) {
      const [one = "", two = ""] = [code[place], code[place + 1]];
      if (one === "-" || two === "-" || one === two) continue;
      const near = nearCodes(code.slice(0, place) + two + one + code.slice(place + 2));
      expect(near, code).toContain(code);
      for (const each of near) expect(readCouponCode(each)).toBe(each);
    }
  });
});
