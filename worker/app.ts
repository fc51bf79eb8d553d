import { Hono } from "hono";
import type { AppEnv, Deps } from "./env.ts";
import { framed } from "./framed.ts";
import { crossOrigin } from "./guards/cross-origin.ts";
import { metaHook } from "./import/meta-hook.ts";
import { baseOf, contextOf, mounted } from "./mounted.ts";
import { coupons } from "./routes/coupons.ts";
import { grants } from "./routes/grants.ts";
import { health } from "./routes/health.ts";
import { hooks } from "./routes/hooks.ts";
import { left } from "./routes/left.ts";
import { links } from "./routes/links.ts";
import { preferences } from "./routes/preferences.tsx";
import { share } from "./routes/share.ts";
import { stepCounts } from "./routes/steps.ts";
import { submissions } from "./routes/submissions.ts";
import { tillCodes } from "./routes/till-codes.ts";
import { tills } from "./routes/tills.ts";

/**
 * The form backend, with all that varies handed in; to be mounted under the path of `deps.publicUrl`, where it has one.
 */
export function createApp(deps: Deps): Hono<AppEnv> {
  const base = baseOf(deps);
  const app = backend(deps);
  return base === "" ? app : mounted(app, base);
}

function backend(deps: Deps): Hono<AppEnv> {
  return (
    framed(deps, deskOnDemand(deps))
      .use("/f/*", crossOrigin)
      .use("/e", crossOrigin)
      .route("/f", submissions)
      .route("/g", grants)
      .route("/", tills)
      .route("/k", tillCodes)
      .route("/k", coupons)
      // As QR codes write it, which need less room for capital letters.
      .route("/K", tillCodes)
      .route("/K", coupons)
      .route("/u", preferences)
      .route("/l", links)
      .route("/s", share)
      .route("/e", stepCounts)
      .route("/e", left)
      .route("/hooks", metaHook)
      .route("/hooks", hooks)
      .route("/health", health)
  );
}

/** The desk in a frame of its own: a third of the code, which is loaded when the first request to it comes. */
function deskOnDemand(deps: Deps): Hono<AppEnv> {
  let desk: Hono<AppEnv> | undefined;
  return new Hono<AppEnv>().all("/admin/*", async (c) => {
    desk ??= (await import("./desk/app.ts")).createDesk(deps);
    return desk.fetch(c.req.raw, c.env, contextOf(c));
  });
}
