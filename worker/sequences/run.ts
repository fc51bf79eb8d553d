import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { readGate } from "../store/gate.ts";
import { newRowId } from "../tokens.ts";
import { decide, nextLook, type Question } from "./decide.ts";
import { inserting } from "./insert.ts";
import { knowSequences, type SequenceState } from "./known.ts";
import { type Known, readFacts } from "./read-facts.ts";
import { type DueWay, listDue } from "./store-due.ts";
import { type Decided, writing } from "./write.ts";

/** Ways that one call of the clock looks at. */
const most = 200;

/**
 * Moves people on in their sequences: writes the mails that are due, leaves out what is not for them, and ends the ways of
 * those for whom something has ended them; some with each call of the clock.
 *
 * The mails, and how far each has come, are one batch: a call that breaks off has done all of it or nothing.
 */
export async function advanceSequences(deps: Deps): Promise<void> {
  const { catalog, db, mailer, now } = deps;
  const running = await knowSequences(db, catalog, now());
  if (running.length === 0) return;
  await enrolFromSegments(deps, running);
  if (mailer === null || (await isShut(deps))) return;
  const due = await listDue(
    db,
    running.map(({ sequence }) => sequence),
    now(),
    most,
  );
  if (due.length === 0) return;
  const known = await readFacts(deps, due);
  const decided = onceEach(due.map((way, place) => decidedOn(deps, way, known[place] as Known)));
  const turns = new Map(running.map(({ sequence, turn }) => [sequence, turn]));
  try {
    await db.batch(writing(db, decided, { turns, now: now() }, inserting(deps, decided)));
  } catch (error) {
    // Another run, or a pause, came first: what is still due is looked at the next time.
    if (!String(error).includes("sequence_state.turn")) throw error;
  }
}

/** Whether no mail that nobody asked for can leave now. */
async function isShut({ catalog, db, now }: Deps): Promise<boolean> {
  const gate = await readGate(db, dayIn(now(), catalog.site.timeZone));
  return gate.stopped || gate.held || gate.sent >= catalog.site.limits.mails;
}

/** What segments ask is compiled by much code that nobody needs whose sequences are started by steps. */
async function enrolFromSegments(deps: Deps, running: readonly SequenceState[]): Promise<void> {
  const asked = running.filter(
    ({ sequence }) => "segment" in (deps.catalog.sequences[sequence]?.start ?? {}),
  );
  if (asked.length === 0) return;
  const { lookThroughSegments } = await import("./segment-starts.ts");
  await lookThroughSegments(deps, asked);
}

function decidedOn({ catalog, now, random }: Deps, way: DueWay, { facts, inbox }: Known): Decided {
  const sequence = catalog.sequences[way.sequence];
  if (sequence === undefined) throw new Error("Only what the catalog has is running.");
  const { timeZone, limits } = catalog.site;
  const question: Question = { sequence, way, facts, now: now(), timeZone, caps: limits.mailings };
  const decision = decide(question);
  if (decision.act !== "send") return { way, decision, mail: null };
  return {
    way,
    decision,
    mail: {
      id: newRowId(random, now()),
      inbox: inbox ?? "",
      nextLook: nextLook(question, decision, decision.at),
    },
  };
}

/** Of mails to one inbox the first alone: the caps of the others are judged when it is written. */
function onceEach(decided: readonly Decided[]): Decided[] {
  const inboxes = new Set<string>();
  return decided.filter(({ mail }) => {
    if (mail === null) return true;
    const isFirst = !inboxes.has(mail.inbox);
    inboxes.add(mail.inbox);
    return isFirst;
  });
}
