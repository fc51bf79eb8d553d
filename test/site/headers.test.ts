import { createHash } from "node:crypto";
import { describe, it } from "vitest";
import { hashesOf, hashSource } from "../../site/headers/policy.ts";
import { type BuiltPage, headersFile } from "../../site/headers/rules.ts";

const shared = "<style>body{}</style><script>go()</script>";

describe("the headers of a site", () => {
  it("hash inline parts as a browser does", ({ expect }) => {
    const html = `<script type="application/ld+json">{}</script><script>\r\ngo()\r\n</script><style>a{}</style>`;
    const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(hashesOf(html, "/")).toEqual({ scripts: [sha256("\ngo()\n")], styles: [sha256("a{}")] });
  });

  it("refuse what the policy would block: script files, style attributes, handlers", ({ expect }) => {
    expect(() => hashesOf('<script src="/a.js"></script>', "/x/")).toThrow("/x/ loads a script");
    expect(() => hashesOf('<p style="color:red">', "/x/")).toThrow('attribute "style"');
    expect(() => hashesOf('<p onclick="go()">', "/x/")).toThrow('attribute "onclick"');
    expect(hashesOf("<p>style=“a” onclick=x</p>", "/")).toEqual({ scripts: [], styles: [] });
  });

  it("let one policy serve all pages while a line can hold it", ({ expect }) => {
    const rules = rulesOf(headersFile(pages(20)));
    expect([...rules.keys()]).toEqual(["/*", "/_astro/*", "/_private/*", "/*/grazie/", "/*/thanks/"]);
    for (const page of pages(20)) expect(isAllowed(page, rules)).toBe(true);
  });

  it("give pages a policy of their own where one line holds no more, within the platform's limits", ({
    expect,
  }) => {
    const text = headersFile(pages(110));
    const rules = rulesOf(text);
    expect(rules.size).toBeLessThanOrEqual(100);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(2000);
    for (const page of pages(110)) expect(isAllowed(page, rules), page.address).toBe(true);
    expect(rules.get("/theme-99/")?.[0]).toBe("! Content-Security-Policy");
  });

  it("stop the build when there are more themes than the platform has room for", ({ expect }) => {
    expect(() => headersFile(pages(200))).toThrow("too many landings have a theme of their own");
  });

  it("keep pages for one visitor out of search, out of caches, and silent about where one comes from", ({
    expect,
  }) => {
    const rules = rulesOf(headersFile(pages(1)));
    for (const pattern of ["/_private/*", "/*/grazie/", "/*/thanks/"]) {
      expect(rules.get(pattern)).toEqual([
        "X-Robots-Tag: noindex",
        "! Referrer-Policy",
        "Referrer-Policy: no-referrer",
        "Cache-Control: no-store",
      ]);
    }
  });

  it("say everything that every answer must say", ({ expect }) => {
    const lines = rulesOf(headersFile([])).get("/*") ?? [];
    expect(lines).toContain("Strict-Transport-Security: max-age=63072000; includeSubDomains");
    expect(lines).toContain("X-Content-Type-Options: nosniff");
    expect(lines).toContain("Cross-Origin-Opener-Policy: same-origin");
    expect(lines.find((line) => line.startsWith("Content-Security-Policy"))).toBe(
      "Content-Security-Policy: default-src 'none'; script-src 'none'; style-src 'none'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; " +
        "frame-ancestors 'none'; upgrade-insecure-requests",
    );
  });
});

/** So many pages, each with a theme of its own. */
function pages(count: number): BuiltPage[] {
  return Array.from({ length: count }, (_, place) => ({
    address: `/theme-${place}/`,
    html: `${shared}<style>:root{--n:${place}}</style>`,
  }));
}

function rulesOf(text: string): Map<string, string[]> {
  const blocks = text
    .trim()
    .split("\n\n")
    .map((block) => block.split("\n"));
  return new Map(blocks.map(([pattern = "", ...lines]) => [pattern, lines.map((line) => line.trim())]));
}

function isAllowed({ address, html }: BuiltPage, rules: Map<string, string[]>): boolean {
  const lines = rules.get(address) ?? rules.get("/*") ?? [];
  const policy = lines.find((line) => line.startsWith("Content-Security-Policy")) ?? "";
  const inline = [...html.matchAll(/<(?:style|script)>(.*?)<\//g)].map(([, text = ""]) => hashSource(text));
  return inline.length === 3 && inline.every((hash) => policy.includes(hash));
}
