import { parseArgs } from "node:util";
import { ensureBuilt } from "../support/bundle.ts";
import { isSound, type Outcome } from "./fault.ts";
import { faults } from "./faults.ts";
import { openTheatre, type Result } from "./stage.ts";

// `npm run faults` makes them all; `npm run faults -- F1 F6 --seed 7 --quick --json` some, again, in short, for programs.
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const chosen = faults.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((name) => !faults.some((fault) => fault.name === name));
const seed = Number(flags.seed);
// With --json, what is meant for programs alone goes to their pipe.
const say = flags.json ? console.error : console.log;

if (unknown.length > 0 || !Number.isInteger(seed)) {
  console.error(
    `Faults: ${faults.map(({ name }) => name).join(" ")}. Options: --seed <number> --quick --json`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = (await runAll()) ? 0 : 1;
}

async function runAll(): Promise<boolean> {
  const names = positionals.map((name) => `${name} `).join("");
  say(`All chance comes from seed ${seed}: repeat with npm run faults -- ${names}--seed ${seed}`);
  await ensureBuilt();
  const theatre = await openTheatre();
  const results: Result[] = [];
  try {
    for (const fault of chosen) {
      say(`\n${fault.name} ${fault.title}`);
      const result = await theatre.run(fault, { seed, quick: flags.quick, say: (line) => say(`   ${line}`) });
      results.push(result);
      say(`   ${rowOf(result)}`);
    }
  } finally {
    await theatre.close();
  }
  say(`\nSeed ${seed}${flags.quick ? ", short forms" : ""}`);
  for (const result of results) say(rowOf(result));
  if (flags.json)
    console.log(JSON.stringify({ seed, quick: flags.quick, faults: results.map(forPrograms) }, null, 1));
  return results.every((result) => verdictOf(result) !== "FAILED");
}

/** `F1 | what was done | sent 100 | lost 0 | ok`. */
function rowOf(result: Result): string {
  const { fault, outcome, notHere, error, seconds } = result;
  const middle = outcome === undefined ? [notHere ?? error ?? ""] : cellsOf(outcome);
  return [fault.name, fault.title, ...middle, `${seconds.toFixed(0)} s`, verdictOf(result)].join(" | ");
}

function cellsOf({ did, counts, zeros }: Outcome): string[] {
  return [did, ...Object.entries({ ...counts, ...zeros }).map(([what, count]) => `${what} ${count}`)];
}

function verdictOf({ outcome, notHere }: Result): "ok" | "FAILED" | "not here" {
  if (notHere !== undefined) return "not here";
  return outcome !== undefined && isSound(outcome) ? "ok" : "FAILED";
}

function forPrograms(result: Result) {
  const { fault, ...rest } = result;
  return { name: fault.name, title: fault.title, verdict: verdictOf(result), ...rest };
}
