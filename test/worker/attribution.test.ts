import { beforeEach, describe, it } from "vitest";
import { carrySource, readSource, sourceKeys } from "../../worker/source.ts";
import {
  type App,
  anApp,
  freshDatabase,
  noon,
  origin,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";

beforeEach(freshDatabase);

const referrer = "https://www.giornale.example/pane?q=segreto";
const told = (key: string) => `${key} di marzo & <co>`;

async function sourceIn(app: App): Promise<unknown> {
  const row = (await rowsOf("submission")).at(-1);
  expectNoErrors(app);
  return JSON.parse(String(row?.source));
}

function expectNoErrors({ lines }: App): void {
  const [line] = lines.filter(({ event }) => event === "error");
  if (line !== undefined) throw new Error(JSON.stringify(line));
}

describe("each key of a source", () => {
  it.for([...sourceKeys])(
    "%s is kept without JavaScript, with it, and from a program, and is carried on",
    async (key, { expect }) => {
      const app = anApp();
      const query = new URLSearchParams({ [key]: told(key), mine: "x" });
      const next = `/guida/grazie/?${new URLSearchParams({ [key]: told(key) })}`;

      const plain = await submit(
        app,
        "guida",
        { email: "ada@example.com" },
        { Referer: `${origin}/guida/?${query}` },
      );
      expect([plain.status, plain.headers.get("Location")]).toEqual([303, next]);
      expect(await sourceIn(app)).toEqual({ [key]: told(key) });

      const scripted = { email: "bea@example.com", _page: `${origin}/guida/?${query}`, _referrer: referrer };
      const { body } = await submitJson(app, "guida", scripted);
      expect(body.next).toBe(next);
      expect(await sourceIn(app)).toEqual({
        [key]: told(key),
        referrer: "https://www.giornale.example/pane",
      });

      const posted = { answers: { email: "cleo@example.com" }, source: { [key]: told(key), mine: "x" } };
      expect((await submitJson(app, "guida", posted)).body.next).toBe(next);
      expect(await sourceIn(app)).toEqual({ [key]: told(key) });

      const { body: shown } = await submitJson(app, "sconto", { ...scripted, email: "dora@example.com" });
      expect(String(shown.next)).toMatch(/^\/g\/[\w-]{43}\?/);
      expect(new URL(String(shown.next), origin).searchParams.get(key)).toBe(told(key));
      expect((await app.ask(String(shown.next))).status).toBe(200);
    },
  );
});

describe("the way through several pages", () => {
  it("keeps the first touch, and the last, each with its landing and time", async ({ expect }) => {
    const app = anApp();
    const first = await submit(
      app,
      "guida",
      { email: "ada@example.com" },
      {
        Referer: `${origin}/guida/?utm_source=Meta&variant=b`,
      },
    );
    app.clock.now += 60_000;
    // The form's own script says where it came from: our thank-you page, whose address still knows.
    const thanks = new URL(first.headers.get("Location") ?? "", origin);
    await submitJson(app, "sconto", {
      email: "ada@example.com",
      _page: `${origin}/sconto/`,
      _referrer: thanks.href,
    });
    const [lead] = await rowsOf("lead");
    expect(JSON.parse(String(lead?.first_source))).toEqual({
      utm_source: "Meta",
      variant: "b",
      landing: "guida",
      at: noon,
    });
    expect(JSON.parse(String(lead?.last_source))).toEqual({
      utm_source: "Meta",
      variant: "b",
      landing: "sconto",
      at: noon + 60_000,
    });
    expect((await rowsOf("submission")).map((row) => row.source_label)).toEqual(["meta", "meta"]);
  });

  it("goes by the page itself where that one tells a source, and never by another's page", async ({
    expect,
  }) => {
    const app = anApp();
    const _page = `${origin}/guida/?utm_source=nuova`;
    await submitJson(app, "guida", {
      email: "ada@example.com",
      _page,
      _referrer: `${origin}/x/?utm_source=vecchia&gclid=1`,
    });
    expect(await sourceIn(app)).toEqual({ utm_source: "nuova" });
    await submitJson(app, "guida", {
      email: "bea@example.com",
      _page: `${origin}/guida/`,
      _referrer: "https://evil.example/?utm_source=evil",
    });
    expect(await sourceIn(app)).toEqual({ referrer: "https://evil.example/" });
  });

  it("counts a view by the page before it, too", async ({ expect }) => {
    const app = anApp();
    const view = { landing: "sconto", step: "view", referrer: `${origin}/guida/grazie/?utm_source=meta` };
    await app.ask("/e", {
      method: "POST",
      headers: { Origin: origin, Referer: `${origin}/sconto/` },
      body: JSON.stringify(view),
    });
    expect(await rowsOf("step_count")).toMatchObject([
      { landing: "sconto", step: "view", source: "meta", n: 1 },
    ]);
  });
});

describe("an address that a source is added to", () => {
  it("keeps its own query and place, and gets listed keys alone, escaped", ({ expect }) => {
    const source = readSource(
      new URLSearchParams({ utm_source: 'a&b="<\r\n>', gclid: "1", next: "//evil.example" }),
      null,
      [],
    );
    expect(carrySource("/grazie/", source)).toBe("/grazie/?utm_source=a%26b%3D%22%3C+%3E&gclid=1");
    expect(carrySource("/grazie/?a=1#qui", { variant: "b" })).toBe("/grazie/?a=1&variant=b#qui");
    expect(carrySource("/grazie/", { referrer: "https://x.example/" })).toBe("/grazie/");
    expect(carrySource("/grazie/", {})).toBe("/grazie/");
  });
});
