import * as z from "zod";
import { type RuntimeOptions, type RuntimeProcess, spawnRuntime } from "../support/runtime.ts";

const rowsSchema = z.array(z.record(z.string(), z.unknown()));
const countedSchema = z.object({
  calls: z.number(),
  statements: z.number(),
  mails: z.number(),
  /** Rows that D1 read. */
  read: z.number(),
});
const askedSchema = z.array(
  z.object({ sql: z.string(), values: z.array(z.union([z.string(), z.number(), z.null()])) }),
);
const failedSchema = z.object({ failed: z.number() });

/** What may be ordered of the rig; `test/support/worker-rig.ts` says what each does. */
export interface Orders {
  clock?: number;
  database?: { from: number; to: number; text: string; after?: boolean } | null;
  diesAfterMail?: boolean;
  assets?: "404" | "500" | "throws" | "late" | null;
  keepsJobs?: boolean;
}

/** A Worker whose surroundings break when told so. */
export interface Rig extends RuntimeProcess {
  /** What is to go wrong from now on; answers with what was counted since the last order. */
  order(orders: Orders): Promise<z.output<typeof countedSchema>>;
  /** The rows that `sql` finds. */
  rows(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]>;
  /** The statements that were asked since the last time, the first two hundred. */
  asked(): Promise<z.output<typeof askedSchema>>;
  /** The one number that `sql` finds. */
  number(sql: string, ...values: unknown[]): Promise<number>;
  /** What the clock does every few minutes, `times` times at once; only what the trigger `cron` stands for, where one is named. */
  tick(times?: number, cron?: string): Promise<void>;
  /** The jobs that were put into the queue since the last time. */
  jobs(): Promise<unknown[]>;
  /** Hands `jobs` over as one delivery of the queue. */
  deliver(jobs: unknown[]): Promise<void>;
}

/** Starts the rig with `vars` beside the usual ones. */
export async function startRig(options: RuntimeOptions, vars: Record<string, string> = {}): Promise<Rig> {
  const runtime = await spawnRuntime({ ...options, vars: { ...options.vars, ...vars } });
  const ask = async <T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> => {
    const answer = await fetch(`${runtime.direct}${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return schema.parse(await answer.json());
  };
  const rows: Rig["rows"] = (sql, ...values) => ask("/_rig/query", { sql, values }, rowsSchema);
  return {
    ...runtime,
    order: (orders) => ask("/_rig", orders, countedSchema),
    rows,
    asked: () => ask("/_rig/asked", {}, askedSchema),
    async number(sql, ...values) {
      const [row = {}] = await rows(sql, ...values);
      return Number(Object.values(row)[0] ?? 0);
    },
    jobs: () => ask("/_rig/jobs", {}, z.array(z.unknown())),
    async deliver(jobs) {
      const { failed } = await ask("/_rig/deliver", jobs, failedSchema);
      if (failed > 0) throw new Error(`A delivery of ${failed} jobs failed.`);
    },
    async tick(times = 1, cron = "*/5 * * * *") {
      const query = new URLSearchParams({ times: String(times), cron });
      const { failed } = await ask(`/_rig/scheduled?${query}`, {}, failedSchema);
      if (failed > 0) throw new Error(`${failed} of ${times} runs of the clock's work failed.`);
    },
  };
}
