import { type Context, Hono } from "hono";
import type { AppEnv, Deps } from "./env.ts";

/** The path under which visitors reach the app, without a slash at its end; empty for the whole of an origin. */
export function baseOf({ publicUrl }: Pick<Deps, "publicUrl">): string {
  return new URL(publicUrl).pathname.replace(/\/+$/, "");
}

/** `app`, to be reached under `base` alone: what it is asked loses the base, and what it answers has it before every link. */
export function mounted(app: Hono<AppEnv>, base: string): Hono<AppEnv> {
  return new Hono<AppEnv>().all("*", async (c) => {
    const url = new URL(c.req.url);
    if (url.pathname !== base && !url.pathname.startsWith(`${base}/`)) return c.notFound();
    url.pathname = url.pathname.slice(base.length) || "/";
    const answer = await app.fetch(new Request(url, c.req.raw), c.env, contextOf(c));
    return based(answer, base);
  });
}

/** The surroundings of `c`, for an app inside its app. */
export function contextOf(c: Context<AppEnv>) {
  const { executionCtx } = c;
  return {
    waitUntil: (work: Promise<unknown>) => executionCtx.waitUntil(work),
    passThroughOnException: () => executionCtx.passThroughOnException(),
    props: {},
  };
}

const links = ["href", "src", "action", "formaction", "poster"];

/** `answer`, whose own addresses begin with `base`. */
function based(answer: Response, base: string): Response {
  const headers = new Headers(answer.headers);
  const location = headers.get("Location");
  if (location !== null && isOurs(location)) headers.set("Location", `${base}${location}`);
  const page = new Response(answer.body, { status: answer.status, headers });
  if (!/^text\/html/i.test(headers.get("Content-Type") ?? "")) return page;
  return new HTMLRewriter().on(links.map((name) => `[${name}^="/"]`).join(","), { element }).transform(page);

  function element(link: Element): void {
    for (const name of links) {
      const address = link.getAttribute(name);
      if (address !== null && isOurs(address)) link.setAttribute(name, `${base}${address}`);
    }
  }
}

/** Whether `address` is a path of this origin. */
function isOurs(address: string): boolean {
  return /^\/(?![/\\])/.test(address);
}
