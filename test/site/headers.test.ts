import { createHash } from "node:crypto";
import { describe, it } from "vitest";
import { hashesOf, hashSource } from "../../site/headers/policy.ts";
import { type BuiltPage, headersFile } from "../../site/headers/rules.ts";

const shared = "<style>body{}</style><script>go()</script>";

describe("the headers of a site", () => {
  it("hash inline parts as a browser does", ({ expect }) => {
    const html = `<script type="application/ld+json">{}</script><script>\r\ngo()\r\n</script><style>a{}</style>`;
    const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(hashesOf(html, "/")).toMatchObject({ scripts: [sha256("\ngo()\n")], styles: [sha256("a{}")] });
  });

  it("refuse what the policy would block: script files, style attributes, handlers", ({ expect }) => {
    expect(() => hashesOf('<script src="/a.js"></script>', "/x/")).toThrow("/x/ loads a script");
    expect(() => hashesOf('<p style="color:red">', "/x/")).toThrow('attribute "style"');
    expect(() => hashesOf('<p onclick="go()">', "/x/")).toThrow('attribute "onclick"');
    expect(hashesOf("<p>style=“a” onclick=x</p>", "/")).toMatchObject({ scripts: [], styles: [] });
  });

  it("let a kiosk alone load a script of the build, work offline and fill the screen", ({ expect }) => {
    const kiosk = {
      address: "/al-banco/",
      html: `${shared}<main class="a" data-kiosk>${module("/_astro/a.B_1-x.js")}`,
    };
    const rules = rulesOf(headersFile([...pages(1), kiosk]));
    const [go] = hashesOf(shared, "/").scripts;
    const own = rules.get("/al-banco/")?.join("\n") ?? "";
    expect(own).toContain("! Content-Security-Policy\nContent-Security-Policy: default-src 'none';");
    expect(own).toContain(
      `script-src 'self' ${go}; worker-src 'self'; manifest-src 'self'; `.replace(
        `'self' ${go}`,
        [`'self'`, go].sort().join(" "),
      ),
    );
    expect(own).toContain("! Permissions-Policy\n");
    expect(own).toMatch(/fullscreen=\(self\).*screen-wake-lock=\(self\)/);
    expect(own).toContain("camera=()");
    const others = rules.get("/*")?.join("\n") ?? "";
    expect(others).not.toMatch(/script-src[^;]*'self'|worker-src/);
    expect(others).toContain("fullscreen=()");
  });

  it("let a till use the camera, and nothing else of the device", ({ expect }) => {
    const html = `${shared}<main data-till="{}">${module("/_astro/a.js")}`;
    const own = rulesOf(headersFile([...pages(1), { address: "/_private/till/", html }])).get(
      "/_private/till/",
    );
    expect(own?.join("\n")).toContain("camera=(self)");
    expect(own?.join("\n").match(/=\(self\)/g)?.length, "and what it plays without a touch").toBe(2);
  });

  it("refuse a kiosk whatever script is not the build's own", ({ expect }) => {
    const page = (script: string) => () => hashesOf(`<main data-kiosk>${script}</main>`, "/x/");
    expect(page(module("/_astro/a.js"))).not.toThrow();
    const others = [
      "https://evil.example/_astro/a.js",
      "//evil.example/a.js",
      "/a.js",
      "/_astro/../a.js",
      "/_astro/a.css",
    ];
    for (const src of others) expect(page(module(src)), src).toThrow("loads a script");
    expect(page('<script src="/_astro/a.js"></script>'), "it would block the page").toThrow("loads a script");
    expect(() => hashesOf(`<p>data-kiosk</p>${module("/_astro/a.js")}`, "/x/")).toThrow("loads a script");
  });

  it("let one policy serve all pages while a line can hold it", ({ expect }) => {
    const rules = rulesOf(headersFile(pages(20)));
    const endings = ["/*/grazie/", "/*/thanks/", "/*/esito/", "/*/outcome/"];
    const outcomes = ["/*/grazie/:outcome/", "/*/thanks/:outcome/"];
    expect([...rules.keys()]).toEqual([
      "/*",
      "/_astro/*",
      "/_astro/mail-*",
      "/_private/*",
      ...endings,
      ...outcomes,
    ]);
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
    for (const pattern of ["/_private/*", "/*/grazie/", "/*/esito/", "/*/thanks/:outcome/"]) {
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
        "font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; " +
        "frame-ancestors 'none'; upgrade-insecure-requests",
    );
  });
});

function module(src: string): string {
  return `<script type="module" src="${src}"></script>`;
}

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
