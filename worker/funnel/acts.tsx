import { Hono } from "hono";
import { dayIn } from "../calendar.ts";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { filtersIn } from "./filters.ts";
import { readRoom } from "./read-room.ts";
import { FunnelPage } from "./room.tsx";

/** The funnel's room. */
export const funnelRoom = new Hono<AppEnv>().get("/steps", async (c) => {
  const { deps } = c.var;
  const today = dayIn(deps.now(), deps.catalog.site.timeZone);
  const filters = filtersIn(deps.catalog, c.req.query(), today);
  return c.html(<FunnelPage view={viewOf(c)} room={await readRoom(deps, filters, today)} />);
});
