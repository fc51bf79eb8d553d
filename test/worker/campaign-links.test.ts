import { afterEach, describe, it, vi } from "vitest";
import { checkLinks } from "../../worker/campaign-desk/links.ts";
import { anApp } from "../support/worker-app.ts";

afterEach(() => void vi.unstubAllGlobals());

type Answer = (method: string) => Response;
const says =
  (status: number, location?: string): Answer =>
  () =>
    new Response(null, { status, ...(location !== undefined && { headers: { Location: location } }) });

const world: Record<string, Answer> = {
  "https://a.example/": says(200),
  "https://a.example/head": (method) => new Response(null, { status: method === "HEAD" ? 405 : 200 }),
  "https://a.example/lies": (method) => new Response(null, { status: method === "HEAD" ? 404 : 200 }),
  "https://a.example/gone": says(410),
  "https://a.example/ill": says(503),
  "https://a.example/busy": says(429),
  "https://a.example/moved": says(301, "/"),
  "https://a.example/moved-away": says(308, "https://b.example/gone"),
  "https://b.example/gone": says(404),
  "https://a.example/ring": says(302, "/ring"),
  "https://a.example/plain": says(302, "http://a.example/"),
  "https://a.example/inside": says(302, "https://intranet.example/"),
  "https://a.example/loopback": says(302, "https://127.0.0.1/"),
  "https://a.example/odd": says(302, "https://"),
  "https://a.example/still": says(304),
};
const addresses: Record<string, string[] | null> = {
  "a.example": ["93.184.216.34", "2606:2800:220:1::1"],
  "b.example": ["93.184.216.35"],
  "intranet.example": ["93.184.216.34", "10.0.0.8"],
  "mapped.example": ["::ffff:127.0.0.1"],
  "silent.example": null,
};

/** How `links` are found, and all that was asked over the network. */
async function find(links: string[]) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string, { method, redirect }: { method: string; redirect: string }) => {
    asked.push(`${method} ${url}`);
    if (redirect !== "manual") throw new Error("What leads elsewhere must not be followed unseen.");
    const answer = world[url];
    if (answer === undefined) throw new DOMException("The time is up.", "TimeoutError");
    return answer(method);
  });
  const { deps } = anApp({
    resolve: async (host) => (host in addresses ? (addresses[host] ?? null) : []),
    fetchAsset: async () => new Response(null, { status: 404 }),
  });
  return { found: await checkLinks(deps, links), asked };
}

describe("links elsewhere", () => {
  const cases: [string, string, string][] = [
    ["https://a.example/", "alive", "HTTP 200"],
    ["https://a.example/head", "alive", "HTTP 200"],
    ["https://a.example/lies", "alive", "HTTP 200"],
    ["https://a.example/gone", "dead", "HTTP 410"],
    ["https://a.example/ill", "unsure", "HTTP 503"],
    ["https://a.example/busy", "unsure", "HTTP 429"],
    ["https://a.example/moved", "alive", "HTTP 200"],
    ["https://a.example/moved-away", "dead", "HTTP 404"],
    ["https://a.example/ring", "unsure", "HTTP 302"],
    ["https://a.example/plain", "unsure", "http:"],
    ["https://a.example/inside", "private", "DNS"],
    ["https://a.example/loopback", "private", "DNS"],
    ["https://a.example/odd", "unsure", "TypeError"],
    ["https://a.example/still", "unsure", "HTTP 304"],
    ["https://a.example/slow", "unsure", "TimeoutError"],
    ["https://typo.example/", "dead", "DNS"],
    ["https://silent.example/", "unsure", "DNS"],
    ["https://mapped.example/", "private", "DNS"],
  ];
  for (const [link, is, answer] of cases)
    it(`${link.slice(8)} is ${is}`, async ({ expect }) => {
      const { found, asked } = await find([link]);
      expect(found).toEqual([{ link, is, answer }]);
      expect(asked.length).toBeLessThanOrEqual(4);
    });

  it("of networks at home are never asked, however they are written", async ({ expect }) => {
    const { found, asked } = await find([
      "https://127.0.0.1/",
      "https://2130706433/",
      "https://0x7f.1/",
      "https://[::1]/",
      "https://[::ffff:10.0.0.1]/",
      "https://169.254.169.254/latest/meta-data/",
      "https://localhost/",
      "https://stampante.local/",
    ]);
    expect(found.map(({ is }) => is)).toEqual(found.map(() => "private"));
    expect(asked).toEqual([]);
  });

  it("are asked once each, and eight at most", async ({ expect }) => {
    const links = Array.from({ length: 12 }, (_, n) => `https://a.example/?${n}`);
    const { found, asked } = await find([...links, ...links]);
    expect(found).toHaveLength(12);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toHaveLength(8);
    expect(found.filter(({ is }) => is === "unasked")).toHaveLength(4);
  });
});
