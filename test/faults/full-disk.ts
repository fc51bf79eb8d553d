import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { spawnRuntime } from "../support/runtime.ts";
import { post, type Sent, send, submissionsOf } from "./clients.ts";
import { type Fault, NotHere } from "./fault.ts";
import { findingsIn } from "./findings.ts";

const run = promisify(execFile);

/** The database's disk fills up, and is made larger while the Worker runs on. */
export const fullDisk: Fault = {
  name: "F6",
  title: "Full disk under D1",
  async run({ folder, quick, catalog, worker }) {
    const disk = join(folder, "disk");
    await mount(disk, "2m");
    try {
      return await fill(disk, submissionsOf(catalog, quick ? 400 : 1500), worker);
    } finally {
      await run("umount", ["-l", disk]);
    }
  },
};

async function fill(disk: string, submissions: Sent[], worker: Parameters<typeof spawnRuntime>[0]) {
  const runtime = await spawnRuntime({ ...worker, database: disk });
  const refusals: Response[] = [];
  for (const sent of submissions) {
    const answer = await post(runtime.direct, sent);
    if (answer.status === 303) sent.next = answer.headers.get("location") ?? "";
    else if (refusals.push(answer) === 20) break;
  }
  const kept = submissions.filter((sent) => sent.next !== undefined).length;
  await mount(disk, "32m", "remount,");
  // Those that were refused, by the same key; and the Worker was not started again.
  const after = submissions.slice(0, kept + refusals.length).filter((sent) => sent.next === undefined);
  await send(runtime.direct, after, { clients: 4, giveUp: 10_000 }).catch(() => {});
  await runtime.stop();
  const { lost, twice, torn, corrupt, submissions: rows } = findingsIn(disk, submissions);
  const promised = refusals.filter(({ status, headers }) => status === 503 && headers.has("retry-after"));
  return {
    did: "submissions into 2 MB until 20 were refused; then room, and the refused ones again",
    counts: { "kept before": kept, refused: refusals.length, "kept in the end": rows },
    zeros: {
      "disk never full": refusals.length === 0 ? 1 : 0,
      "refused without 503 and Retry-After": refusals.length - promised.length,
      "not taken after it healed": after.filter((sent) => sent.next === undefined).length,
      lost,
      twice,
      torn,
      corrupt: corrupt.length,
    },
  };
}

async function mount(folder: string, size: string, how = ""): Promise<void> {
  mkdirSync(folder, { recursive: true });
  try {
    await run("mount", ["-t", "tmpfs", "-o", `${how}size=${size}`, "tmpfs", folder]);
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[1] ?? error.message) : String(error);
    throw new NotHere(`a small disk needs the right to mount a tmpfs (root on Linux): ${why.trim()}`);
  }
}
