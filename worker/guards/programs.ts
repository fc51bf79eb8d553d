import type { Context } from "hono";
import type { AppEnv } from "../env.ts";

// Cubot makes telephones. Those that run scripts and name themselves: search engines, previews of links, scanners of mail, monitors, tools.
const named =
  /(?<!cu)bot(?:\b|_)|crawl|spider|slurp|preview|facebookexternalhit|meta-external|whatsapp|telegram|embedly|headless|lighthouse|pagespeed|phantom|puppeteer|playwright|selenium|monitor|uptime|pingdom|statuscake|gtmetrix|scanner|safelinks|barracuda|mimecast|proofpoint|google-read-aloud|googleother|mediapartners|bingpreview|archiver|httrack|curl\/|wget\/|python-|java\/|go-http|okhttp|axios|node-fetch|undici|libwww|ruby/i;

/** Whether it is a program that asks, or a browser ahead of its person: neither has seen the page. */
export function isProgram(c: Context<AppEnv>): boolean {
  const ahead = `${c.req.header("Sec-Purpose") ?? ""} ${c.req.header("Purpose") ?? ""} ${c.req.header("X-Moz") ?? ""}`;
  if (/prefetch|prerender|preview/i.test(ahead)) return true;
  return named.test(c.req.header("User-Agent") ?? "");
}
