import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../../site/scripts/start/ports.ts";
import { type RuntimeOptions, spawnRuntime } from "../support/runtime.ts";
import { type Sent, send, submissionsOf } from "./clients.ts";
import type { Fault } from "./fault.ts";
import { addTo, type Findings, findingsIn, noFindings } from "./findings.ts";

const clients = 20;

interface Cycle {
  /** Kept at the moment of the kill, although the client had heard nothing. */
  unheard: number;
  retried: number;
  /** Submissions whose repetition was answered otherwise than the first time. */
  changed: number;
  /** At the moment of the kill, and once all were acknowledged and all were sent once more. */
  looks: Findings[];
}

/** Kills workerd amid submissions, as the power failing would, again and again on one database; and looks at what is left. */
export const killSubmissions: Fault = {
  name: "F1",
  title: "SIGKILL to workerd amid submissions",
  async run({ folder, random, quick, say, catalog, worker }) {
    const plan = quick ? { cycles: 1, each: 40 } : { cycles: 25, each: 100 };
    // The same port after each start, for clients do not move.
    const options = { ...worker, database: join(folder, "database"), port: await freePort() };
    const all: Sent[] = [];
    const cycles: Cycle[] = [];
    for (let number = 0; number < plan.cycles; number++) {
      const fresh = submissionsOf(catalog, plan.each, number * plan.each);
      all.push(...fresh);
      // Somewhere in the middle half, so that there is work in hand.
      const after = Math.floor(fresh.length * (0.25 + random() / 2));
      const cycle = await killOnce(folder, options, { fresh, all, after });
      cycles.push(cycle);
      say(
        `cycle ${number + 1}: killed after ${after} answers; ${cycle.unheard} kept but unheard, ${cycle.retried} sent again`,
      );
    }
    const looks = cycles.flatMap((cycle) => cycle.looks);
    const { lost, twice, torn, corrupt } = looks.reduce(addTo, noFindings());
    const sum = (figure: "unheard" | "retried" | "changed") =>
      cycles.reduce((total, cycle) => total + cycle[figure], 0);
    return {
      did: `${plan.cycles} kills amid ${clients} clients, each repeating with its key`,
      counts: {
        sent: all.length,
        kept: looks.at(-1)?.submissions ?? 0,
        "sent again": sum("retried"),
        "kept but unheard": sum("unheard"),
        "integrity_check ok": looks.filter((look) => look.corrupt.length === 0).length,
      },
      zeros: {
        lost: lost + all.length - (looks.at(-1)?.submissions ?? 0),
        twice,
        torn,
        corrupt: corrupt.length,
        "answered otherwise": sum("changed"),
      },
    };
  },
};

async function killOnce(
  folder: string,
  options: RuntimeOptions,
  { fresh, all, after }: { fresh: Sent[]; all: Sent[]; after: number },
): Promise<Cycle> {
  const heard = () => fresh.filter((sent) => sent.next !== undefined).length;
  const before = await spawnRuntime(options);
  const sending = send(before.url, fresh, { clients });
  for (const end = Date.now() + 60_000; heard() < after && Date.now() < end; ) await wait(1);
  await before.kill();
  const known = all.length - fresh.length + heard();
  // A copy, so that the next start finds just what the kill left.
  const copy = join(folder, "copy");
  cpSync(options.database, copy, { recursive: true });
  const afterKill = findingsIn(copy, all);
  rmSync(copy, { recursive: true });
  const next = await spawnRuntime(options);
  await sending;
  const again = fresh.map(({ number, key, path, body }): Sent => ({ number, key, path, body, tries: 0 }));
  await send(next.url, again, { clients });
  await next.stop();
  return {
    unheard: afterKill.submissions - known,
    retried: fresh.filter((sent) => sent.tries > 1).length,
    changed: again.filter((sent, place) => sent.next !== fresh[place]?.next).length,
    looks: [afterKill, findingsIn(options.database, all)],
  };
}
