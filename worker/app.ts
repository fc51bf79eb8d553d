import { Hono } from "hono";
import { desk } from "./desk/index.tsx";
import type { AppEnv, Deps } from "./env.ts";
import { logRequests, secureHeaders } from "./guards/headers.ts";
import { answerProblem } from "./pages/problem.tsx";
import { coupons } from "./routes/coupons.ts";
import { grants } from "./routes/grants.ts";
import { health } from "./routes/health.ts";
import { answerPage } from "./routes/pages.ts";
import { stepCounts } from "./routes/steps.ts";
import { submissions } from "./routes/submissions.ts";
import { Unavailable } from "./store/retry.ts";

/** The form backend, with all that varies handed in. */
export function createApp(deps: Deps) {
  return new Hono<AppEnv>()
    .use(async (c, next) => {
      c.set("deps", deps);
      await next();
    })
    .use(logRequests)
    .use(secureHeaders)
    .route("/f", submissions)
    .route("/g", grants)
    .route("/k", coupons)
    .route("/e", stepCounts)
    .route("/admin", desk)
    .route("/health", health)
    .notFound(answerPage)
    .onError((error, c) => {
      deps.log({ event: "error", id: c.var.requestId, error: `${error.name}: ${error.message}` });
      return answerProblem(c, error instanceof Unavailable ? "unavailable" : "server");
    });
}
