import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import type { Deps } from "../../worker/env.ts";
import {
  type App,
  anApp,
  freshDatabase,
  linkIn,
  origin,
  press,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";
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

describe("several gifts of one landing", () => {
  const all = { ...ada, settore: "Negozio" };

  it("stand on one page, each with a press and uses of its own", async ({ expect }) => {
    const app = anApp({ catalog: generous() });
    await submit(app, "guida", all);
    expect(await usesLeft()).toEqual({ guida: 3, film: 5, agenda: 5, sconto: 5 });
    const link = linkIn(app);
    const html = await (await app.ask(link)).text();
    expect(giftsIn(html)).toEqual(["guida", "sconto", "film", "agenda"]);
    expect(html).toContain("Tutto");

    expect((await pressGift(app, link, "film")).headers.get("Location")).toBe(`${link}#gift-1`);
    const opened = await (await app.ask(link)).text();
    expect(opened).toContain(`<video data-play="il film.mp4" src="${link}/il%20film.mp4?play">`);
    const film = await app.ask(`${link}/il%20film.mp4?play`, { headers: { Range: "bytes=0-3" } });
    expect([film.status, film.headers.get("Content-Disposition")?.startsWith("inline")]).toEqual([206, true]);
    expect((await app.ask(`${link}/${file}`)).headers.get("Location"), "the guide still waits").toBe(link);
    app.clock.now += 5 * 3_600_000;
    expect((await app.ask(`${link}/il%20film.mp4?play`)).status, "who watches stops, and goes on").toBe(200);

    expect((await pressGift(app, link, "agenda")).headers.get("Location")).toBe("https://agenda.example/");
    expect((await pressGift(app, link, "guida")).headers.get("Location")).toBe(`${link}/${file}`);
    expect(await usesLeft()).toEqual({ guida: 2, film: 4, agenda: 4, sconto: 5 });
    const shown = await (await app.ask(link)).text();
    const [coupon] = await rowsOf("coupon");
    expect(shown, "once the address is proved, the coupon's own part shows it").toContain(
      `il buono: <b data-slot="code">${coupon?.code}</b>`,
    );
  });

  it.for([
    ["those whose answers bring it", "Bar", "doppia"],
    ["all others", "Negozio", "guida"],
  ] as const)("are another for %s", async ([, settore, magnet], { expect }) => {
    const app = anApp({
      catalog: aCatalog(({ landings: { guida } }) => {
        if (guida === undefined) return;
        guida.magnets = [
          { name: "doppia", when: { settore: "Bar" } },
          { name: "guida", otherwise: true },
        ];
      }),
    });
    await submit(app, "guida", { ...ada, settore });
    expect(await rowsOf("grant")).toMatchObject([{ magnet }]);
    expect(giftsIn(await (await app.ask(linkIn(app))).text())).toEqual([magnet]);
    expect(app.mails.at(-1)?.text).toContain(magnet === "guida" ? "La guida" : "La guida doppia");
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

/** A catalog whose guide comes with a film, a coupon and a page elsewhere. */
function generous() {
  return aCatalog(({ magnets, landings: { guida } }) => {
    const [pdf] = magnets.guida !== undefined && "files" in magnets.guida ? magnets.guida.files : [];
    if (guida === undefined || pdf === undefined) return;
    const common = { expires: 604_800, uses: 5 };
    const film = { ...pdf, name: "il film.mp4", type: "video/mp4" };
    magnets.film = { kind: "video", title: "Il film", ...common, files: [film] };
    magnets.agenda = { kind: "link", title: "L’agenda", ...common, href: "https://agenda.example/" };
    guida.magnets = [{ name: "guida" }, { name: "film" }, { name: "agenda" }, { name: "sconto" }];
  });
}

async function usesLeft() {
  return Object.fromEntries((await rowsOf("grant")).map((grant) => [grant.magnet, grant.uses_left]));
}

/** The gifts on the page, in its order. */
function giftsIn(html: string): string[] {
  return [...html.matchAll(/data-gift="([^"]*)"/g)].map(([, name = ""]) => name);
}

/** Presses the button of one gift. */
function pressGift(app: App, link: string, magnet: string): Promise<Response> {
  const headers = { Origin: origin, "Sec-Fetch-Site": "same-origin" };
  return app.ask(link, { method: "POST", headers, body: new URLSearchParams({ magnet }) });
}
