import fc from "fast-check";
import { describe, it } from "vitest";
import { allowedReturn } from "../../worker/guards/returns.ts";
import { hostileReturns } from "../fixtures/redirects.ts";
import { texts } from "./texts.ts";

const listed = ["https://partner.example/grazie", "https://forno.example/altro/?da=forno"];

describe("an address to be led to", () => {
  it("is one of those listed, to the letter", ({ expect }) => {
    for (const address of listed) expect(allowedReturn(listed, address)).toBe(address);
    const hostile = listed.flatMap((address) => [
      ...hostileReturns(new URL(address).origin),
      ...near(address),
    ]);
    expect(hostile.filter((address) => allowedReturn(listed, address) !== null)).toEqual([]);
    expect([allowedReturn(listed, null), allowedReturn([], "https://partner.example/grazie")]).toEqual([
      null,
      null,
    ]);
  });

  it("is never one that nobody listed", () => {
    const addresses = fc.oneof(texts, fc.webUrl(), fc.constantFrom(...listed, ...listed.flatMap(near)));
    fc.assert(
      fc.property(fc.array(addresses, { maxLength: 4 }), addresses, (some, given) => {
        const led = allowedReturn(some, given);
        return led === null ? !some.includes(given) : led === given && some.includes(given);
      }),
    );
  });
});

/** Addresses that a careless comparison takes for `address`. */
function near(address: string): string[] {
  return [
    `${address}/`,
    `${address}#x`,
    `${address}?x`,
    ` ${address}`,
    `${address}\n`,
    address.toUpperCase(),
    address.slice(0, -1),
    address.replace("https:", "http:"),
    address.replace("https://", "https://x@"),
    address.replace(".example", ".example:443"),
    address.replace(".example", ".example."),
  ];
}
