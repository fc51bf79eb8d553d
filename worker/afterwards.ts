import type { Context } from "hono";
import type { AppEnv } from "./env.ts";

/** Goes on with `work` after the answer; what fails is logged, and the clock does it again. */
export function afterwards(c: Context<AppEnv>, work: Promise<unknown>): void {
  const { deps } = c.var;
  c.executionCtx.waitUntil(
    work.catch((error: unknown) => {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      deps.log({ event: "afterwards", id: c.var.requestId, error: reason });
    }),
  );
}
