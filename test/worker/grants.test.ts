import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import type { Deps } from "../../worker/env.ts";
import { anApp, freshDatabase, linkIn, press, rowsOf, submit, submitJson } from "../support/worker-app.ts";
import { aCatalog, guide } from "../support/worker-catalog.ts";
import { fakeAsset, pagePolicy } from "../support/worker-pages.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada" };
const file = encodeURIComponent("La guida è qui.pdf");
const day = 86_400_000;

/** The guide just opened, and its file, which lies where `change` says. */
async function anOpenGuide(change: Partial<Deps> = {}) {
  const app = anApp(change);
  await submit(app, "guida", ada);
  const link = linkIn(app);
  await press(app, link);
  return {
    app,
    link,
    fetchFile: (headers = {}, method = "GET") => app.ask(`${link}/${file}`, { method, headers }),
  };
}

describe("the private page", () => {
  it("shows the button, then downloads the one file on a press, and stays open for an hour", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, "consent-marketing": "yes" });
    const link = linkIn(app);
    const page = await app.ask(link);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain("Pronto");
    expect(html).not.toMatch(/Aperto|Buono|Finito/);
    expect(html).toContain(`<form method="post" data-form="open" action="${link}">`);
    expect(html).toContain('<p data-slot="name">Ada</p>');
    expect(html).toContain('<p data-slot="left">Si apre fino a mercoledì 17 marzo, ancora 3 volte.</p>');
    expect(page.headers.get("Content-Security-Policy")).toBe(pagePolicy);
    expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(page.headers.get("Cache-Control")).toBe("no-store");

    const pressed = await press(app, link);
    expect([pressed.status, pressed.headers.get("Location")]).toEqual([303, `${link}/${file}`]);
    expect(new Uint8Array(await (await app.ask(`${link}/${file}`)).arrayBuffer())).toEqual(guide);
    const open = await (await app.ask(link)).text();
    expect(open).toContain("Aperto");
    expect(open).toMatch(
      /<li class="file"><img src="\/icon.svg" alt=""><a data-slot="file" title="&quot;tua&quot;" href="\/g\/[\w-]{43}\/La%20guida%20%C3%A8%20qui.pdf">Scarica La guida è qui.pdf<\/a> <small data-slot="file-size">51 byte<\/small><i>da stampare<\/i><\/li>/,
    );
    app.clock.now += 3_600_000;
    expect(await (await app.ask(link)).text()).toContain("Pronto");
    const late = await app.ask(`${link}/${file}`);
    expect([late.status, late.headers.get("Location")]).toEqual([303, link]);
  });

  it("lists two files, and spends one use for both", async ({ expect }) => {
    const app = anApp();
    const { body } = await submitJson(app, "doppia", ada);
    const link = String(body.next);
    const pressed = await press(app, link);
    expect(pressed.headers.get("Location")).toBe(link);
    await press(app, link);
    const html = await (await app.ask(link)).text();
    expect(html.match(/data-slot="file"/g)?.length).toBe(2);
    expect(html).toContain("Scarica guida.epub");
    expect(html.match(/da stampare/g)?.length, "what is said of a PDF alone").toBe(1);
    expect((await app.ask(`${link}/guida.epub`)).headers.get("Content-Type")).toBe("application/epub+zip");
    expect(await rowsOf("grant")).toMatchObject([{ uses_left: 1 }]);
  });

  it("is politely shut after its last use, and gone after its time", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const link = linkIn(app);
    for (let use = 0; use < 3; use += 1) {
      expect((await press(app, link)).headers.get("Location")).toContain(file);
      app.clock.now += 3_600_001;
    }
    expect((await press(app, link)).headers.get("Location")).toBe(link);
    const spent = await app.ask(link);
    expect([spent.status, (await spent.text()).includes("Finito")]).toEqual([410, true]);
    app.clock.now += 7 * day;
    expect((await app.ask(link)).status).toBe(404);
    expect((await press(app, link)).status).toBe(404);
    expect(await rowsOf("step_count")).toContainEqual(expect.objectContaining({ step: "download", n: 3 }));
  });

  it("says so, and loses nothing, when its assets are missing", async ({ expect }) => {
    const app = anApp({ fetchAsset: async () => new Response("oops", { status: 404 }) });
    await submit(app, "guida", ada);
    const page = await app.ask(linkIn(app));
    expect([page.status, page.headers.get("Retry-After")]).toEqual([503, "60"]);
    await press(app, linkIn(app));
    expect((await app.ask(`${linkIn(app)}/${file}`)).status).toBe(503);
    expect((await submit(app, "guida", { email: "x" })).status).toBe(422);
  });

  it("is found no longer once its landing or magnet has gone from the catalog", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const gone = anApp({ catalog: aCatalog((catalog) => void delete catalog.landings.guida) });
    expect((await gone.ask(linkIn(app))).status).toBe(404);
  });
});

describe("a file", () => {
  it("is an attachment that runs nothing and that no cache keeps", async ({ expect }) => {
    const { fetchFile } = await anOpenGuide();
    const { headers } = await fetchFile();
    expect(headers.get("Content-Disposition")).toBe(
      `attachment; filename="La guida e qui.pdf"; filename*=UTF-8''La%20guida%20%C3%A8%20qui.pdf`,
    );
    expect(headers.get("Content-Security-Policy")).toMatch(/^sandbox/);
    expect(headers.get("Cache-Control")).toBe("private, no-store");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Length")).toBe(String(guide.length));
    const head = await fetchFile({}, "HEAD");
    expect([head.status, head.headers.get("Content-Length"), await head.text()]).toEqual([
      200,
      String(guide.length),
      "",
    ]);
  });

  it.for([
    ["among the assets", async () => ({})],
    ["in the bucket", inBucket],
  ] as const)(
    "comes in any single range, and resumes only its own version: %s",
    async ([, laid], { expect }) => {
      const { app, fetchFile } = await anOpenGuide(await laid());
      const etag = (await fetchFile()).headers.get("ETag") ?? "";
      const size = guide.length;
      const part = async (headers: Record<string, string>) => {
        const answer = await fetchFile(headers);
        const bytes = new Uint8Array(await answer.arrayBuffer());
        return { status: answer.status, range: answer.headers.get("Content-Range"), bytes };
      };
      const whole = { status: 200, range: null, bytes: guide };
      const cut = (start: number, end: number) => ({
        status: 206,
        range: `bytes ${start}-${end}/${size}`,
        bytes: guide.slice(start, end + 1),
      });
      expect(await part({ Range: "bytes=0-0" })).toEqual(cut(0, 0));
      expect(await part({ Range: "bytes=5-20" })).toEqual(cut(5, 20));
      expect(await part({ Range: "bytes=7-13" })).toEqual(cut(7, 13));
      expect(await part({ Range: "bytes=40-" })).toEqual(cut(40, size - 1));
      expect(await part({ Range: "bytes=-9" })).toEqual(cut(size - 9, size - 1));
      expect(await part({ Range: "bytes=-9999" })).toEqual(cut(0, size - 1));
      expect(await part({ Range: "bytes=10-9999" })).toEqual(cut(10, size - 1));
      for (const range of [`bytes=${size}-`, "bytes=99999-100000", "bytes=-0"]) {
        expect(await part({ Range: range }), range).toEqual({
          status: 416,
          range: `bytes */${size}`,
          bytes: new Uint8Array(),
        });
      }
      for (const range of [
        "bytes=0-1,4-5",
        "bytes=9-3",
        "bytes=a-b",
        "bytes=-",
        "lines=0-1",
        "bytes=0x1-2",
      ]) {
        expect(await part({ Range: range }), range).toEqual(whole);
      }
      expect(await part({ Range: "bytes=5-20", "If-Range": etag })).toEqual(cut(5, 20));
      expect(await part({ Range: "bytes=5-20", "If-Range": '"older"' })).toEqual(whole);
      expect(await part({ Range: "bytes=5-20", "If-Range": "Wed, 10 Mar 2027 11:00:00 GMT" })).toEqual(whole);
      for (const tags of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
        expect((await part({ "If-None-Match": tags })).status, tags).toBe(304);
      }
      expect(await part({ "If-None-Match": '"older"' })).toEqual(whole);
      const head = await fetchFile({ Range: "bytes=5-20" }, "HEAD");
      expect([head.status, head.headers.get("Content-Length"), head.headers.get("Content-Range")]).toEqual([
        ...[200, String(size), null],
      ]);
      expect(await rowsOf("grant"), "the press spent a use, and nothing of all this").toMatchObject([
        { uses_left: 2 },
      ]);
      expect(app.lines.filter(({ event }) => event === "file")).toEqual([]);
    },
  );

  it.for([
    ["no bucket is bound", null],
    ["the bucket has lost it", env.FILES],
  ] as const)("is told of, politely and in the log, when %s", async ([, bucket], { expect }) => {
    const fetchAsset = async (path: string) =>
      path.startsWith("/_private/files/") ? new Response(null, { status: 404 }) : fakeAsset(path);
    const { app, fetchFile } = await anOpenGuide({ ...(await inBucket()), bucket, fetchAsset });
    await env.FILES.delete(hashOfGuide);
    const answer = await fetchFile();
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "60"]);
    expect(await answer.text()).toContain("<h1>");
    expect(app.lines.map(({ error }) => error).join()).toMatch(/FILES|not in the bucket/);
    const health = await (await app.ask("/health")).json<{ problems: string[] }>();
    expect(health.problems.includes("files_bucket")).toBe(bucket === null);
  });
});

const hashOfGuide = "a".repeat(64);

/** The deps of a Worker whose guide lies in the bucket, where it is laid. */
async function inBucket(): Promise<Partial<Deps>> {
  await env.FILES.put(hashOfGuide, guide);
  const catalog = aCatalog(({ magnets }) => {
    for (const magnet of Object.values(magnets))
      for (const file of "files" in magnet ? magnet.files : []) file.store = "bucket";
  });
  return { catalog, bucket: env.FILES };
}
