import type { Deps } from "./env.ts";
import { sendMessages, sendTheseMessages } from "./mail/send.ts";
import { countUnderWay, hasRoom } from "./mail/under-way.ts";
import type { Outgoing } from "./store/submissions.ts";
import type { CallDraft } from "./store/webhook-calls.ts";
import { sendTheseCalls } from "./webhooks/send.ts";

/**
 * Sends what follows from a submission, after the answer: by the queue where one is bound, else by this very request.
 *
 * Nothing depends on it: all of it waits in the database, where the clock finds what was left.
 */
export async function sendOutgoing(deps: Deps, outgoing: Outgoing): Promise<void> {
  const { queue, log } = deps;
  try {
    if (queue === null) await sendNow(deps, outgoing);
    else await handOn(queue, outgoing);
  } catch (error) {
    log({ event: "outgoing", error: error instanceof Error ? error.message : "unknown" });
  }
}

/** Makes calls of webhooks after the answer, in the same way. */
export function sendCalls(deps: Deps, calls: readonly CallDraft[]): Promise<void> {
  return sendOutgoing(deps, { due: null, mail: null, notices: [], calls: calls.map(({ id }) => id) });
}

async function handOn(queue: NonNullable<Deps["queue"]>, { mail, notices, calls }: Outgoing): Promise<void> {
  const messages = [...(mail === null ? [] : [mail]), ...notices];
  const jobs = [...messages.map((message) => ({ message })), ...calls.map((call) => ({ call }))];
  if (jobs.length > 0) await queue.sendBatch(jobs.map((body) => ({ body })));
}

async function sendNow(deps: Deps, { due, notices, calls }: Outgoing): Promise<void> {
  const { mailer } = deps;
  await Promise.all([
    ...(mailer !== null && due !== null
      ? [countUnderWay(mailer, sendMessages(deps, due.lease, [due.message]))]
      : []),
    ...(mailer !== null && notices.length > 0 && hasRoom(mailer)
      ? [countUnderWay(mailer, sendTheseMessages(deps, notices))]
      : []),
    ...(calls.length > 0 && hasRoom(deps) ? [countUnderWay(deps, sendTheseCalls(deps, calls))] : []),
  ]);
}
