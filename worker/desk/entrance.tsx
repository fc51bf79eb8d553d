import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../env.ts";
import { hashedNetwork } from "../network.ts";
import { pathToReturn } from "./gate.tsx";

import { closeSession, isOwner, isOwnerToken, openSession } from "./session.ts";
import { SignInPage } from "./sign-in.tsx";
import { countSignInAttempt, forgetSignInAttempt } from "./store-sessions.ts";
import { viewOf } from "./view.ts";

/** Tries that one network has in one span, in milliseconds. */
const tries = { limit: 5, span: 15 * 60_000 };

// A network of its own for all who come without one; as long as a hash, as the table wants it.
const atHome = "local".padEnd(43, ".");

/** The way in and the way out. */
export const entrance = new Hono<AppEnv>()
  .get("/sign-in", async (c) => {
    const view = viewOf(c);
    if (await isOwner(c)) return c.redirect(view.link("/admin"), 303);
    return c.html(<SignInPage view={view} locked={c.var.deps.ownerToken === null} />);
  })
  .post("/sign-in", bodyLimit({ maxSize: 4096 }), async (c) => {
    const { db, now, ownerToken } = c.var.deps;
    const view = viewOf(c);
    const { token, to } = await c.req.parseBody();
    const target = pathToReturn(typeof to === "string" ? to : "");
    // Counted before it is judged, so that tries sent all at once count, too.
    const attempt = await countSignInAttempt(
      db,
      (await hashedNetwork(c)) ?? atHome,
      now(),
      now() - tries.span,
      tries.limit,
    );
    if (attempt === null) {
      c.header("Retry-After", String(tries.span / 1000));
      return c.html(<SignInPage view={view} to={target} error={view.words.signIn.locked} />, 429);
    }
    if (!(await isOwnerToken(typeof token === "string" ? token.trim() : "", ownerToken))) {
      const locked = ownerToken === null;
      return c.html(
        <SignInPage view={view} to={target} error={view.words.signIn.wrong} locked={locked} />,
        401,
      );
    }
    // This try alone is taken back: the wrong ones before it stay, whoever made them.
    await forgetSignInAttempt(db, attempt, now() - tries.span);
    await openSession(c);
    return c.redirect(view.link(target), 303);
  })
  .post("/sign-out", async (c) => {
    await closeSession(c);
    return c.redirect(viewOf(c).link("/admin/sign-in"), 303);
  });
