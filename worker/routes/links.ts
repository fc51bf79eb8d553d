import { type Context, Hono } from "hono";
import { afterwards } from "../afterwards.ts";
import { type NamedPicture, readLink, readPicture } from "../clicks/link-name.ts";
import { countOpening, noteOpening } from "../clicks/open.ts";
import { emptyPicture } from "../clicks/picture.ts";
import { notePress } from "../clicks/press.ts";
import { findTarget } from "../clicks/where.ts";
import type { AppEnv } from "../env.ts";
import { answerProblem } from "../pages/problem.tsx";

/** The links in the mails of sequences and campaigns: a press is counted, and led on; nothing else changes. */
export const links = new Hono<AppEnv>()
  .get("/:path{.+}", async (c) => {
    const path = c.req.param("path");
    const pictured = readPicture(path);
    if (pictured !== null) return showPicture(c, pictured);
    const named = readLink(path);
    if (named === null) return answerProblem(c, "unknown_link");
    const { to, isKnown } = await findTarget(c.var.deps, named);
    if (isKnown) afterwards(c, notePress(c, named));
    return c.redirect(to, 302);
  })
  .all("/:path{.+}", (c) => {
    c.header("Allow", "GET, HEAD");
    return answerProblem(c, "method_not_allowed");
  });

/** The picture of a mail, one and the same for all; it is there for mails of a time in which openings were counted, too. */
function showPicture(c: Context<AppEnv>, named: NamedPicture): Response {
  if (c.req.method === "GET") {
    afterwards(c, countOpening(c.var.deps, named.mailing));
    if (named.token !== null) afterwards(c, noteOpening(c, named.mailing, named.token));
  }
  return c.body(emptyPicture, 200, {
    "Content-Type": "image/gif",
    // It stands in mails, which are read on other sites' pages.
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
}
