import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { until } from "./awaiting.ts";
import { addressOf, post, submissionsOf } from "./clients.ts";
import type { Fault } from "./fault.ts";
import { openProvider } from "./provider.ts";
import { type Rig, startRig } from "./rig.ts";

/** The same thing many times at once, on real connections. */
export const races: Fault = {
  name: "F11",
  title: "Races",
  async run({ folder, quick, catalog, rig: options }) {
    const many = quick ? 30 : 100;
    const provider = await openProvider();
    const vars = { MAILER: "outbox", OUTBOX_URL: provider.url };
    const rig = await startRig({ ...options, database: join(folder, "database") }, vars);
    try {
      const [first] = submissionsOf(catalog, 1);
      if (first === undefined) throw new Error("There is nothing to send.");
      // One person, one form; each post has a key of its own, as from so many tabs.
      const statuses = await together(many, () => post(rig.direct, { ...first, key: randomUUID() }));
      await until(() => provider.arrivals.length > 0);
      const rows = await countAll(rig);
      const mail = provider.arrivals[0]?.body ?? "";
      const confirms = await confirm(rig, mail, many);
      const leaving = await unsubscribe(rig, mail, many / 2);
      return {
        did: `${many} equal posts at once, then ${many} presses of the one button, then ${many / 2} one-click withdrawals`,
        counts: {
          posts: many,
          presses: many,
          withdrawals: many / 2,
          ...rows,
          mails: provider.delivered().mails,
        },
        zeros: {
          "posts not acknowledged": statuses.filter((status) => status !== 303).length,
          "presses not answered by 303": confirms.statuses.filter((status) => status !== 303).length,
          "leads above one": rows.leads - 1,
          "submissions above one": rows.submissions - 1,
          "mails above one": provider.arrivals.length - 1,
          "confirmations above one": confirms.confirmations - 1,
          "withdrawals not answered by 200": leaving.statuses.filter((status) => status !== 200).length,
          "receipts of withdrawal above one": leaving.receipts - 1,
        },
      };
    } finally {
      await rig.stop();
      provider.stop();
    }
  },
};

async function together(many: number, ask: () => Promise<Response>): Promise<number[]> {
  return Promise.all(Array.from({ length: many }, async () => (await ask()).status));
}

async function countAll(rig: Rig) {
  return {
    leads: await rig.number("SELECT count(*) FROM lead"),
    submissions: await rig.number("SELECT count(*) FROM submission"),
    messages: await rig.number("SELECT count(*) FROM message"),
  };
}

async function confirm(rig: Rig, mail: string, many: number) {
  const [link = "/g/"] = /\/g\/[\w-]{43}/.exec(mail) ?? [];
  const press = async () => {
    const answer = await fetch(`${rig.direct}${link}`, {
      method: "POST",
      redirect: "manual",
      headers: { "sec-fetch-site": "same-origin", "cf-connecting-ip": addressOf(0) },
    });
    await answer.arrayBuffer();
    return answer;
  };
  const statuses = await together(many, press);
  return {
    statuses,
    confirmations: await rig.number("SELECT coalesce(sum(n), 0) FROM step_count WHERE step = 'confirm'"),
  };
}

/** As a mail program does it (RFC 8058): no page, no cookie. */
async function unsubscribe(rig: Rig, mail: string, many: number) {
  const [link = "/u/"] = /\/u\/[\w-]{43}/.exec(mail) ?? [];
  const statuses = await together(many, async () => {
    const answer = await fetch(`${rig.direct}${link}`, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    await answer.arrayBuffer();
    return answer;
  });
  return { statuses, receipts: await rig.number("SELECT count(*) FROM receipt WHERE granted = 0") };
}
