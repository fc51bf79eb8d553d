import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { afterwards } from "../afterwards.ts";
import { watchAlarms } from "../alarms.ts";
import type { AppEnv } from "../env.ts";
import { sweepOutbox } from "../mail/send.ts";
import { type Act, notingChange } from "../people/audit.ts";
import { withRetries } from "../store/retry.ts";
import { MailPage, mailsShown } from "./mail.tsx";
import {
  dropPaused,
  listDead,
  listPaused,
  listWaiting,
  putAway,
  releasePaused,
  sendAgain,
} from "./store-mail.ts";
import { viewOf } from "./view.ts";

const formOnly = bodyLimit({ maxSize: 4096 });

/** The mails that have not left, and what the owner does about them. */
export const mail = new Hono<AppEnv>()
  .get("/mail", async (c) => {
    const { db } = c.var.deps;
    const [waiting, dead, paused] = await Promise.all([
      listWaiting(db, mailsShown),
      listDead(db, mailsShown),
      listPaused(db),
    ]);
    return c.html(<MailPage view={viewOf(c)} mails={{ waiting, dead, paused }} />);
  })
  .post("/mail/again", (c) => act(c, { act: "mail.again" }, (db, now) => sendAgain(db, null, now)))
  .post("/mail/release", formOnly, async (c) => {
    const landing = await landingIn(c);
    return act(c, { act: "mail.release", subject: landing }, (db, now) => releasePaused(db, landing, now));
  })
  .post("/mail/drop", formOnly, async (c) => {
    const landing = await landingIn(c);
    return act(c, { act: "mail.drop", subject: landing }, (db) => dropPaused(db, landing));
  })
  .post("/mail/:id/again", (c) => {
    const id = c.req.param("id");
    return act(c, { act: "mail.again", subject: id }, (db, now) => sendAgain(db, id, now));
  })
  .post("/mail/:id/put-away", (c) => {
    const id = c.req.param("id");
    return act(c, { act: "mail.put-away", subject: id }, (db) => putAway(db, id));
  });

/** Does what the owner asked for, then sends what may leave, and ends the alarms that this has mended. */
async function act(
  c: Context<AppEnv>,
  done: Act,
  change: (db: D1Database, now: number) => D1PreparedStatement,
) {
  const { deps } = c.var;
  const at = deps.now();
  await withRetries(() => deps.db.batch([change(deps.db, at), notingChange(c, done)]));
  afterwards(
    c,
    sweepOutbox(deps).then(() => watchAlarms(deps)),
  );
  return c.redirect(viewOf(c).link("/admin/mail"), 303);
}

async function landingIn(c: Context<AppEnv>): Promise<string> {
  const { landing } = await c.req.parseBody();
  return typeof landing === "string" ? landing : "";
}
