import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cleanText, cutText } from "../../content/schema/answers.ts";
import { afterwards } from "../afterwards.ts";
import { watchAlarms } from "../alarms.ts";
import { complaintTime } from "../complaints.ts";
import type { AppEnv } from "../env.ts";
import { sweepOutbox } from "../mail/send.ts";
import { type Act, notingChange } from "../people/audit.ts";
import { memberOf } from "../people/member.ts";
import { countAside, endStop, readComplaints, takeUp } from "../store/complaints.ts";
import { listBounced, readReport } from "../store/mail-report.ts";
import { withRetries } from "../store/retry.ts";
import type { Problem } from "./form-parts.tsx";
import { MailPage, mailsShown } from "./mail.tsx";
import { healthDays, healthStart } from "./mail-health.tsx";
import {
  dropPaused,
  listDead,
  listPaused,
  listWaiting,
  putAway,
  releasePaused,
  sendAgain,
} from "./store-mail.ts";
import { seeSaid, viewOf } from "./view.ts";

const formOnly = bodyLimit({ maxSize: 4096 });
const returnedShown = 20;
const shortestReason = 10;
const longestReason = 500;

/** The mails that have not left, and what the owner does about them. */
export const mail = new Hono<AppEnv>()
  .get("/mail", (c) => show(c))
  .post("/mail/go-on", formOnly, goOn)
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

async function show(c: Context<AppEnv>, problems: readonly Problem[] = []) {
  const { db, now, mailer } = c.var.deps;
  const view = viewOf(c);
  const [waiting, dead, paused, returned, report, { last }, aside] = await Promise.all([
    listWaiting(db, mailsShown),
    listDead(db, mailsShown),
    listPaused(db),
    listBounced(db, returnedShown),
    readReport(db, healthStart(view, Math.max(...healthDays))),
    readComplaints(db, now() - complaintTime),
    countAside(db),
  ]);
  const held = { last, aside, isOn: last !== null && last.endedAt === null };
  const mails = { waiting, dead, paused, returned, report, held, mailer: mailer?.name ?? null };
  return c.html(
    <MailPage view={view} mails={mails} problems={problems} />,
    problems.length === 0 ? 200 : 422,
  );
}

/** Lets the mails go on that complaints had stopped, for a reason that stays written. */
async function goOn(c: Context<AppEnv>) {
  const { deps } = c.var;
  const { reason } = await c.req.parseBody();
  const text = typeof reason === "string" ? cutText(cleanText(reason).trim(), longestReason) : "";
  if ([...text].length < shortestReason)
    return show(c, [{ field: "reason", text: c.var.texts.mailHealth.held.noReason }]);
  const now = deps.now();
  const [ended] = await withRetries(() =>
    deps.db.batch([
      endStop(deps.db, { now, reason: text, memberId: memberOf(c).id }),
      notingChange(c, { act: "mail.go-on" }),
      ...takeUp(deps.db, now),
    ]),
  );
  afterwards(
    c,
    sweepOutbox(deps).then(() => watchAlarms(deps)),
  );
  return seeSaid(c, "/admin/mail", ended?.meta.changes === 0 ? "unheld" : "done");
}

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
