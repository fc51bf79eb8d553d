import { Hono } from "hono";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { listPurpose, readLists } from "./count.ts";
import { ListsPage } from "./page.tsx";
import { readHygiene } from "./store-hygiene.ts";

/** Lists in figures: whom one can write to, their age, their silence, and where they come from. */
export const listsRoom = new Hono<AppEnv>().get("/mail/lists", async (c) => {
  const { deps } = c.var;
  const [lists, hygiene] = await Promise.all([readLists(deps), readHygiene(deps.db)]);
  return c.html(<ListsPage view={viewOf(c)} lists={lists} hygiene={hygiene} purpose={listPurpose(deps)} />);
});
