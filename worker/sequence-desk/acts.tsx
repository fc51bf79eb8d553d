import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cleanText, cutText } from "../../content/schema/answers.ts";
import { figuresOf } from "../campaign-desk/figures.ts";
import { complaintTime } from "../complaints.ts";
import type { Problem } from "../desk/form-parts.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { seeSaid, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { answerLetter } from "../mailing-desk/answer-letter.ts";
import { notingChange } from "../people/audit.ts";
import { memberOf } from "../people/member.ts";
import { pausing, resuming } from "../sequences/acts.ts";
import { listEnrolled } from "../sequences/enrolled.ts";
import { listSequences, type SequenceStanding } from "../sequences/standing.ts";
import { readComplaints } from "../store/complaints.ts";
import { lastReason, noteReason } from "../store/mailing-reasons.ts";
import { withRetries } from "../store/retry.ts";
import { SequencesPage } from "./list-page.tsx";
import { SequencePage } from "./sequence-page.tsx";
import { showStep, stepMailing, testStep } from "./step-acts.tsx";
import { shownStatuses, type WhoList } from "./who-part.tsx";

const formOnly = bodyLimit({ maxSize: 8192 });
const reasonLength = { least: 10, most: 500 };
const peopleShown = 50;

/** The sequences: the list, the page of each, and how one is paused and goes on. */
export const sequences = new Hono<AppEnv>()
  .get("/mail/sequences", async (c) => {
    const { db, catalog } = c.var.deps;
    return c.html(<SequencesPage view={viewOf(c)} sequences={await listSequences(db, catalog)} />);
  })
  .get("/mail/sequences/:name", (c) => show(c))
  .get("/mail/sequences/:name/:step", (c) => showStep(c))
  .get("/mail/sequences/:name/:step/letter.html", (c) => answerLetter(c, stepMailing(c)))
  .post("/mail/sequences/:name/:step/test", formOnly, testStep)
  .post("/mail/sequences/:name/pause", formOnly, pause)
  .post("/mail/sequences/:name/resume", formOnly, resume);

function pathOf(name: string): string {
  return `/admin/mail/sequences/${encodeURIComponent(name)}`;
}

async function standingOf(c: Context<AppEnv>): Promise<SequenceStanding | null> {
  const { db, catalog } = c.var.deps;
  const all = await withRetries(() => listSequences(db, catalog));
  return all.find(({ name }) => name === c.req.param("name")) ?? null;
}

async function show(c: Context<AppEnv>, problems: readonly Problem[] = []) {
  const { db, now } = c.var.deps;
  const standing = await standingOf(c);
  if (standing === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
  const [who, figures, resumed, { last }] = await Promise.all([
    readWho(c, standing.name),
    figuresOf(db, `sequences/${standing.name}/`),
    lastReason(db, `sequences/${standing.name}`),
    readComplaints(db, now() - complaintTime),
  ]);
  const file = { standing, who, figures, resumed, isHeld: last !== null && last.endedAt === null };
  // After a form the language switch leads to the page itself.
  const view = { ...viewOf(c), path: pathOf(standing.name) };
  return c.html(
    <SequencePage view={view} file={file} problems={problems} />,
    problems.length === 0 ? 200 : 422,
  );
}

/** The people that the address asks for. */
async function readWho(c: Context<AppEnv>, sequence: string): Promise<WhoList> {
  const status = shownStatuses.find((one) => one === c.req.query("show")) ?? "active";
  const [, nextAt, leadId] = /^(-?\d{1,15})\.([\w-]{1,40})$/.exec(c.req.query("from") ?? "") ?? [];
  const after = nextAt === undefined || leadId === undefined ? null : { nextAt: Number(nextAt), leadId };
  const wanted = { sequence, status, step: null, after, most: peopleShown };
  const { people, further } = await listEnrolled(c.var.deps.db, wanted);
  return {
    ...{ status, people, isFirst: after === null },
    next: further === null ? null : `${further.nextAt}.${further.leadId}`,
  };
}

async function pause(c: Context<AppEnv>) {
  const { db, now } = c.var.deps;
  const standing = await standingOf(c);
  if (standing === null || standing.sequence === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
  const { name, pausedAt } = standing;
  // One that stands still is not paused once more, by nobody's second press.
  if (pausedAt !== null) return seeSaid(c, pathOf(name), "late");
  const [first, ...rest] = pausing(db, name, now());
  const noted = notingChange(c, { act: "sequence.pause", subject: name });
  await withRetries(() => db.batch([...(first === undefined ? [] : [first]), noted, ...rest]));
  return seeSaid(c, pathOf(name), "paused");
}

async function resume(c: Context<AppEnv>) {
  const { deps, texts } = c.var;
  const { db, now, catalog } = deps;
  const standing = await standingOf(c);
  if (standing === null || standing.sequence === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
  const { name, pausedAt, sequence } = standing;
  if (pausedAt === null) return seeSaid(c, pathOf(name), "late");
  const { reason } = await c.req.parseBody();
  const text = typeof reason === "string" ? cutText(cleanText(reason).trim(), reasonLength.most) : "";
  if ([...text].length < reasonLength.least)
    return show(c, [{ field: "reason", text: texts.sequences.resume.none }]);
  const at = now();
  const moment = { now: at, timeZone: catalog.site.timeZone };
  const [first, ...rest] = resuming(db, name, sequence, moment);
  const noted = notingChange(c, { act: "sequence.resume", subject: name });
  const mailing = `sequences/${name}`;
  const written = noteReason(db, { mailing, at, memberId: memberOf(c).id, reason: text });
  await withRetries(() => db.batch([...(first === undefined ? [] : [first]), noted, written, ...rest]));
  return seeSaid(c, pathOf(name), "resumed");
}
