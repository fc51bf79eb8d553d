import { beforeAll, describe, it } from "vitest";
import { problems } from "../../content/schema/problem.ts";
import { anApp, countRows, freshDatabase, origin } from "../support/worker-app.ts";
import { form, json, multipart, part, post } from "../support/worker-post.ts";

// Nothing of all this is ever stored, so that one empty database serves for all.
beforeAll(freshDatabase);

const good = "email=ada%40example.com";

describe("a bad post is answered with what is wrong, and leaves nothing", () => {
  const cases: [string, keyof typeof problems, string, RequestInit][] = [
    ["an unknown landing", "unknown_landing", "/f/nessuna", post(good)],
    ["a landing named as what every object has", "unknown_landing", "/f/constructor", post(good)],
    ["a landing named __proto__", "unknown_landing", "/f/__proto__", post(good)],
    ["a path that climbs", "unknown_landing", "/f/..%2fguida", post(good)],
    ["a twice-named field", "invalid_answers", "/f/guida", post(`${good}&email=b%40example.com`)],
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
});
