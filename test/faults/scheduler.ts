import { join } from "node:path";
import { send, submissionsOf } from "./clients.ts";
import type { Fault } from "./fault.ts";
import { openProvider } from "./provider.ts";
import { startRig } from "./rig.ts";

const hour = 3_600_000;

/** The clock's work was missed for a day, and then comes twice, and in runs that overlap. */
export const scheduler: Fault = {
  name: "F12",
  title: "Clock's work missed, doubled, overlapping",
  async run({ folder, quick, catalog, rig: options }) {
    const count = quick ? 60 : 300;
    const provider = await openProvider({ knowsKeys: false });
    const database = join(folder, "database");
    // Without a mailer everything waits.
    const before = await startRig({ ...options, database });
    await send(before.direct, submissionsOf(catalog, count));
    await before.stop();
    const rig = await startRig({ ...options, database }, { MAILER: "outbox", OUTBOX_URL: provider.url });
    try {
      await rig.order({ clock: 24 * hour });
      let rounds = 0;
      const waiting = () => rig.number("SELECT count(*) FROM message WHERE status <> 'sent'");
      // Two at once, and three at once, by turns.
      for (; rounds < 60 && (await waiting()) > 0; rounds++) await rig.tick(2 + (rounds % 2));
      const { mails, twice } = provider.delivered();
      return {
        did: `24 h without the clock, then two and three runs of it at once`,
        counts: { mails, rounds },
        zeros: { "never sent": count - mails, twice, "still waiting": await waiting() },
      };
    } finally {
      await rig.stop();
      provider.stop();
    }
  },
};
