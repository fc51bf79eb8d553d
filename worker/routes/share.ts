import { type Context, Hono } from "hono";
import { type Network, networks } from "../../content/schema/engagement.ts";
import { dayIn } from "../calendar.ts";
import type { AppEnv } from "../env.ts";
import { isProgram } from "../guards/programs.ts";
import { findLanding } from "../landing.ts";
import { answerProblem } from "../pages/problem.tsx";
import { addCounts } from "../step-buffer.ts";

/** Leads to a network that a landing is to be shared on, and counts the press: nobody's, and nothing else changes. */
export const share = new Hono<AppEnv>()
  .get("/:network/:landing{.+}", (c) => {
    const { deps } = c.var;
    const network = networks.find((name) => name === c.req.param("network"));
    const here = findLanding(deps.catalog, c.req.param("landing"));
    if (network === undefined || here === null) return answerProblem(c, "unknown_landing");
    if (c.req.method === "GET" && !isProgram(c)) count(c, here.path, network);
    const { pages, title } = here.landing;
    const address = new URL(pages.landing, deps.publicUrl);
    address.searchParams.set("utm_source", network);
    address.searchParams.set("utm_medium", "share");
    return c.redirect(ways[network](encodeURIComponent(address.href), encodeURIComponent(title)), 302);
  })
  .all("/:network/:landing{.+}", (c) => {
    c.header("Allow", "GET, HEAD");
    return answerProblem(c, "method_not_allowed");
  });

/** Where each network takes an address and a title, both encoded. */
const ways: Readonly<Record<Network, (address: string, title: string) => string>> = {
  whatsapp: (address, title) => `https://wa.me/?text=${title}%20${address}`,
  telegram: (address, title) => `https://t.me/share/url?url=${address}&text=${title}`,
  facebook: (address) => `https://www.facebook.com/sharer/sharer.php?u=${address}`,
  linkedin: (address) => `https://www.linkedin.com/sharing/share-offsite/?url=${address}`,
  x: (address, title) => `https://x.com/intent/post?url=${address}&text=${title}`,
};

function count(c: Context<AppEnv>, landing: string, network: Network): void {
  const { deps } = c.var;
  const day = dayIn(deps.now(), deps.catalog.site.timeZone);
  addCounts(deps, [{ day, landing, kind: "share", band: network }], (work) => c.executionCtx.waitUntil(work));
}
