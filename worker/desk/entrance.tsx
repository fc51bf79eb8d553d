import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../env.ts";
import { isLocked, pathToReturn } from "./gate.tsx";
import { closeSession, memberIn, newSession } from "./session.ts";
import { SignInPage } from "./sign-in.tsx";
import { admit, tries } from "./tries.ts";
import { viewOf } from "./view.ts";

/** The way in and the way out. */
export const entrance = new Hono<AppEnv>()
  .get("/sign-in", async (c) => {
    const view = viewOf(c);
    if ((await memberIn(c)) !== null) return c.redirect(view.link("/admin"), 303);
    return c.html(<SignInPage view={view} locked={isLocked(c)} />);
  })
  .post("/sign-in", bodyLimit({ maxSize: 4096 }), async (c) => {
    const view = viewOf(c);
    const { token, to } = await c.req.parseBody();
    const target = pathToReturn(typeof to === "string" ? to : "");
    const entrant = await admit(c, token);
    if (entrant === "locked") {
      c.header("Retry-After", String(tries.span / 1000));
      return c.html(<SignInPage view={view} to={target} error={view.words.signIn.locked} />, 429);
    }
    if (entrant === "wrong") {
      const page = (
        <SignInPage view={view} to={target} error={view.words.signIn.wrong} locked={isLocked(c)} />
      );
      return c.html(page, 401);
    }
    const { statements, handOver } = await newSession(c, entrant, "session.open");
    await c.var.deps.db.batch(statements);
    handOver();
    return c.redirect(view.link(target), 303);
  })
  .post("/sign-out", async (c) => {
    await closeSession(c);
    // Where Access let them in, only Access can let them out.
    const isAccess = c.var.deps.access !== null && c.req.header("Cf-Access-Jwt-Assertion") !== undefined;
    const way = isAccess
      ? new URL("/cdn-cgi/access/logout", c.req.url).href
      : viewOf(c).link("/admin/sign-in");
    return c.redirect(way, 303);
  });
