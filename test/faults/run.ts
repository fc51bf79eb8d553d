import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../support/bundle.ts";
import { isSound } from "./findings.ts";
import { killDuringSubmissions } from "./kills.ts";

const { values: flags } = parseArgs({
  options: {
    cycles: { type: "string", default: "5" },
    submissions: { type: "string", default: "200" },
    clients: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const plan = {
  cycles: Number(flags.cycles),
  submissions: Number(flags.submissions),
  clients: Number(flags.clients),
  seed: Number(flags.seed),
};

console.log(
  `SIGKILL to workerd amid ${plan.submissions} submissions of ${plan.clients} clients, ${plan.cycles} times.`,
);
console.log(`The moments come from seed ${plan.seed}: repeat with npm run faults -- --seed ${plan.seed}`);
await ensureBuilt();
const folder = await mkdtemp(join(tmpdir(), "imbuto-faults-"));
try {
  const report = await killDuringSubmissions(folder, plan, console.log);
  const looks = report.cycles.flatMap((cycle) => [cycle.afterKill, cycle.afterAll]);
  const changed = report.cycles.reduce((sum, cycle) => sum + cycle.changed, 0);
  const total = (figure: "lost" | "twice" | "torn") =>
    looks.reduce((sum, findings) => sum + findings[figure], 0);
  console.log(`\nsent                       ${report.sent.length}, all acknowledged in the end`);
  console.log(`in the database            ${looks.at(-1)?.submissions}`);
  console.log(`acknowledged and lost      ${total("lost")}`);
  console.log(`there twice                ${total("twice")}`);
  console.log(`there in part              ${total("torn")}`);
  console.log(`sent again: other answer   ${changed} of ${report.sent.length}`);
  console.log(
    `integrity_check            ${looks.flatMap((findings) => findings.corrupt).join("; ") || "ok"}, ${looks.length} times`,
  );
  const sound = looks.every(isSound) && changed === 0 && looks.at(-1)?.submissions === report.sent.length;
  console.log(
    sound
      ? "\nNothing acknowledged was lost, and nothing is there twice or in part."
      : "\nFAILED: see above.",
  );
  process.exitCode = sound ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
