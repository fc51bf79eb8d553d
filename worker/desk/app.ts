import type { Hono } from "hono";
import type { AppEnv, Deps } from "../env.ts";
import { api } from "../export/api/routes.ts";
import { framed } from "../framed.ts";
import { desk } from "./index.tsx";

/** All that answers under /admin: the pages of the desk, and the API that reads for other tools. */
export function createDesk(deps: Deps): Hono<AppEnv> {
  return framed(deps).route("/admin/api/v1", api).route("/admin", desk);
}
