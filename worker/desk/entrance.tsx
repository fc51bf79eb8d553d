import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../env.ts";
import { pathToReturn } from "./gate.tsx";
import { closeSession, isOwner, openSession } from "./session.ts";
import { SignInPage } from "./sign-in.tsx";
import { judgeToken, tries } from "./tries.ts";
import { viewOf } from "./view.ts";

/** The way in and the way out. */
export const entrance = new Hono<AppEnv>()
  .get("/sign-in", async (c) => {
    const view = viewOf(c);
    if (await isOwner(c)) return c.redirect(view.link("/admin"), 303);
    return c.html(<SignInPage view={view} locked={c.var.deps.ownerToken === null} />);
  })
  .post("/sign-in", bodyLimit({ maxSize: 4096 }), async (c) => {
    const view = viewOf(c);
    const { token, to } = await c.req.parseBody();
    const target = pathToReturn(typeof to === "string" ? to : "");
    const locked = c.var.deps.ownerToken === null;
    switch (await judgeToken(c, token)) {
      case "locked":
        c.header("Retry-After", String(tries.span / 1000));
        return c.html(<SignInPage view={view} to={target} error={view.words.signIn.locked} />, 429);
      case "wrong":
        return c.html(
          <SignInPage view={view} to={target} error={view.words.signIn.wrong} locked={locked} />,
          401,
        );
      case "right":
        break;
    }
    await openSession(c);
    return c.redirect(view.link(target), 303);
  })
  .post("/sign-out", async (c) => {
    await closeSession(c);
    return c.redirect(viewOf(c).link("/admin/sign-in"), 303);
  });
