import type { D1Database } from "@cloudflare/workers-types";
import { Hono } from "hono";

/** The least that can take a form: one route, one INSERT. The floor beside which submissions are measured. */
const bare = new Hono<{ Bindings: { DB: D1Database } }>().post("/f/*", async (c) => {
  const form = await c.req.parseBody();
  await c.env.DB.prepare("INSERT INTO post (id, body, at) VALUES (?1, ?2, ?3)")
    .bind(crypto.randomUUID(), JSON.stringify(form), Date.now())
    .run();
  return c.redirect("/thanks/", 303);
});

export default bare;
