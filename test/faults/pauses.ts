import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../support/database-file.ts";
import { until } from "./awaiting.ts";
import { type Sent, send, submissionsOf } from "./clients.ts";
import type { Fault, Stage } from "./fault.ts";
import { findingsIn } from "./findings.ts";
import { type Rig, startRig } from "./rig.ts";

/** The Worker's process stands still amid submissions, and then the provider's: clients lose patience, and repeat. */
export const pauses: Fault = {
  name: "F9",
  title: "SIGSTOP and SIGCONT",
  async run(stage) {
    const plan = stage.quick ? { times: 1, pause: 2000, each: 20 } : { times: 5, pause: 30_000, each: 30 };
    const provider = await spawnProvider();
    const database = join(stage.folder, "database");
    const rig = await startRig({ ...stage.rig, database }, { MAILER: "outbox", OUTBOX_URL: provider.url });
    const all: Sent[] = [];
    try {
      for (let time = 0; time < plan.times * 2; time++) {
        const fresh = submissionsOf(stage.catalog, plan.each, time * plan.each);
        all.push(...fresh);
        const target = time < plan.times ? -rig.pid : provider.pid;
        await pauseAmid(stage, rig, fresh, { target, pause: plan.pause });
      }
      await settle(rig, all.length);
      await rig.stop();
      const { lost, twice, torn, submissions } = findingsIn(database, all);
      return {
        did: `${plan.times} pauses of ${plan.pause / 1000} s of the Worker, and as many of the provider`,
        counts: {
          sent: all.length,
          kept: submissions,
          "sent again": all.filter(({ tries }) => tries > 1).length,
        },
        zeros: { lost, twice, torn, "mails not sent": unsentIn(database) },
      };
    } finally {
      await rig.stop();
      provider.child.kill();
    }
  },
};

async function pauseAmid(
  { random }: Stage,
  rig: Rig,
  fresh: Sent[],
  { target, pause }: { target: number; pause: number },
): Promise<void> {
  const patience = pause / 4;
  const sending = send(rig.direct, fresh, { clients: 10, patience, giveUp: pause + 60_000 });
  const heard = Math.floor(fresh.length * (0.1 + random() / 2));
  await until(() => fresh.filter((sent) => sent.next !== undefined).length >= heard);
  process.kill(target, "SIGSTOP");
  try {
    await wait(pause);
  } finally {
    process.kill(target, "SIGCONT");
  }
  await sending;
}

/** Lets hours pass until every mail has left. */
async function settle(rig: Rig, count: number): Promise<void> {
  const unsent = () => rig.number("SELECT count(*) FROM message WHERE status <> 'sent'");
  for (let hours = 0; hours < 12 && (await unsent()) > 0; hours++) {
    await rig.order({ clock: hours * 3_600_000 });
    for (let round = 0; round < count / 40 + 1; round++) await rig.tick();
  }
}

function unsentIn(folder: string): number {
  const database = openDatabase(folder);
  const row = database.prepare("SELECT count(*) AS n FROM message WHERE status <> 'sent'").get();
  database.close();
  return Number(row?.n);
}

/** A provider in a process of its own, which can be stopped. */
async function spawnProvider(): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const host = fileURLToPath(new URL("./provider-host.ts", import.meta.url));
  const child = spawn(process.execPath, [host], { stdio: ["pipe", "pipe", "inherit"] });
  if (child.stdout === null || child.pid === undefined)
    throw new Error("The provider's process did not start.");
  const [url] = await once(createInterface({ input: child.stdout }), "line");
  return { child, pid: child.pid, url: String(url) };
}
