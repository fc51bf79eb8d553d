import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import * as z from "zod";
import { gapsIn, nodesIn } from "../support/structured.ts";
import { home } from "./project.ts";

const site = join(home, "dist/site");
const origin = "https://fornoaurelia.example";

interface Built {
  address: string;
  html: string;
  noindex: boolean;
}

const pages: Built[] = globSync("**/*.html", { cwd: site })
  .sort()
  .map((file) => {
    const html = readFileSync(join(site, file), "utf8");
    const address = `/${file.replaceAll("\\", "/").replace(/(^|\/)index\.html$/, "$1")}`;
    return { address, html, noindex: html.includes('<meta name="robots" content="noindex"') };
  });

/** Pages for everyone; a page that the Worker fills in lies with the private ones, under its own address. */
const open = pages
  .filter(({ noindex }) => !noindex)
  .map((page) => ({ ...page, address: page.address.replace(/^\/_private(\/.*\/)landing\/$/, "$1") }));

function attributes(html: string, tag: RegExp): string[] {
  return [...html.matchAll(tag)].map(([, value = ""]) =>
    value.replaceAll("&amp;", "&").replaceAll("&#38;", "&"),
  );
}

describe("what search engines are told", () => {
  it("holds, in each page's structured data, all that its types must have", ({ expect }) => {
    expect(open.length).toBeGreaterThan(5);
    const kinds = new Set<string>();
    for (const { address, html } of open) {
      const nodes = nodesIn(html);
      for (const { "@type": type } of nodes) kinds.add(type);
      expect({ address, gaps: gapsIn(nodes) }).toEqual({ address, gaps: [] });
    }
    const everywhere = ["Organization", "Store", "WebSite", "WebPage", "BreadcrumbList", "Book", "Offer"];
    expect([...kinds]).toEqual(expect.arrayContaining(everywhere));
  });

  it("is told once a page, and never where a page is for one visitor", ({ expect }) => {
    for (const { address, html, noindex } of pages) {
      const count = html.split('type="application/ld+json"').length - 1;
      expect({ address, count }).toEqual({ address, count: noindex ? 0 : count });
      expect(count, address).toBeLessThanOrEqual(1);
    }
  });

  it("gives every open page one canonical address, and a title and a description that fit", ({ expect }) => {
    for (const { address, html } of open) {
      expect(attributes(html, /<link rel="canonical" href="([^"]+)"/g)).toEqual([origin + address]);
      expect(/<title>([^<]+)<\/title>/.exec(html)?.[1]?.length, address).toBeLessThanOrEqual(130);
    }
  });

  it("pairs languages both ways, each page itself among them, with one for everybody else", ({ expect }) => {
    const spoken = new Map(
      open.map(({ address, html }) => [
        origin + address,
        [...html.matchAll(/hreflang="([^"]+)" href="([^"]+)"/g)],
      ]),
    );
    const withOthers = [...spoken].filter(([, links]) => links.length > 0);
    expect(withOthers.length).toBeGreaterThan(3);
    for (const [own, links] of withOthers) {
      const targets = links.map(([, , href = ""]) => href);
      expect(targets).toContain(own);
      expect(links.filter(([, language]) => language === "x-default")).toHaveLength(1);
      for (const target of targets) {
        const back = spoken.get(target)?.map(([, , href]) => href);
        expect(back, `${target} names ${own}`).toContain(own);
      }
    }
  });

  it("lists every open page in the sitemap and none other", ({ expect }) => {
    const map = readFileSync(join(site, "sitemap.xml"), "utf8");
    const listed = attributes(map, /<loc>([^<]+)<\/loc>/g);
    expect(listed.toSorted()).toEqual(open.map(({ address }) => origin + address).toSorted());
    for (const day of attributes(map, /<lastmod>([^<]+)<\/lastmod>/g))
      expect(() => z.iso.date().parse(day)).not.toThrow();
  });
});

describe("what a shared link shows", () => {
  it("is a picture that is there, with its size and its words", ({ expect }) => {
    for (const { address, html } of open) {
      const [picture = ""] = attributes(html, /property="og:image" content="([^"]+)"/g);
      expect(existsSync(join(site, picture.replace(origin, ""))), `${address} ${picture}`).toBe(true);
      expect(html, address).toMatch(/property="og:image:width" content="1200"/);
      expect(html, address).toMatch(/property="og:image:height" content="630"/);
      expect(html, address).toMatch(/property="og:image:alt" content="[^"]+"/);
      expect(html, address).toContain('name="twitter:card" content="summary_large_image"');
    }
  });
});

describe("pages for those who go astray", () => {
  it("speak each language of the site", ({ expect }) => {
    expect(readFileSync(join(site, "404.html"), "utf8")).toContain('<html lang="it"');
    expect(readFileSync(join(site, "en/404.html"), "utf8")).toContain('<html lang="en"');
    expect(existsSync(join(site, "en/404"))).toBe(false);
  });
});
