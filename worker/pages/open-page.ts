import type { Context } from "hono";
import type { AppEnv } from "../env.ts";
import type { LandingHere } from "../landing.ts";
import { answersInAddress, answersOfLink } from "../prefill.ts";
import { keepAnswers } from "./kept-answers.ts";
import { assetOf } from "./landing-page.ts";
import { wordsChosen, writeWords } from "./landing-words.ts";
import { missingPage } from "./missing-page.ts";
import { pageHeaders, publicHeaders } from "./static-page.ts";

/** A landing whose words and first answers come with its address; what the address does not name is as the build made it. */
export async function openPage(c: Context<AppEnv>, here: LandingHere): Promise<Response> {
  const { deps } = c.var;
  const query = new URL(c.req.url).searchParams;
  const [page, known] = await Promise.all([
    deps.fetchAsset(assetOf(here.landing)),
    answersOfLink(deps, here, query),
  ]);
  // The page server of `npm start` says itself what is wrong with the content.
  if (page.status >= 500) return new Response(page.body, { status: 500, headers: pageHeaders(page) });
  if (!page.ok) return missingPage(c);
  // What the address says in plain words is newer than what we remember.
  const answers = new Map([...known, ...answersInAddress(here.form, query)]);
  const headers = publicHeaders(page);
  const rewriter = new HTMLRewriter();
  if (here.landing.dynamic !== undefined) {
    writeWords(rewriter, here.landing.dynamic, wordsChosen(here.landing.dynamic, query));
  }
  if (answers.size > 0) {
    keepAnswers(rewriter, answers, true);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Robots-Tag", "noindex");
    return rewriter.transform(new Response(page.body, { headers }));
  }
  const tag = tagOf(page, deps.catalog.build);
  if (tag !== null) headers.set("ETag", tag);
  if (tag !== null && c.req.header("If-None-Match")?.includes(tag)) {
    await page.body?.cancel();
    return new Response(null, { status: 304, headers });
  }
  return rewriter.transform(new Response(page.body, { headers }));
}

/** Names what the page says at one address: the page as built, and the lists that its words come from. */
function tagOf(page: Response, build: string): string | null {
  const made = page.headers.get("ETag")?.replace(/^W\/|"/g, "");
  return made === undefined ? null : `W/"${made}-${build.slice(0, 16)}"`;
}
