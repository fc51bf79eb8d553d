import { join } from "node:path";
import { send, submissionsOf } from "./clients.ts";
import { between, type Fault } from "./fault.ts";
import { openProvider } from "./provider.ts";
import { startRig } from "./rig.ts";

/** The queue hands over each job one to five times, in any order, some at once. */
export const queueTwice: Fault = {
  name: "F4",
  title: "Queue: delivered again, and out of order",
  async run({ folder, random, quick, catalog, rig: options }) {
    // Below the caps on mails of one page in an hour, so the hours pass between them.
    const rounds = quick ? 1 : 5;
    const each = quick ? 40 : 100;
    const provider = await openProvider({ knowsKeys: false });
    const vars = { MAILER: "outbox", OUTBOX_URL: provider.url };
    const rig = await startRig({ ...options, database: join(folder, "database") }, vars);
    try {
      let jobs = 0;
      let deliveries = 0;
      for (let round = 0; round < rounds; round++) {
        await rig.order({ keepsJobs: true, clock: round * 2 * 3_600_000 });
        await send(rig.direct, submissionsOf(catalog, each, round * each));
        const kept = await rig.jobs();
        jobs += kept.length;
        const shuffled = kept
          .flatMap((job) => Array.from({ length: between(random, 1, 5) }, () => ({ job, place: random() })))
          .sort((one, other) => one.place - other.place)
          .map(({ job }) => job);
        deliveries += shuffled.length;
        // Batches of ten, three at once, as several consumers take them.
        const batches = Array.from({ length: Math.ceil(shuffled.length / 10) }, (_, n) =>
          shuffled.slice(n * 10, n * 10 + 10),
        );
        const consumer = async () => {
          for (let batch = batches.shift(); batch !== undefined; batch = batches.shift())
            await rig.deliver(batch);
        };
        await Promise.all([consumer(), consumer(), consumer()]);
      }
      const { mails, twice } = provider.delivered();
      return {
        did: `${rounds * each} submissions whose jobs came one to five times, shuffled`,
        counts: { submissions: rounds * each, jobs, deliveries, mails },
        zeros: {
          "nothing was queued": jobs === 0 ? 1 : 0,
          "never sent": rounds * each - mails,
          twice,
          "not marked sent": await rig.number(
            "SELECT count(*) FROM message WHERE kind = 'delivery' AND status <> 'sent'",
          ),
        },
      };
    } finally {
      await rig.stop();
      provider.stop();
    }
  },
};
