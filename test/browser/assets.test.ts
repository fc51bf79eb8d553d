import { describe, it } from "vitest";
import { builtCatalog } from "../support/answers.ts";
import { origin } from "./stage.ts";

const landings = Object.values(builtCatalog().landings);

/** What the platform answers at `path`; the Worker numbers each of its answers. */
async function ask(path: string, init: RequestInit = {}) {
  const answer = await fetch(`${origin}${path}`, { redirect: "manual", ...init });
  const page = await answer.text();
  const { status, headers } = answer;
  return { status, headers, page, isWorkers: headers.has("X-Request-Id") };
}

describe("what is an asset", () => {
  it("never wakes the Worker: pages, pictures, and the ways to them", async ({ expect }) => {
    const home = await ask("/");
    const pages = landings.flatMap(({ dynamic, pages }) => [
      ...(dynamic === undefined ? [pages.landing, pages.landing.slice(0, -1)] : []),
      pages.thanks,
    ]);
    const [picture = ""] =
      /\/_astro\/[^"' ]+\.(?:webp|avif|woff2)/.exec((await ask(pages[0] ?? "")).page) ?? [];
    for (const path of ["/", "/privacy/", "/robots.txt", "/sitemap.xml", picture, ...pages]) {
      const { status, isWorkers } = await ask(path);
      expect([status < 400, isWorkers], path).toEqual([true, false]);
    }
    expect(home.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  });
});

describe("what is no asset", () => {
  it("comes from the Worker, with the headers that a page of the platform has", async ({ expect }) => {
    const home = await ask("/");
    const filledIn = landings.flatMap(({ dynamic, pages }) => (dynamic === undefined ? [] : [pages.landing]));
    for (const path of [...filledIn, "/nulla/", "/en/nothing", "/_private/x/landing/"]) {
      const { status, isWorkers, headers, page } = await ask(path);
      expect([status, isWorkers], path).toEqual([filledIn.includes(path) ? 200 : 404, true]);
      expect(page, path).toContain(path.startsWith("/en/") ? '<html lang="en"' : "<html lang=");
      for (const name of [
        "Content-Type",
        "Cache-Control",
        "Permissions-Policy",
        "Referrer-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
      ])
        expect(headers.get(name), `${name} of ${path}`).toBe(home.headers.get(name));
    }
    const head = await ask("/nulla/", { method: "HEAD" });
    expect([head.status, head.page]).toEqual([404, ""]);
  });
});
