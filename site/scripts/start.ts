import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { printAddresses } from "./start/addresses.ts";
import { parseStartOptions } from "./start/options.ts";
import { type Stack, startStack } from "./start/stack.ts";
import { openTerminal, paint, type Terminal } from "./terminal.ts";

const root = resolve(fileURLToPath(import.meta.url), "../../..");

const parsed = parseStartOptions(process.argv.slice(2));
const terminal = openTerminal();
if (parsed.ok) {
  process.exitCode = await start(parsed.options.port, terminal);
} else {
  terminal.problem(parsed.problem, "For example: npm start -- --port 9000");
  process.exitCode = 2;
}
process.exit();

/** Runs until someone stops it; returns the exit code. */
async function start(port: number, terminal: Terminal): Promise<number> {
  const stopped = stopAsked();
  terminal.line(`\n  ${paint("bold", "Imbuto")}\n`);
  const givenUp = new AbortController();
  void stopped.then(() => givenUp.abort());
  try {
    const stack = await startStack({ root, port, terminal, givenUp: givenUp.signal });
    await printAddresses(terminal, stack.front.url, join(root, "dist/catalog.json"), stack.secrets);
    return await run(stack, stopped, terminal);
  } catch (error) {
    if (givenUp.signal.aborted) {
      terminal.line("\n  Stopped. Nothing is left running.");
      return 0;
    }
    terminal.problem(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function run(stack: Stack, stopped: Promise<void>, terminal: Terminal): Promise<number> {
  const broken = await Promise.race([stack.broken, stopped]);
  terminal.line();
  if (broken !== undefined)
    terminal.problem(`The ${broken} has stopped; its last words are above.`, "Start again: npm start");
  await stack.stop();
  terminal.line(broken === undefined ? "  Stopped. Nothing is left running." : "");
  return broken === undefined ? 0 : 1;
}

/** Resolves at the first Ctrl-C, or when the terminal closes; a second one, a moment later, does not wait. */
function stopAsked(): Promise<void> {
  return new Promise((done) => {
    let first = 0;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        // npm hands a Ctrl-C on to us that the terminal has already sent: the two are one.
        if (first !== 0 && Date.now() - first > 1000) process.exit(1);
        first ||= Date.now();
        done();
      });
    }
  });
}
