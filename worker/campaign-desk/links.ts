import type { Deps } from "../env.ts";
import { reachOf } from "../webhooks/address.ts";

/** How the address behind a link answered: `unsure` where it lives but lets no program in, or was too slow. */
export interface LinkFinding {
  link: string;
  is: "alive" | "dead" | "unsure" | "private" | "unasked";
  /** What it answered. */
  answer: string;
}

const patience = 5000;
const mostMoves = 3;
// Each may take three questions to the network and move on three times; one invocation asks fifty times on the free plan.
const mostAsked = 8;

/** Asks whether `links` lead somewhere: pages of the site among its files, all others at their addresses, if those are public. */
export async function checkLinks(deps: Deps, links: readonly string[]): Promise<LinkFinding[]> {
  const all = [...new Set(links)];
  const isOwn = (link: string) => pathIn(deps, link) !== null;
  const asked = new Set(all.filter((link) => !isOwn(link)).slice(0, mostAsked));
  return Promise.all(
    all.map((link) => {
      const path = pathIn(deps, link);
      if (path !== null) return checkPage(deps, link, path);
      if (!asked.has(link)) return { link, is: "unasked", answer: "" } as const;
      return checkAddress(deps, link, link, 0);
    }),
  );
}

/** The path of a page of the site; null for an address elsewhere. */
function pathIn({ publicUrl, catalog }: Deps, link: string): string | null {
  if (link.startsWith("/") && !link.startsWith("//")) return new URL(link, publicUrl).pathname;
  if (!URL.canParse(link)) return null;
  const { origin, pathname } = new URL(link);
  return origin === new URL(publicUrl).origin || origin === new URL(catalog.site.url).origin
    ? pathname
    : null;
}

async function checkPage({ fetchAsset }: Deps, link: string, path: string): Promise<LinkFinding> {
  const { status, body } = await fetchAsset(path);
  await body?.cancel();
  const answer = `HTTP ${status}`;
  if (status === 404 || status === 410) return { link, is: "dead", answer };
  return { link, is: status < 400 ? "alive" : "unsure", answer };
}

/** Every place that it leads on to is looked at before it is asked, as the first one is. */
async function checkAddress(deps: Deps, link: string, address: string, moves: number): Promise<LinkFinding> {
  if (!URL.canParse(address)) return { link, is: "dead", answer: address };
  // Without a certificate nothing can be said of where it leads; browsers go on all the same.
  if (moves > 0 && new URL(address).protocol === "http:") return { link, is: "unsure", answer: "http:" };
  const reach = await reachOf(address, deps);
  if (reach === "private") return { link, is: "private", answer: "DNS" };
  if (reach !== "open") return { link, is: reach === "nowhere" ? "dead" : "unsure", answer: "DNS" };
  try {
    const { status, headers } = await knock(address);
    const next = headers.get("Location");
    if (status >= 300 && status < 400 && next !== null) {
      if (moves === mostMoves) return { link, is: "unsure", answer: `HTTP ${status}` };
      return checkAddress(deps, link, new URL(next, address).href, moves + 1);
    }
    const answer = `HTTP ${status}`;
    if (status === 404 || status === 410) return { link, is: "dead", answer };
    return { link, is: status < 300 ? "alive" : "unsure", answer };
  } catch (error) {
    return { link, is: "unsure", answer: error instanceof Error ? error.name : "network" };
  }
}

/** Few servers answer a HEAD with less than the truth; those are asked for the page. */
async function knock(address: string): Promise<Response> {
  const ask = (method: string) =>
    fetch(address, {
      method,
      headers: { "User-Agent": "imbuto" },
      // What leads elsewhere has not been looked at yet.
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
  const head = await ask("HEAD");
  if (head.status < 400) return head;
  const answer = await ask("GET");
  await answer.body?.cancel();
  return answer;
}
