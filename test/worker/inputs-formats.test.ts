import { beforeAll, describe, it, vi } from "vitest";
import { type ProblemCode, problems } from "../../content/schema/problem.ts";
import { anApp, countRows, freshDatabase } from "../support/worker-app.ts";
import { form, json, multipart, part, post } from "../support/worker-post.ts";

vi.setConfig({ testTimeout: 60_000 });

// Nothing of all this is ever stored, so that one empty database serves for all.
beforeAll(freshDatabase);

const good = "email=ada%40example.com";
const bytes = (...codes: number[]) => Uint8Array.from(codes);
const ada = '"email":"ada@example.com"';
const encoder = new TextEncoder();

type Case = [name: string, code: ProblemCode, init: RequestInit];

/** JSON that breaks what reads it carelessly. */
const jsonBreakers: Case[] = [
  ["nothing", "bad_request", post("", json)],
  ["a brace", "bad_request", post("{", json)],
  ["half an object", "bad_request", post('{"email":', json)],
  ["two objects", "bad_request", post(`{${ada}}{${ada}}`, json)],
  ["a comma too many", "bad_request", post(`{${ada},}`, json)],
  ["single quotes", "bad_request", post("{'email':'ada@example.com'}", json)],
  ["a comment", "bad_request", post(`{${ada}/* */}`, json)],
  ["NaN", "bad_request", post('{"email":NaN}', json)],
  ["Infinity", "bad_request", post('{"email":Infinity}', json)],
  ["undefined", "bad_request", post('{"email":undefined}', json)],
  ["a raw line break in a text", "bad_request", post('{"email":"ada\n@example.com"}', json)],
  ["null", "bad_request", post("null", json)],
  ["true", "bad_request", post("true", json)],
  ["a number", "bad_request", post("42", json)],
  ["a text", "bad_request", post('"email"', json)],
  ["a list", "bad_request", post(`[{${ada}}]`, json)],
  ["5,000 nested lists", "bad_request", post("[".repeat(5000) + "]".repeat(5000), json)],
  ["5,000 lists never closed", "bad_request", post("[".repeat(5000), json)],
  [
    "5,000 nested objects",
    "invalid_answers",
    post(`{"email":${'{"a":'.repeat(5000)}1${"}".repeat(5001)}`, json),
  ],
  ["2,000 keys", "invalid_answers", post(`{${Array.from({ length: 2000 }, (_, n) => `"k${n}":1`)}}`, json)],
  ["a key twice, the last of them wrong", "invalid_answers", post(`{${ada},"email":1}`, json)],
  ["null for an answer", "invalid_answers", post('{"email":null}', json)],
  ["a number past all numbers", "invalid_answers", post('{"email":1e999}', json)],
  ["a list for a text", "invalid_answers", post('{"email":["ada@example.com"]}', json)],
  ["an object that would be a text", "invalid_answers", post('{"email":{"toString":"x"}}', json)],
];

const wrongTypes: Case[] = [
  ["none", "unsupported_type", post(bytes(97), null)],
  ["plain text", "unsupported_type", post(good, "text/plain")],
  ["XML", "unsupported_type", post("<email/>", "application/xml")],
  ["HTML", "unsupported_type", post("<p>", "text/html")],
  ["an octet stream", "unsupported_type", post(good, "application/octet-stream")],
  ["GraphQL", "unsupported_type", post("{email}", "application/graphql")],
  ["one that only begins well", "unsupported_type", post(good, `${form}x`)],
  ["multipart that is no form", "unsupported_type", post(part("email", "x"), "multipart/mixed; boundary=b")],
];

/** Posts whose bytes are not what they are said to be. */
const charsetLies: Case[] = [
  ["UTF-16 as it says", "unsupported_type", post(good, `${form}; charset=utf-16`)],
  ["Latin-1 as it says", "unsupported_type", post("{}", `${json}; charset="latin1"`)],
  ["UTF-7 as it says", "unsupported_type", post("{}", `${json}; charset=utf-7`)],
  ["a charset that is none", "unsupported_type", post(good, `${form}; charset=x-klingon`)],
  ["bytes of UTF-16", "bad_request", post(bytes(0xff, 0xfe, 0x7b, 0, 0x7d, 0), json)],
  ["bytes that are no UTF-8", "bad_request", post(bytes(0x65, 0x3d, 0xff, 0xfe))],
  ["escaped Latin-1", "bad_request", post(`${good}&nome=Nicol%F2`)],
  ["JSON with a byte of Latin-1", "bad_request", post(bytes(0x7b, 0x22, 0xff, 0x22, 0x7d), json)],
  ["a letter written too long", "bad_request", post(bytes(0x65, 0x3d, 0xc0, 0xaf))],
  ["half a pair written as UTF-8", "bad_request", post(bytes(0x65, 0x3d, 0xed, 0xa0, 0x80))],
  ["a letter broken off", "bad_request", post(`${good}&nome=%E2%82`)],
  ["gzip", "bad_request", post(bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), json)],
];

const kilobytes64 = 65_536;

/** A form of `size` bytes, all of it a name. */
function ofSize(size: number): string {
  const start = `${good}&nome=`;
  return size < start.length ? "a".repeat(size) : start + "a".repeat(size - start.length);
}

const sizes: [size: number, code: ProblemCode][] = [
  [0, "invalid_answers"],
  [1, "invalid_answers"],
  [kilobytes64 - 1, "invalid_answers"],
  [kilobytes64, "invalid_answers"],
  [kilobytes64 + 1, "too_large"],
  [1_000_000, "too_large"],
  [5_000_000, "too_large"],
];

describe("a post that cannot be read", () => {
  const tables = {
    "JSON that breaks": jsonBreakers,
    "a type": wrongTypes,
    "a charset that lies": charsetLies,
  };
  const counts = { "JSON that breaks": 25, "a type": 8, "a charset that lies": 12 };

  for (const [title, cases] of Object.entries(tables)) {
    it(`${title}: ${cases.length} cases, each refused, none stored, one answer for each reason`, async ({
      expect,
    }) => {
      const said = new Map<string, Set<string>>();
      for (const [name, code, init] of cases) {
        const answer = await anApp().ask("/f/guida", init);
        const body = await answer.text();
        expect([answer.status, JSON.parse(body).code], name).toEqual([problems[code], code]);
        // What is wrong with single answers is told one by one; all else tells nothing of the reason.
        if (code !== "invalid_answers") said.set(code, (said.get(code) ?? new Set()).add(body));
      }
      expect([...said.values()].map((bodies) => bodies.size)).toEqual([...said].map(() => 1));
      expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
    });
  }

  it("is in no table twice, and the tables are whole", ({ expect }) => {
    for (const [title, cases] of Object.entries(tables))
      expect([title, cases.length]).toEqual(Object.entries(counts).find(([name]) => name === title));
  });

  it("with a mark of UTF-8 before it is read all the same", async ({ expect }) => {
    const answer = await anApp().ask("/f/guida", post(`\ufeff{"email":"ada"}`, json));
    expect((await answer.json<{ errors: unknown[] }>()).errors).toMatchObject([
      { field: "email", code: "email" },
    ]);
  });
});

describe("a size", () => {
  for (const [size, code] of sizes)
    it(`of ${size} bytes: ${code}, said in advance or not`, async ({ expect }) => {
      const body = ofSize(size);
      for (const sent of [body, inPieces(encoder.encode(body))]) {
        const answer = await anApp().ask("/f/guida", post(sent));
        expect((await answer.json<{ code: string }>()).code).toBe(code);
      }
    });

  it("of 100 MB, as a stream, is cut off at the limit", async ({ expect }) => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 8192;
        if (sent > 100_000_000) controller.close();
        else controller.enqueue(new Uint8Array(8192));
      },
    });
    const answer = await anApp().ask("/f/guida", post(endless));
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(20 * 8192);
    expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
  });
});

describe("a method", () => {
  it("other than a form's posts nothing: 6 methods x 3 formats", async ({ expect }) => {
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      for (const { headers, body } of [
        post(good),
        post(`{${ada}}`, json),
        multipart(`${part("email", "ada@example.com")}--b--\n`),
      ]) {
        const init = method === "GET" || method === "HEAD" ? { headers } : { headers, body };
        const answer = await anApp().ask("/f/guida", { method, ...init } as RequestInit);
        expect([answer.status, answer.headers.get("Allow")], method).toEqual([405, "POST"]);
      }
    }
    expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
  });
});

/** `whole` as it comes over a slow line. */
function inPieces(whole: Uint8Array): ReadableStream {
  let place = 0;
  return new ReadableStream({
    pull(controller) {
      if (place >= whole.length) return controller.close();
      controller.enqueue(whole.slice(place, place + 16_384));
      place += 16_384;
    },
  });
}
