import { join } from "node:path";
import { post, submissionsOf } from "./clients.ts";
import { between, type Fault } from "./fault.ts";
import { findingsIn } from "./findings.ts";
import { startRig } from "./rig.ts";

const texts = [
  { text: "D1_ERROR: Network connection lost.", again: true },
  { text: "D1_ERROR: Internal error in D1 DB storage caused object to be reset.", again: true },
  { text: "D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.", again: true },
  { text: "D1_ERROR: D1 DB is overloaded. Requests queued for too long.", again: false },
] as const;

/** D1 fails for a moment: before it did anything, and after it did everything and only the answer got lost. */
export const databaseErrors: Fault = {
  name: "F7",
  title: "Passing errors of D1",
  async run({ folder, random, quick, catalog, rig: options }) {
    const database = join(folder, "database");
    const rig = await startRig({ ...options, database });
    const submissions = submissionsOf(catalog, quick ? 12 : 200);
    const counts = { runs: 0, acknowledged: 0, refused: 0, calls: 0, "kept, answer lost": 0 };
    const zeros = {
      "other answer than due": 0,
      "more than 5 tries": 0,
      "tried again though overloaded": 0,
      "refused without Retry-After": 0,
    };
    for (const [place, sent] of submissions.entries()) {
      const { text, again } = texts[place % texts.length] ?? texts[0];
      const to = between(random, 1, 5);
      const after = random() < 0.5;
      await rig.order({ database: { from: 1, to, text, after } });
      const answer = await post(rig.direct, sent);
      const { calls } = await rig.order({ database: null });
      counts.runs++;
      counts.calls += calls;
      const isAcknowledged = answer.status === 303;
      if (isAcknowledged) {
        counts.acknowledged++;
        sent.next = answer.headers.get("location") ?? "";
      } else {
        counts.refused++;
        if (!answer.headers.has("retry-after")) zeros["refused without Retry-After"]++;
        if (after) counts["kept, answer lost"]++;
      }
      if (answer.status !== (again && to < 5 ? 303 : 503)) zeros["other answer than due"]++;
      // Once it is stored, what follows asks the database, too.
      if (!isAcknowledged && calls > 5) zeros["more than 5 tries"]++;
      if (!again && calls > 1) zeros["tried again though overloaded"]++;
    }
    await rig.stop();
    const { lost, twice, torn, submissions: rows } = findingsIn(database, submissions);
    return {
      did: `${texts.length} errors of D1 on the first to fifth call, before or after it had done its work`,
      counts: { ...counts, kept: rows },
      zeros: {
        ...zeros,
        lost,
        twice,
        torn,
        "kept though refused": rows - counts.acknowledged - counts["kept, answer lost"],
      },
    };
  },
};
