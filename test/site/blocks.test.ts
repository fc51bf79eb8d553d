import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, it } from "vitest";
import { catalogSchema } from "../../content/schema/catalog.ts";
import { endInWords, endOf } from "../../templates/blocks/end.ts";
import { blockContent } from "../fixtures/content/blocks.ts";
import { runNode } from "../support/command.ts";
import { buildableProject, type Project } from "./project.ts";

describe("a site with blocks, params and articles", () => {
  let project: Project;
  let files: string[];
  let page: string;
  const read = (path: string) => readFile(join(project.root, "dist", path), "utf8");
  beforeAll(async () => {
    project = await buildableProject(blockContent);
    await runNode(["site/scripts/build.ts"], { root: project.root, env: { VITEST: "" } });
    files = await readdir(join(project.root, "dist/site"), { recursive: true });
    page = await read("site/_private/blocchi/landing/index.html");
  }, 240_000);
  afterAll(() => project.end());

  it.for([
    [
      "Benefits",
      /<dl data-block="benefits"[^>]*> ?<div> ?<dt>Primo<\/dt> ?<dd>Il <em>primo<\/em> bene\.<\/dd>/,
    ],
    ["Benefit", /<dt>Secondo<\/dt> ?<dd> ?<p>Il secondo\.<\/p>/],
    ["Steps", /<ol data-block="steps"[^>]*> ?<li> ?<b>Comincia<\/b> ?<div>Da qui\.<\/div>/],
    [
      "Testimonial",
      /<div class="said"[^>]*> ?<p>Mi è servita\.<\/p>[\s\S]*<b>Ada Neri<\/b>[\s\S]*14 settembre 2026/,
    ],
    ["Figures", /<dt>dei lettori<\/dt> ?<dd> ?<b>97%<\/b>/],
    ["Logos", /<p>Di noi<\/p>[\s\S]*alt="Due"/],
    ["Faq", /<details open[^>]*> ?<summary>Per chi è\?<\/summary>/],
    [
      "Comparison",
      /<caption>Confronto<\/caption>[\s\S]*<th scope="row">Gergo<\/th> ?<td> ?<span class="no">No/,
    ],
    ["Price", /<span class="digits">48<\/span>[\s\S]*<s>60,00 €<\/s>[\s\S]*href="#form">Prenota/],
    ["Video", /<video controls preload="none"[^>]*>[\s\S]*film\.[\w-]+\.mp4[\s\S]*<track kind="captions"/],
    ["Video elsewhere", /<a href="https:\/\/vimeo\.com\/123" rel="noopener noreferrer"/],
    ["Gallery", /alt="Uno"[\s\S]*<figcaption>La prima<\/figcaption>/],
    [
      "Callout",
      /<div data-block="callout" data-tone="tip" role="note"[^>]*> ?<b>Consiglio<\/b> ?<div>(?:<p>)?Pesa l[’']acqua/,
    ],
    ["PullQuote", /<blockquote>Una cosa sola\.<\/blockquote> ?<figcaption>Ada Neri<\/figcaption>/],
    [
      "Picture",
      /<figure data-block="picture" data-width="half" id="pagina"[\s\S]*<figcaption>La pagina \*vera\*</,
    ],
    [
      "Table",
      /<figure data-block="table" id="prezzi"[^>]*> ?<figcaption>I prezzi[\s\S]*<td[^>]*>Segale<\/td>/,
    ],
    ["Cta", /Pronto\? ?<p><a class="button" href="#form">Mandami la guida<\/a>/],
    ["Countdown", /data-end="2027-06-30T21:59:59Z"[\s\S]*Finisce il 30 giugno 2027/],
    [
      "Share",
      /href="https:\/\/wa\.me\/\?text=La%20guida%20di%20Milano%0Ahttps%3A%2F%2Fprova\.example%2Fblocchi%2F"/,
    ],
    ["StickyBar", /<aside data-block="sticky"[^>]*> ?<p>La guida<\/p>/],
  ] as const)("shows <%s>", ([, shown], { expect }) => {
    expect(page.replaceAll("\u00a0", " ").replace(/>\s+</g, "> <")).toMatch(shown);
  });

  it("has one form, where the author put it, and a button in the template's place", ({ expect }) => {
    expect(page.match(/<form/g)).toHaveLength(1);
    expect(page.match(/id="form"/g)).toHaveLength(1);
    expect(page.indexOf("<form")).toBeGreaterThan(page.indexOf('data-block="sticky"'));
    expect(page).toMatch(/class="placed"><a class="button" href="#form">/);
  });

  it("asks nothing of others before a press", ({ expect }) => {
    expect(page).not.toMatch(/<iframe|src="https?:/);
  });

  it("gives style sheets and scripts only to pages that use the block", async ({ expect }) => {
    const other = await read("site/guida/index.html");
    expect(page).toMatch(/\[data-block="?countdown"?\]\{/);
    expect(other).not.toMatch(/data-block|navigator\.clipboard/);
    const scripts = [...page.matchAll(/<script type="module">([\s\S]*?)<\/script>/g)].map(
      ([, text = ""]) => text,
    );
    const countdown = scripts.find((text) => text.includes("data-end")) ?? "";
    expect(countdown).not.toBe("");
    expect(brotliCompressSync(countdown).length).toBeLessThanOrEqual(250);
  });

  it("keeps a page with params for the Worker, and tells it how to fill it in", async ({ expect }) => {
    expect(files).not.toContain("blocchi/index.html");
    expect(page).toContain('<h1 data-words="title" data-length="short">La guida di Milano</h1>');
    expect(page).toContain('data-words="intro">A Milano, in dodici pagine.');
    expect(page).toContain('<span data-param="citta">Milano</span>');
    const { landings } = catalogSchema.parse(JSON.parse(await read("catalog.json")));
    expect(landings["blocchi"]?.dynamic).toEqual({
      page: "/_private/blocchi/landing/",
      params: {
        citta: { default: "Milano", options: ["Milano", "Roma"] },
        chi: { default: "tutti", options: ["tutti", "librai"] },
      },
      words: { title: "La guida di {citta}", intro: "A {citta}, in dodici pagine." },
    });
    expect(landings["blocchi"]?.title).toBe("La guida di Milano");
    expect(landings["guida"]?.dynamic).toBeUndefined();
    expect(await read("site/sitemap.xml")).toContain("<loc>https://prova.example/blocchi/</loc>");
  });

  it("tells search engines the questions as plain text", ({ expect }) => {
    const graph = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)?.[1] ?? "";
    expect(graph).toContain('"name":"Quanto costa?"');
    expect(graph).toContain('"text":"Niente, a Milano: né ora né poi"');
    expect(graph).toContain('"text":"Per tutti."');
  });

  it("shows an article with its way, its length and what it leads to", async ({ expect }) => {
    const article = await read("site/articoli/primo/index.html");
    expect(article).toContain("3 minuti di lettura");
    expect(article).toContain("Per capirci di più");
    expect(article).toContain("di Ada Prova");
    expect(article).toContain('<time datetime="2026-11-01">Aggiornato il 1 novembre 2026</time>');
    expect(article).toMatch(
      /<aside class="next"[\s\S]*La guida che mancava[\s\S]*href="\/guida\/">Mandami la guida/,
    );
    expect(article).toMatch(/data-block="cta"[\s\S]*href="\/guida\/"/);
    expect(article).toContain('hreflang="en" href="https://prova.example/en/articles/first/"');
    expect(article).toContain('type="application/rss+xml"');
    expect(article).toMatch(
      /"@type":"Article"[\s\S]*"datePublished":"2026-10-12"[\s\S]*"BreadcrumbList"[\s\S]*"FAQPage"/,
    );
  });

  it("lists articles by language, on a page, in a feed, on the home page and in the sitemap", async ({
    expect,
  }) => {
    const list = await read("site/articoli/index.html");
    expect(list).toContain('href="/articoli/primo/"');
    expect(list).not.toContain("nascosto");
    expect(list).not.toContain("The first");
    expect(await read("site/en/articles/index.html")).toContain('href="/en/articles/first/"');
    expect(await read("site/index.html")).toContain('href="/articoli/primo/"');
    const sitemap = await read("site/sitemap.xml");
    for (const path of ["articoli/", "en/articles/", "articoli/primo/", "en/articles/first/"])
      expect(sitemap).toContain(`<loc>https://prova.example/${path}</loc>`);
    expect(sitemap).not.toContain("nascosto");
    const feed = await read("site/articoli/rss.xml");
    expect(feed).toContain(
      '<atom:link href="https://prova.example/articoli/rss.xml" rel="self" type="application/rss+xml"/>',
    );
    expect(feed.match(/<item>/g)).toHaveLength(1);
    expect(feed).toContain("<description>In due &lt;righe&gt; &amp; basta.</description>");
    expect(feed).toContain("<pubDate>Mon, 12 Oct 2026 00:00:00 GMT</pubDate>");
  });
});

describe("the end of a countdown", () => {
  it("is the last second of a day, or the minute that is named, in the site's time zone", ({ expect }) => {
    expect(endOf("2027-06-30", "Europe/Rome")).toBe("2027-06-30T21:59:59Z");
    expect(endOf("2027-01-15", "Europe/Rome")).toBe("2027-01-15T22:59:59Z");
    expect(endOf("2027-03-12T20:30", "Europe/Rome")).toBe("2027-03-12T19:30:00Z");
    // The night on which the clocks go forward.
    expect(endOf("2027-03-28", "Europe/Rome")).toBe("2027-03-28T21:59:59Z");
    expect(endOf("2027-03-28T01:30", "Europe/Rome")).toBe("2027-03-28T00:30:00Z");
  });

  it("is told in words", ({ expect }) => {
    expect(endInWords("2027-06-30", "it")).toBe("30 giugno 2027");
    expect(endInWords("2027-03-12T20:30", "it")).toMatch(/12 marzo 2027.*20:30/);
  });
});
