// What D1 says when it could not do something that it can do a moment later. "Overloaded" is not among them: more of
// the same would make it worse.
const transient =
  /Network connection lost|caused object to be reset|reset because its code was updated|due to transient issue|storage operation exceeded timeout/i;
// Two random codes that met; the next try draws another.
const drawnTwice =
  /UNIQUE constraint failed: (?:coupon\.code|submission\.id|lead\.id|grant\.id|webhook_call\.id|message\.id|token\.hash)/;

// The platform says no more than "internal error" where the disk is full or gone.
const fromDatabase = /D1_|SQLITE_|^internal error; reference = /;

const mostTries = 5;

/** The database cannot take or give anything now; nothing was kept. */
class Unavailable extends Error {
  override name = "Unavailable";
}

/** Whether `error` is the database's, retried or not: what was asked for can be had a while later. */
export function isUnavailable(error: Error): boolean {
  return error instanceof Unavailable || transient.test(error.message) || fromDatabase.test(error.message);
}

/**
 * The result of `attempt`, which is made again, up to five times, when the database failed for a moment.
 *
 * An attempt must do no harm when an earlier one has succeeded and only its answer was lost.
 */
export async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (tries < mostTries && (transient.test(text) || drawnTwice.test(text))) await pause(tries);
      // What the database did not say is a mistake of ours, and no better in a minute.
      else throw isUnavailable(new Error(text)) ? new Unavailable(text, { cause: error }) : error;
    }
  }
}

/** Waits longer each time, and by chance, so that those who failed together do not return together. */
function pause(tries: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 2 ** tries * 10 * (0.5 + Math.random())));
}
