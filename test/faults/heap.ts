import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";

const targetsSchema = z.array(z.object({ id: z.string(), webSocketDebuggerUrl: z.string() }));
const answerSchema = z.object({ id: z.number(), result: z.looseObject({}).optional() });
const usageSchema = z.object({
  usedSize: z.number(),
  embedderHeapUsedSize: z.number().optional(),
  backingStorageSize: z.number().optional(),
});

/** The memory of one Worker, watched. */
export interface Watch {
  /** Stops, and tells how many MB the Worker held at most, and at the beginning. */
  end(): Promise<{ peak: number; before: number; looks: number }>;
}

/** Looks again and again at what the Worker named `worker` holds, with the garbage that nobody has collected yet. */
export async function watchHeap(inspectorPort: number, worker: string): Promise<Watch> {
  const targets = targetsSchema.parse(await (await fetch(`http://127.0.0.1:${inspectorPort}/json`)).json());
  const target = targets.find(({ id }) => id.includes(worker));
  if (target === undefined)
    throw new Error(`No Worker ${worker} among ${targets.map(({ id }) => id).join(", ")}.`);
  const ask = await connect(target.webSocketDebuggerUrl);
  const look = async () => {
    const {
      usedSize,
      embedderHeapUsedSize = 0,
      backingStorageSize = 0,
    } = usageSchema.parse(await ask("Runtime.getHeapUsage"));
    return (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6;
  };
  const before = await look();
  let peak = before;
  let looks = 0;
  let goesOn = true;
  const watching = (async () => {
    for (; goesOn; looks++) {
      peak = Math.max(peak, await look());
      await wait(50);
    }
  })();
  return {
    async end() {
      goesOn = false;
      await watching;
      ask.close();
      return { peak, before, looks };
    },
  };
}

async function connect(url: string) {
  const socket = new WebSocket(url);
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener("message", ({ data }) => {
    const answer = answerSchema.safeParse(JSON.parse(String(data)));
    if (answer.success) waiting.get(answer.data.id)?.(answer.data.result ?? {});
  });
  await new Promise((done, fail) => {
    socket.addEventListener("open", done, { once: true });
    socket.addEventListener("error", () => fail(new Error(`No debugger at ${url}.`)), { once: true });
  });
  let last = 0;
  const ask = (method: string) =>
    new Promise<unknown>((done) => {
      last++;
      waiting.set(last, done);
      socket.send(JSON.stringify({ id: last, method }));
    });
  return Object.assign(ask, { close: () => socket.close() });
}
