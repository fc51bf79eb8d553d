import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { readStandings, type Standing } from "../mailings/standing.ts";
import { statementsOfOneRun } from "../store/counted.ts";
import { claimProbe, type Gate, readGate } from "../store/gate.ts";
import { leaseTime } from "../store/intake.ts";
import { type DueMessage, leaseMessages } from "../store/messages.ts";
import { type Outcome, settleMessages, type Verdict } from "../store/outcomes.ts";
import { suppressBounced } from "../store/provider-events.ts";
import { withRetries } from "../store/retry.ts";
import { newId } from "../tokens.ts";
import { composeMail } from "./compose.ts";
import type { Mailer } from "./mailer.ts";
import { needless } from "./needless.ts";

/** How long after a provider has refused its key one mail may try again, in milliseconds. */
const probeEvery = 900_000;

/** One by one, each asks the database to make it, to settle it, and once more for an inbox that takes none. */
const asks = { each: 3, ofContent: 8, bounced: 3 };
/** No mail takes a provider longer, in milliseconds. */
const slowestMail = 45_000;
const mostAlarms = 3;

/** Sends the mails that are due in the outbox. */
export async function sweepOutbox(deps: Deps): Promise<void> {
  const { mailer } = deps;
  if (mailer === null) return;
  const most = mailsOfOneRun(deps);
  const gate = await readGate(deps.db, today(deps));
  if (!gate.stopped) return sweepMails(deps, mailer, gate, most);
  // No key, no mail; but one in a while finds out whether there is a key again, and then all may go.
  if (!(await claimProbe(deps.db, today(deps), deps.now(), probeEvery))) return;
  await sweepMails(deps, mailer, gate, 1);
  const after = await readGate(deps.db, today(deps));
  if (!after.stopped) await sweepMails(deps, mailer, after, most - 1);
}

/** How many mails one call of the clock sends: as many as its invocation may ask of the network and the database. */
export function mailsOfOneRun({ mailer, mailsPerRun }: Pick<Deps, "mailer" | "mailsPerRun">) {
  const most = mailer?.knowsRepeats === false ? Math.floor((mailsPerRun * 3) / 8) : mailsPerRun;
  return Math.max(1, most);
}

async function sweepMails(deps: Deps, mailer: Mailer, gate: Gate, most: number): Promise<void> {
  const left = deps.catalog.site.limits.mails - gate.sent;
  if (left <= 0) return;
  const lease = newId(deps.random);
  const due = await leaseMessages(deps.db, lease, deps.now(), { lane: "mails", most: Math.min(most, left) });
  await send(deps, mailer, lease, due, { day: today(deps), wasStopped: gate.stopped });
}

/** Sends the owner's alarms: by their own way out where there is one, heeding no cap; without it they share the mails' fate. */
export async function sendAlarms(deps: Deps): Promise<void> {
  const { db, alarmMailer, now } = deps;
  const mailer = alarmMailer ?? deps.mailer;
  if (mailer === null) return;
  const lease = newId(deps.random);
  const due = await leaseMessages(db, lease, now(), { lane: "alarms", most: mostAlarms });
  if (due.length === 0) return;
  if (alarmMailer === null && (await readGate(db, today(deps))).stopped) {
    return giveBack(deps, lease, due, "mailer-stopped");
  }
  // What the alarms' own way out answers says nothing about the mails'.
  await send(deps, mailer, lease, due, { day: null, wasStopped: false });
}

/** Sends the messages with these identifiers, as far as they are due and nobody else sends them. */
export async function sendTheseMessages(deps: Deps, ids: readonly string[]): Promise<void> {
  if (deps.mailer === null || ids.length === 0) return;
  const lease = newId(deps.random);
  await sendMessages(deps, lease, await leaseMessages(deps.db, lease, deps.now(), { ids }));
}

/** Sends the messages that `lease` holds; what fails waits in the outbox and is tried again, so that nobody has to know. */
export async function sendMessages(deps: Deps, lease: string, due: readonly DueMessage[]): Promise<void> {
  const { mailer, catalog, log } = deps;
  if (mailer === null || due.length === 0) return;
  try {
    const gate = await readGate(deps.db, today(deps));
    if (gate.stopped) return await giveBack(deps, lease, due, "mailer-stopped");
    if (gate.sent >= catalog.site.limits.mails) return await giveBack(deps, lease, due, "mail-cap");
    await send(deps, mailer, lease, due, { day: today(deps), wasStopped: false });
  } catch (error) {
    log({ event: "outbox", error: error instanceof Error ? error.message : "unknown" });
  }
}

async function giveBack(deps: Deps, lease: string, due: readonly DueMessage[], failure: string) {
  const outcomes = due.map(({ id }): Outcome => ({ id, result: "held", failure }));
  await settle(deps, lease, outcomes, { day: null, stopped: null, resumed: false });
}

interface Round {
  /** The day that its mails count for; null where they count for none. */
  day: string | null;
  /** Whether the way out was shut before. */
  wasStopped: boolean;
}

async function send(deps: Deps, mailer: Mailer, lease: string, due: readonly DueMessage[], round: Round) {
  if (mailer.knowsRepeats) return void (await sendTogether(deps, mailer, lease, due, round));
  // Whatever is on its way when this sender dies is sent again: so one at a time, and only while the lease lasts.
  const end = deps.now() + leaseTime - slowestMail;
  const mostAsked = statementsOfOneRun(deps);
  let asked = 0;
  for (const [place, message] of due.entries()) {
    const each = message.mailing === null ? asks.each : asks.ofContent;
    const isOver = deps.now() > end || asked + each + asks.bounced > mostAsked - 4;
    if (isOver) return giveBack(deps, lease, due.slice(place), "slow");
    const { stopped, bounced } = await sendTogether(deps, mailer, lease, [message], round);
    const rest = due.slice(place + 1);
    if (stopped && rest.length > 0) return giveBack(deps, lease, rest, "mailer-stopped");
    asked += each + bounced * asks.bounced;
  }
}

/** Sends `due` at once; whether no mail can leave until a person acts, and how many inboxes take none. */
async function sendTogether(
  deps: Deps,
  mailer: Mailer,
  lease: string,
  due: readonly DueMessage[],
  round: Round,
): Promise<{ stopped: boolean; bounced: number }> {
  // Asked now, not when it was written: a consent that was taken back meanwhile has been taken back.
  const standings = await withRetries(() => readStandings(deps, due));
  const outcomes = await Promise.all(
    due.map((message) => sendOne(deps, mailer, message, standings.get(message.id))),
  );
  const stop = outcomes.find((outcome) => outcome.result === "held");
  await settle(deps, lease, outcomes, {
    day: round.day,
    stopped: round.day === null ? null : (stop?.failure ?? null),
    resumed: round.wasStopped && outcomes.some(({ result }) => result === "sent"),
  });
  const bounced = outcomes.flatMap((each) => (each.result === "dead" && each.bounced ? each.id : []));
  await suppressBounced(deps.db, bounced, deps.now());
  for (const outcome of outcomes) {
    if (outcome.result === "sent" || outcome.result === "needless" || outcome.result === "aside") continue;
    deps.log({ event: "mail", message: outcome.id, result: outcome.result, failure: outcome.failure });
  }
  return { stopped: stop !== undefined, bounced: bounced.length };
}

/** The mails have left, so that it is written down is worth several tries. */
function settle({ db, now }: Deps, lease: string, outcomes: readonly Outcome[], verdict: Verdict) {
  return withRetries(() => settleMessages(db, lease, now(), outcomes, verdict));
}

/** What becomes of one message; a fault of one must not keep the others from being written down. */
async function sendOne(
  deps: Deps,
  mailer: Mailer,
  message: DueMessage,
  standing: Standing | undefined,
): Promise<Outcome> {
  try {
    return await tryOne(deps, mailer, message, standing);
  } catch (error) {
    const failure = error instanceof Error ? error.name : "unknown";
    return { id: message.id, result: "failed", failure, attempts: message.attempts, retryAfter: 0 };
  }
}

async function tryOne(
  deps: Deps,
  mailer: Mailer,
  message: DueMessage,
  standing: Standing | undefined,
): Promise<Outcome> {
  const { attempts, id, expiresAt, validUntil } = message;
  const ends = validUntil ?? expiresAt;
  if (ends !== null && ends <= deps.now())
    return { id, result: "dead", failure: "expired", bounced: false, provider: mailer.name };
  if (standing?.isAllowed === true && standing.aside !== null)
    return { id, result: "aside", failure: standing.aside };
  const mail = await composeMail(deps, message, standing);
  if (mail === needless) return { id, result: "needless" };
  if (typeof mail === "string")
    return { id, result: "dead", failure: mail, bounced: false, provider: mailer.name };
  const answer = await mailer.send(mail);
  if (answer.ok) return { id, result: "sent", provider: mailer.name, providerId: answer.providerId };
  switch (answer.next) {
    case "retry":
      return { id, result: "failed", failure: answer.reason, attempts, retryAfter: answer.retryAfter ?? 0 };
    case "give_up":
      return {
        id,
        result: "dead",
        failure: answer.reason,
        bounced: answer.bounced === true,
        provider: mailer.name,
      };
    case "stop":
      return { id, result: "held", failure: answer.reason };
  }
}

function today({ catalog, now }: Deps): string {
  return dayIn(now(), catalog.site.timeZone);
}
