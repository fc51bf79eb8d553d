import { beforeAll, describe, it } from "vitest";
import { problems } from "../../content/schema/problem.ts";
import { anApp, countRows, freshDatabase, origin, submitJson } from "../support/worker-app.ts";
import { form, json, multipart, part, post } from "../support/worker-post.ts";

// Nothing of all this is ever stored, so that one empty database serves for all.
beforeAll(freshDatabase);

const good = "email=ada%40example.com";
const bytes = (...codes: number[]) => Uint8Array.from(codes);

describe("a bad post is answered with what is wrong, and leaves nothing", () => {
  const cases: [string, keyof typeof problems, string, RequestInit][] = [
    ["an unknown landing", "unknown_landing", "/f/nessuna", post(good)],
    ["a landing named as what every object has", "unknown_landing", "/f/constructor", post(good)],
    ["a landing named __proto__", "unknown_landing", "/f/__proto__", post(good)],
    ["a path that climbs", "unknown_landing", "/f/..%2fguida", post(good)],
    ["no content type", "unsupported_type", "/f/guida", post(bytes(97), null)],
    ["plain text", "unsupported_type", "/f/guida", post(good, "text/plain")],
    ["XML", "unsupported_type", "/f/guida", post("<email/>", "application/xml")],
    ["an octet stream", "unsupported_type", "/f/guida", post(good, "application/octet-stream")],
    ["a type that only begins well", "unsupported_type", "/f/guida", post(good, `${form}x`)],
    ["another charset", "unsupported_type", "/f/guida", post(good, `${form}; charset=utf-16`)],
    ["another charset in JSON", "unsupported_type", "/f/guida", post("{}", `${json}; charset="latin1"`)],
    ["bytes that are no UTF-8", "bad_request", "/f/guida", post(bytes(0x65, 0x3d, 0xff, 0xfe))],
    ["escaped bytes that are no UTF-8", "bad_request", "/f/guida", post(`${good}&nome=Nicol%F2`)],
    ["JSON that is no UTF-8", "bad_request", "/f/guida", post(bytes(0x7b, 0x22, 0xff, 0x22, 0x7d), json)],
    ["an empty body as JSON", "bad_request", "/f/guida", post("", json)],
    ["broken JSON", "bad_request", "/f/guida", post('{"email":', json)],
    ["JSON with NaN", "bad_request", "/f/guida", post('{"email":NaN}', json)],
    ["null", "bad_request", "/f/guida", post("null", json)],
    ["a list", "bad_request", "/f/guida", post('[{"email":"ada@example.com"}]', json)],
    ["a number", "bad_request", "/f/guida", post("42", json)],
    ["a text", "bad_request", "/f/guida", post('"email"', json)],
    ["5,000 nested lists", "bad_request", "/f/guida", post("[".repeat(5000) + "]".repeat(5000), json)],
    [
      "5,000 nested objects",
      "invalid_answers",
      "/f/guida",
      post(`{"email":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`, json),
    ],
    [
      "2,000 keys",
      "invalid_answers",
      "/f/guida",
      post(`{${Array.from({ length: 2000 }, (_, n) => `"k${n}":1`)}}`, json),
    ],
    ["a twice-named field", "invalid_answers", "/f/guida", post(`${good}&email=b%40example.com`)],
    ["a list for a text", "invalid_answers", "/f/guida", post('{"email":["ada@example.com"]}', json)],
    ["an object for a text", "invalid_answers", "/f/guida", post('{"email":{"toString":"x"}}', json)],
    [
      "a number for a text",
      "invalid_answers",
      "/f/guida",
      post('{"email":"ada@example.com","nome":1}', json),
    ],
    ["true for a text", "invalid_answers", "/f/guida", post('{"email":true}', json)],
    ["nothing", "invalid_answers", "/f/guida", post("")],
    ["a missing answer", "invalid_answers", "/f/guida", post("nome=Ada")],
    ["blanks for an answer", "invalid_answers", "/f/guida", post("email=%20%20")],
    ["an option outside the list", "invalid_answers", "/f/guida", post(`${good}&settore=Altro`)],
    ["an unknown field", "invalid_answers", "/f/guida", post(`${good}&admin=1`)],
    ["an unknown consent", "invalid_answers", "/f/guida", post(`${good}&consent-profiling=yes`)],
    ["a missing consent that the form needs", "invalid_answers", "/f/contatto", post("telefono=051555")],
    [
      "that consent refused",
      "invalid_answers",
      "/f/contatto",
      post("telefono=051555&consent-regolamento=no"),
    ],
    [
      "a number out of range",
      "invalid_answers",
      "/f/contatto",
      post("telefono=051555&consent-regolamento=yes&persone=21"),
    ],
    [
      "an infinite number",
      "invalid_answers",
      "/f/contatto",
      post("telefono=051555&consent-regolamento=yes&persone=1e999"),
    ],
    [
      "a key with blanks",
      "bad_request",
      "/f/guida",
      post(good, form, { "Idempotency-Key": "a b c d e f g" }),
    ],
    ["a key that is too short", "bad_request", "/f/guida", post(`${good}&_key=abc`)],
    ["a key that is too long", "bad_request", "/f/guida", post(`${good}&_key=${"k".repeat(201)}`)],
    [
      "a key that is no text",
      "bad_request",
      "/f/guida",
      post('{"email":"ada@example.com","idempotencyKey":7,"answers":{}}', json),
    ],
    [
      "multipart without its boundary",
      "bad_request",
      "/f/guida",
      post(part("email", "x"), "multipart/form-data"),
    ],
    ["multipart that breaks off", "bad_request", "/f/guida", multipart(part("email", "ada@example.com"))],
    [
      "a file for a text",
      "invalid_answers",
      "/f/guida",
      multipart(
        '--b\nContent-Disposition: form-data; name="email"; filename="a.txt"\n\nada@example.com\n--b--\n',
      ),
    ],
    ["another site", "forbidden", "/f/guida", post(good, form, { Origin: "https://evil.example" })],
    ["a frame without an origin", "forbidden", "/f/guida", post(good, form, { Origin: "null" })],
    [
      "a neighbouring site, as the browser says",
      "forbidden",
      "/f/guida",
      post(good, form, { Origin: "https://a.forno.example", "Sec-Fetch-Site": "same-site" }),
    ],
    [
      "an origin that only begins like ours",
      "forbidden",
      "/f/guida",
      post(good, form, { Origin: `${origin}.evil.example` }),
    ],
    ["a body of 64 kB and a byte", "too_large", "/f/guida", post(`nome=${"a".repeat(65_532)}`)],
    ["5 MB", "too_large", "/f/guida", post("a".repeat(5_000_000))],
  ];

  for (const [name, code, path, init] of cases) {
    it(`${name}: ${code}`, async ({ expect }) => {
      const app = anApp();
      const answer = await app.ask(path, init);
      const body = await answer.json<{ code: string; status: number }>();
      expect([answer.status, body.code, body.status]).toEqual([problems[code], code, problems[code]]);
      expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
    });
  }

  it("counts a body that comes in pieces and claims no length", async ({ expect }) => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(8192));
      },
    });
    const answer = await anApp().ask("/f/guida", post(endless));
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(20);
  });

  it("answers a body that breaks off", async ({ expect }) => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(good));
        controller.error(new Error("gone"));
      },
    });
    expect((await anApp().ask("/f/guida", post(broken))).status).toBe(400);
  });

  it("takes a body of 64 kB exactly", async ({ expect }) => {
    const body = `${good}&nome=`;
    const answer = await anApp().ask("/f/guida", post(body + "a".repeat(65_536 - body.length)));
    expect((await answer.json<{ errors: unknown[] }>()).errors).toMatchObject([
      { field: "nome", code: "too_long" },
    ]);
  });

  it("names prototype keys as the unknown fields that they are", async ({ expect }) => {
    const app = anApp();
    for (const key of [
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "hasOwnProperty",
      "__defineGetter__",
      "consent-__proto__",
    ]) {
      for (const body of [
        `{"email":"a@example.com","${key}":{"polluted":1}}`,
        `{"answers":{"email":"a@example.com","${key}":"x"}}`,
      ]) {
        const { status, body: problem } = await submitJson(app, "guida", body);
        expect([status, problem.errors], key).toMatchObject([422, [{ field: key, code: "unknown" }]]);
      }
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(await countRows()).toMatchObject({ submission: 0 });
  });
});
