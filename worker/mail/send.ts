import type { Deps } from "../env.ts";
import { type DueMessage, leaseMessages, type Outcome, settleMessages } from "../store/messages.ts";
import { newId } from "../tokens.ts";
import { composeMail } from "./compose.ts";
import type { Mailer } from "./mailer.ts";

/** Sends what is due in the outbox: as many as one invocation may ask of the network (50 on the free plan). */
export async function sweepOutbox(deps: Deps): Promise<void> {
  if (deps.mailer === null) return;
  const lease = newId(deps.random);
  const due = await leaseMessages(deps.db, lease, deps.now(), 40);
  await sendMessages(deps, lease, due);
}

/** Sends the messages that `lease` holds; what fails waits in the outbox and is tried again, so that nobody has to know. */
export async function sendMessages(deps: Deps, lease: string, due: readonly DueMessage[]): Promise<void> {
  const { mailer, db, now, log } = deps;
  if (mailer === null) return;
  try {
    const outcomes = await Promise.all(due.map((message) => sendOne(deps, mailer, message)));
    await settleMessages(db, lease, now(), outcomes);
    for (const outcome of outcomes) {
      if (outcome.result === "sent") continue;
      log({ event: "mail", message: outcome.id, result: outcome.result, failure: outcome.failure });
    }
  } catch (error) {
    log({ event: "outbox", error: error instanceof Error ? error.message : "unknown" });
  }
}

async function sendOne(deps: Deps, mailer: Mailer, message: DueMessage): Promise<Outcome> {
  const mail = await composeMail(deps, message);
  if (typeof mail === "string") return { id: message.id, result: "dead", failure: mail };
  const { attempts, createdAt, id } = message;
  const answer = await mailer.send(mail);
  if (answer.ok) return { id, result: "sent", provider: mailer.name, providerId: answer.providerId };
  switch (answer.next) {
    case "retry":
      return {
        id,
        result: "failed",
        failure: answer.reason,
        attempts,
        createdAt,
        retryAfter: answer.retryAfter ?? 0,
      };
    case "give_up":
      return { id, result: "dead", failure: answer.reason };
    case "stop":
      return { id, result: "held", failure: answer.reason };
  }
}
