import { parseArgs } from "node:util";

/** What `npm start -- …` was asked for. */
interface StartOptions {
  /** The port to try first. */
  port: number;
}

type Parsed = { ok: true; options: StartOptions } | { ok: false; problem: string };

/** The options in `args`, or what is wrong with them. */
export function parseStartOptions(args: string[]): Parsed {
  try {
    const { values } = parseArgs({ args, options: { port: { type: "string", default: "8788" } } });
    const port = Number(values.port);
    if (Number.isInteger(port) && port > 0 && port < 65_536) return { ok: true, options: { port } };
    return { ok: false, problem: `--port takes a number from 1 to 65535, not "${values.port}".` };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
