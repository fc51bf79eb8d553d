import fc from "fast-check";
import { describe, it } from "vitest";
import { base64Url, digest, hexDigest, sign } from "../../worker/digest.ts";
import {
  confirmFor,
  forever,
  hashOfToken,
  linkParam,
  looksLikeToken,
  newId,
  newRowId,
  tokenFor,
  tokenPurposes,
} from "../../worker/tokens.ts";
import { texts } from "./texts.ts";

const bytes = fc.uint8Array({ maxLength: 80 });
const encoder = new TextEncoder();

/** The bytes that `text` writes in base64url, read by another road than the one they were written by. */
function bytesIn(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

function bytesOfHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

describe("digests", () => {
  it("write any bytes in letters that Node reads back", ({ expect }) => {
    fc.assert(
      fc.property(bytes, (given) => {
        const text = base64Url(given);
        expect(text).toMatch(/^[\w-]*$/);
        expect(bytesIn(text)).toEqual(given);
      }),
    );
  });

  it("are those of the standards", async ({ expect }) => {
    // FIPS 180-2, appendix B.1, and RFC 4231, test case 2.
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const jefe = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    expect(await hexDigest("abc")).toBe(abc);
    expect(await hexDigest(Uint8Array.from([97, 98, 99]))).toBe(abc);
    expect(await digest("abc")).toBe(base64Url(bytesOfHex(abc)));
    expect(await sign("Jefe", "what do ya want for nothing?")).toBe(base64Url(bytesOfHex(jefe)));
    // A secret used twice is imported once, and signs the same.
    expect(await sign("Jefe", "what do ya want for nothing?")).toBe(base64Url(bytesOfHex(jefe)));
  });

  it("of two texts differ, and so do those under two secrets", async ({ expect }) => {
    const secrets = fc.constantFrom("one secret", "One secret", "one secret ", "another");
    await fc.assert(
      fc.asyncProperty(texts, texts, secrets, secrets, async (one, other, secret, another) => {
        expect((await digest(one)) === (await digest(other))).toBe(one === other);
        const isSame = one === other && secret === another;
        expect((await sign(secret, one)) === (await sign(another, other))).toBe(isSame);
      }),
    );
  });

  it("import a secret once, however often it signs", async ({ expect }) => {
    const imported: unknown[] = [];
    const { importKey } = crypto.subtle;
    crypto.subtle.importKey = (...given: Parameters<typeof importKey>) => {
      imported.push(given);
      return Reflect.apply(importKey, crypto.subtle, given);
    };
    try {
      for (const text of ["a", "b", "c"]) await sign("a secret of this test only", text);
      // Nobody can read the key back, and it does nothing but sign.
      const form = ["raw", encoder.encode("a secret of this test only"), { name: "HMAC", hash: "SHA-256" }];
      expect(imported).toEqual([[...form, false, ["sign"]]]);
    } finally {
      crypto.subtle.importKey = importKey;
    }
  });
});

describe("a token", () => {
  it("opens one subject for one purpose, and is made the same again", async ({ expect }) => {
    const either = fc.constantFrom(...tokenPurposes);
    await fc.assert(
      fc.asyncProperty(either, either, texts, texts, async (one, other, subject, another) => {
        const token = await tokenFor("secret", one, subject);
        expect(looksLikeToken(token)).toBe(true);
        expect(token).toBe(await sign("secret", `${one}:${subject}`));
        const isSame = one === other && subject === another;
        expect(token === (await tokenFor("secret", other, another))).toBe(isSame);
      }),
    );
  });

  it("with one bit turned is another, and so is what the database keeps of it", async ({ expect }) => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.nat({ max: 255 }), async (subject, bit) => {
        const token = await tokenFor("secret", "grant-mail", subject);
        const raw = bytesIn(token);
        raw[bit >> 3] = (raw[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const turned = base64Url(raw);
        expect(looksLikeToken(turned)).toBe(true);
        expect(await hashOfToken(turned)).not.toBe(await hashOfToken(token));
        expect(await hashOfToken(token)).toBe(await digest(token));
      }),
    );
  });

  it("has 43 letters and nothing around them", ({ expect }) => {
    const token = "-_aZ09".padEnd(43, "x");
    expect(looksLikeToken(token)).toBe(true);
    for (const text of ["", token.slice(1), `${token}x`, `x${token}`, ` ${token.slice(1)}`, `${token}\n`])
      expect(looksLikeToken(text), text).toBe(false);
    for (const letter of "+/=.%é\0") expect(looksLikeToken(token.slice(1) + letter)).toBe(false);
  });

  it("is never what somebody else wrote", () => {
    fc.assert(fc.property(texts, (text) => looksLikeToken(text) === /^[A-Za-z0-9_-]{43}$/.test(text)));
  });
});

describe("what has left in a mail", () => {
  it("goes on meaning what it meant", ({ expect }) => {
    expect(linkParam).toBe("p");
    expect(tokenPurposes).toEqual([
      "grant-page",
      "grant-mail",
      "prefill",
      "confirm",
      "preferences",
      "copy",
      "erasure",
      "press",
      "open",
      "renewal",
    ]);
    expect(new Date(forever).toISOString()).toBe("9999-12-31T23:59:59.999Z");
    expect(confirmFor).toBe(604_800_000);
  });

  it("opens one thing: 10 x 10 purposes crossed, 10 accepted", async ({ expect }) => {
    const tokens = await Promise.all(tokenPurposes.map((purpose) => tokenFor("secret", purpose, "one")));
    const accepted = tokenPurposes.flatMap((_, place) => tokens.filter((token) => token === tokens[place]));
    expect(accepted).toHaveLength(10);
  });
});

describe("an identifier", () => {
  it("is 128 random bits, all of them", ({ expect }) => {
    const drawn: number[] = [];
    const given = Uint8Array.from({ length: 16 }, (_, place) => 255 - place);
    const id = newId((length) => {
      drawn.push(length);
      return given;
    });
    expect([drawn, id.length]).toEqual([[16], 22]);
    expect(bytesIn(id)).toEqual(given);
  });

  it("of a row is its moment, to the millisecond, and 80 random bits", ({ expect }) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 48 - 1 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (at, given) => {
          const id = newRowId((length) => given.slice(0, length), at);
          const read = bytesIn(id);
          expect(id).toMatch(/^[\w-]{22}$/);
          expect(read.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)).toBe(at);
          expect(read.slice(6)).toEqual(given);
        },
      ),
    );
  });
});
