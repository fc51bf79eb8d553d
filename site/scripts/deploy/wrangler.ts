import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { quiet } from "../start/environment.ts";
import { Halt } from "./halt.ts";

/** What a run of wrangler came to. */
interface Outcome {
  ok: boolean;
  stdout: string;
  /** All that it printed, as a person would have read it. */
  text: string;
  /** What it wrote for programs: one entry per thing done. */
  entries: Entry[];
}

/** Runs wrangler with `args`; throws only where it could not run, hung, or had no network. */
export type Wrangler = (args: string[], seconds?: number) => Promise<Outcome>;

const entrySchema = z.object({ type: z.string(), targets: z.array(z.string()).optional() });
type Entry = z.output<typeof entrySchema>;

/** Runs `command`, which is wrangler or stands in for it, in `root`; it can ask nothing, and never hangs. */
export function wranglerAt(root: string, command: readonly string[]): Wrangler {
  return async (args, seconds = 60) => {
    const folder = await mkdtemp(join(tmpdir(), "imbuto-deploy-"));
    const report = join(folder, "report.ndjson");
    try {
      const run = await runOnce([...command, ...args], root, { WRANGLER_OUTPUT_FILE_PATH: report }, seconds);
      if (!run.ok) refuseIfUnreachable(run.text);
      return { ...run, entries: await entriesIn(report) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

function runOnce(
  command: string[],
  cwd: string,
  more: Record<string, string>,
  seconds: number,
): Promise<Omit<Outcome, "entries">> {
  const [program = "", ...args] = command;
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...quiet, ...more, NO_COLOR: "1", FORCE_COLOR: "0" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: seconds * 1000,
      killSignal: "SIGKILL",
    });
    let stdout = "";
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
      text += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.once("error", (error) =>
      fail(new Halt(`wrangler does not run here: ${error.message}`, "Install again: npm ci")),
    );
    child.once("close", (code, signal) => {
      if (signal === null) done({ ok: code === 0, stdout, text });
      else
        fail(
          new Halt(
            `Cloudflare did not answer within ${seconds} seconds.`,
            "Look at the network, then: npm run deploy",
          ),
        );
    });
  });
}

/** Wrangler says it in many ways; to a person it is one thing. */
function refuseIfUnreachable(text: string): void {
  if (/Unable to resolve|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|fetch failed/i.test(text)) {
    throw new Halt(
      "Cloudflare cannot be reached from here.",
      "Look at the network or the proxy, then: npm run deploy",
    );
  }
}

async function entriesIn(report: string): Promise<Entry[]> {
  const text = await readFile(report, "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    const entry = entrySchema.safeParse(JSON.parse(line));
    return entry.success ? [entry.data] : [];
  });
}
