import { Hono } from "hono";
import { describe, it } from "vitest";
import type { AppEnv } from "../../worker/env.ts";
import { comesFromUs } from "../../worker/guards/origin.ts";

const ours = "https://forno.example";
const listed = "https://partner.example";

/** What the guard says of a request with `headers`. */
async function judged(headers: Record<string, string>, opaque?: "refused" | "accepted"): Promise<boolean> {
  const app = new Hono<AppEnv>().post("/", (c) => {
    Reflect.apply(c.set, c, ["deps", { publicUrl: ours, allowedOrigins: [listed] }]);
    return c.json(comesFromUs(c, opaque));
  });
  const answer = await app.request("/", { method: "POST", headers });
  return (await answer.text()) === "true";
}

describe("a request that acts", () => {
  const origins = [
    undefined,
    "null",
    ours,
    listed,
    "https://evil.example",
    `${ours}.evil.example`,
    "",
    `${ours}/`,
  ];
  const sites = [undefined, "same-origin", "same-site", "cross-site", "none", "nonsense"];

  // Browsers say whence a request comes, in two headers; programs say nothing.
  function isOurs(origin: string | undefined, site: string | undefined, opaque: boolean): boolean {
    if (site === "same-origin" || origin === ours || origin === listed) return true;
    if (origin === undefined) return site === undefined || site === "none";
    return origin === "null" && opaque && site === undefined;
  }

  for (const origin of origins)
    for (const site of sites)
      it(`from ${origin ?? "no origin"}, ${site ?? "no word of the site"}`, async ({ expect }) => {
        const headers = {
          ...(origin === undefined ? {} : { Origin: origin }),
          ...(site === undefined ? {} : { "Sec-Fetch-Site": site }),
        };
        expect(await judged(headers)).toBe(isOurs(origin, site, false));
        expect(await judged(headers, "refused")).toBe(isOurs(origin, site, false));
        expect(await judged(headers, "accepted")).toBe(isOurs(origin, site, true));
      });
});
