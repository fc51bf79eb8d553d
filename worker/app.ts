import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { desk } from "./desk/index.tsx";
import type { AppEnv, Deps } from "./env.ts";
import { api } from "./export/api/routes.ts";
import { crossOrigin } from "./guards/cross-origin.ts";
import { logRequests, secureHeaders } from "./guards/headers.ts";
import { metaHook } from "./import/meta-hook.ts";
import { baseOf, mounted } from "./mounted.ts";
import { answerProblem } from "./pages/problem.tsx";
import { coupons } from "./routes/coupons.ts";
import { grants } from "./routes/grants.ts";
import { health } from "./routes/health.ts";
import { hooks } from "./routes/hooks.ts";
import { left } from "./routes/left.ts";
import { answerPage } from "./routes/pages.ts";
import { preferences } from "./routes/preferences.tsx";
import { stepCounts } from "./routes/steps.ts";
import { submissions } from "./routes/submissions.ts";
import { tillCodes } from "./routes/till-codes.ts";
import { tills } from "./routes/tills.ts";
import { isUnavailable } from "./store/retry.ts";

/**
 * The form backend, with all that varies handed in; to be mounted under the path of `deps.publicUrl`, where it has one.
 */
export function createApp(deps: Deps): Hono<AppEnv> {
  const base = baseOf(deps);
  const app = backend(deps);
  return base === "" ? app : mounted(app, base);
}

function backend(deps: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app
    .use(async (c, next) => {
      c.set("deps", deps);
      await next();
    })
    .use(logRequests)
    .use(secureHeaders)
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
    .route("/e", stepCounts)
    .route("/e", left)
    .route("/admin/api/v1", api)
    .route("/admin", desk)
    .route("/hooks", metaHook)
    .route("/hooks", hooks)
    .route("/health", health)
    .notFound(answerPage)
    .onError((error, c) => {
      // A limit of a route's own has spoken.
      if (error instanceof HTTPException && error.status === 413) return answerProblem(c, "too_large");
      deps.log({ event: "error", id: c.var.requestId, error: `${error.name}: ${error.message}` });
      return answerProblem(c, isUnavailable(error) ? "unavailable" : "server");
    });
  return app;
}
