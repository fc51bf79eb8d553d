import { join } from "node:path";
import { morningAfter, storeCampaign } from "./campaign-readers.ts";
import type { Fault } from "./fault.ts";
import { type Manner, openProvider } from "./provider.ts";
import { type Rig, startRig } from "./rig.ts";

const minute = 60_000;
/** The ways of a provider to be of no use, each for two minutes, and the death between its answer and our note of it. */
const manners = [
  "refused",
  "no-such-name",
  "hangs",
  "too-many",
  "fails",
  "fails-after-accepting",
  "garbage",
  "drips",
  "revoked",
  "dies-after-mail",
] as const;

/** The mail provider fails a campaign in each way there is, one after the other. */
export const campaignProvider: Fault = {
  name: "F20",
  title: "A campaign through a provider that fails",
  async run({ folder, quick, catalog, rig: options, say }) {
    const chosen = quick ? manners.filter((manner) => manner !== "hangs" && manner !== "drips") : manners;
    const [readers, rate] = quick ? [300, 1200] : [10_000, 20_000];
    const provider = await openProvider();
    const database = join(folder, "database");
    const secret = options.vars?.["TOKEN_SECRET"] ?? "";
    await (await startRig({ ...options, database })).stop();
    storeCampaign(database, catalog, { count: readers, secret, rate });
    const start = (url: string) => startRig({ ...options, database }, { MAILER: "outbox", OUTBOX_URL: url });
    const { timeZone } = catalog.site;
    let time = morningAfter(Date.now(), timeZone);
    let rig = await start(provider.url);
    const pass = async (minutes: number) => {
      for (let n = 0; n < minutes; n += 1) {
        await rig.order({ clock: time - Date.now() });
        await rig.tick();
        time += minute;
      }
    };
    try {
      await pass(2);
      for (const manner of chosen) {
        const before = provider.arrivals.length;
        if (manner === "no-such-name") rig = await again(rig, () => start("http://nobody.invalid/mails"));
        else if (manner === "dies-after-mail") await rig.order({ diesAfterMail: true });
        else await provider.behave(manner satisfies Manner);
        // Where we die, the clock's run fails with us.
        await pass(2).catch(() => {});
        if (manner === "no-such-name") rig = await again(rig, () => start(provider.url));
        await rig.order({ diesAfterMail: false });
        await provider.behave("well");
        say(`${manner}: ${provider.arrivals.length - before} handed over`);
      }
      const most = await rig.number("SELECT max(attempts) FROM message WHERE kind = 'campaign'");
      const open = () => rig.number("SELECT count(*) FROM campaign WHERE status <> 'done'");
      for (let rounds = 0; rounds < 200 && (await open()) > 0; rounds += 1) {
        const before = provider.arrivals.length;
        await pass(5);
        // The cap of the day is reached: the next one begins.
        if (provider.arrivals.length === before) time = morningAfter(time, timeZone);
      }
      const { mails, twice } = provider.delivered();
      return {
        did: `${readers} readers, ${chosen.length} ways to fail in the midst of it`,
        counts: { mails, "handed over": provider.arrivals.length, "most tries while it failed": most },
        zeros: {
          "never sent": readers - mails,
          twice,
          "to others": provider.arrivals.filter(({ to }) => !to.startsWith("ada.")).length,
          "given up": await rig.number(
            "SELECT count(*) FROM message WHERE kind = 'campaign' AND status = 'dead'",
          ),
          "not done": await open(),
        },
      };
    } finally {
      await rig.stop();
      provider.stop();
    }
  },
};

async function again(rig: Rig, start: () => Promise<Rig>): Promise<Rig> {
  await rig.stop();
  return start();
}
