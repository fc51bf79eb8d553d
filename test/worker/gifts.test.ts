import { beforeEach, describe, it } from "vitest";
import { type App, anApp, freshDatabase, linkIn, origin, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada" };
const file = encodeURIComponent("La guida è qui.pdf");

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
