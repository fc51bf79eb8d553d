import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { until } from "./awaiting.ts";
import { send, submissionsOf } from "./clients.ts";
import type { Fault } from "./fault.ts";
import { openProvider } from "./provider.ts";
import { startRig } from "./rig.ts";

const minute = 60_000;

/** The provider has the mail, and the process dies before it can write that down. */
export const diedAfterMail: Fault = {
  name: "F5",
  title: "Death between “mail accepted” and “marked sent”",
  async run({ folder, quick, catalog, rig: options }) {
    const count = quick ? 3 : 50;
    const provider = await openProvider();
    const rig = await startRig(
      { ...options, database: join(folder, "database") },
      { MAILER: "outbox", OUTBOX_URL: provider.url },
    );
    try {
      let clock = 0;
      for (const submission of submissionsOf(catalog, count)) {
        await rig.order({ clock, diesAfterMail: true });
        const before = provider.arrivals.length;
        await send(rig.direct, [submission]);
        await until(() => provider.arrivals.length > before);
        // The Worker has heard the provider, and has tried in vain to write that down.
        await until(async () => (await rig.order({})).mails > 0);
        await wait(30);
        clock += 5 * minute;
        await rig.order({ clock, diesAfterMail: false });
        await rig.tick();
        await until(
          async () => (await rig.number("SELECT count(*) FROM message WHERE status <> 'sent'")) === 0,
        );
      }
      const { mails, twice } = provider.delivered();
      const keys = new Set(provider.arrivals.map(({ key }) => key));
      return {
        did: `${count} deaths, each with the mail at the provider and no note of it`,
        counts: {
          mails,
          "handed over": provider.arrivals.length,
          "longest key": Math.max(...[...keys].map((key) => key.length)),
        },
        zeros: {
          "never sent": count - mails,
          twice,
          "with another key": keys.size - count,
          "not marked sent": await rig.number("SELECT count(*) FROM message WHERE status <> 'sent'"),
          "keys beyond 256 letters": [...keys].filter((key) => key.length > 256).length,
        },
      };
    } finally {
      await rig.stop();
      provider.stop();
    }
  },
};
