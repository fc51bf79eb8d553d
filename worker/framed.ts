import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { AppEnv, Deps } from "./env.ts";
import { logRequests, secureHeaders } from "./guards/headers.ts";
import { answerProblem } from "./pages/problem.tsx";
import { answerPage } from "./routes/pages.ts";
import { isUnavailable } from "./store/retry.ts";

/** What every answer of the Worker has: a line in the log, safe headers, a page for what is missing or went wrong. `before` goes without. */
export function framed(deps: Deps, before = new Hono<AppEnv>()): Hono<AppEnv> {
  return before
    .use(async (c, next) => {
      c.set("deps", deps);
      await next();
    })
    .use(logRequests)
    .use(secureHeaders)
    .notFound(answerPage)
    .onError((error, c) => {
      // A limit of a route's own has spoken.
      if (error instanceof HTTPException && error.status === 413) return answerProblem(c, "too_large");
      deps.log({ event: "error", id: c.var.requestId, error: `${error.name}: ${error.message}` });
      return answerProblem(c, isUnavailable(error) ? "unavailable" : "server");
    });
}
