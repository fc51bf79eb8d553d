import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { nodesIn } from "../support/structured.ts";
import { home } from "./project.ts";

const origin = "https://fornoaurelia.example";
const address = "/archivio/segale-del-sabato/";
const built = (file: string) => readFileSync(join(home, "dist/site", file), "utf8");

describe("a campaign in the archive", () => {
  it("is a page of the site, found by search engines, that leads to its landing and back to the list", ({
    expect,
  }) => {
    const html = built(`${address}index.html`);
    expect(html).toContain(`<link rel="canonical" href="${origin}${address}">`);
    expect(html).toContain('<a class="button" href="/abbonamento/"');
    expect(html).toContain('<a href="/articoli/"');
    expect(nodesIn(html).find((node) => node["@type"] === "Article")).toMatchObject({
      headline: "Il pane di segale, e perché il giorno dopo è più buono",
      datePublished: "2026-11-21",
    });
    for (const list of ["sitemap.xml", "articoli/rss.xml"]) expect(built(list)).toContain(origin + address);
    expect(built("articoli/index.html")).toContain(`href="${address}"`);
  });

  it("greets nobody by name, and holds nothing that is meant for some alone", ({ expect }) => {
    const html = built(`${address}index.html`);
    expect(html).toContain("Ciao a te,");
    expect(html).not.toContain("Questo è più scuro di quelli che conosci");
    expect(html).not.toContain("utm_");
  });
});
