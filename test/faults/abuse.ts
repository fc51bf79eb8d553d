import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { until } from "./awaiting.ts";
import { post, submissionsOf } from "./clients.ts";
import { between, type Fault } from "./fault.ts";
import { openProvider } from "./provider.ts";
import { type Rig, startRig } from "./rig.ts";

/** Strangers who ask, and measure how long the answer takes: who is known, which link exists. */
export const abuse: Fault = {
  name: "A6-A7",
  title: "Timing of answers to strangers",
  async run({ folder, quick, random, catalog, rig: options, say }) {
    const samples = quick ? 30 : 300;
    const guesses = quick ? 500 : 10_000;
    const provider = await openProvider();
    const rig = await startRig(
      { ...options, database: join(folder, "database") },
      { MAILER: "outbox", OUTBOX_URL: provider.url },
    );
    try {
      const [known] = submissionsOf(catalog, 1);
      if (known === undefined) throw new Error("There is nothing to send.");
      await post(rig.direct, known);
      const email = (n: number) => (n % 2 === 0 ? "nobody@example.com" : addressIn(known.body));
      const asked = await alternately(samples * 2, (n) => again(rig, email(n)), rest);
      await until(() => provider.arrivals.length > 0);
      const [ended = ""] = /\/g\/[\w-]{43}/.exec(provider.arrivals[0]?.body ?? "") ?? [];
      await rig.order({ clock: 60 * 86_400_000 });
      const token = () => Array.from({ length: 43 }, () => letters[between(random, 0, 63)]).join("");
      const statuses = new Set<number>();
      // A link that has ended, and one that never was.
      const guessed = await alternately(guesses, async (n) => {
        const answer = await fetch(`${rig.direct}${n % 2 === 0 ? ended : `/g/${token()}`}`);
        await answer.arrayBuffer();
        statuses.add(answer.status);
      });
      const enumeration = mannWhitney(asked);
      const links = mannWhitney(guessed);
      say(
        `unknown and known address: p = ${enumeration.p.toFixed(3)}, means differ by ${enumeration.apart.toFixed(2)} ms`,
      );
      say(`ended and unknown link: p = ${links.p.toFixed(3)}, means differ by ${links.apart.toFixed(2)} ms`);
      return {
        did: `${samples} questions about each address, ${guesses} guessed links`,
        counts: {
          "p (addresses)": enumeration.p.toFixed(3),
          "ms apart (addresses)": enumeration.apart.toFixed(2),
          "p (links)": links.p.toFixed(3),
          "ms apart (links)": links.apart.toFixed(2),
        },
        zeros: {
          "guesses that opened something": [...statuses].filter((status) => status !== 404).length,
          "addresses told apart": areApart(enumeration) ? 1 : 0,
          "links told apart": areApart(links) ? 1 : 0,
        },
      };
    } finally {
      await rig.stop();
      provider.stop();
    }
  },
};

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Whether the means are two milliseconds apart, and more than chance makes of it. */
function areApart({ p, apart }: { p: number; apart: number }): boolean {
  return p <= 0.01 && Math.abs(apart) >= 2;
}

function addressIn(body: string): string {
  return [...new URLSearchParams(body).values()].find((value) => value.includes("@")) ?? "";
}

async function again({ direct }: Rig, email: string): Promise<void> {
  const answer = await fetch(`${direct}/g`, { method: "POST", body: new URLSearchParams({ email }) });
  await answer.arrayBuffer();
}

// What goes on after one answer must not be counted as part of the next.
const rest = 150;

/** Milliseconds that `act` took, for even and for odd numbers: in turn, so that the machine's moods meet both alike. */
async function alternately(
  count: number,
  act: (n: number) => Promise<void>,
  pause = 0,
): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let n = 0; n < count; n += 1) {
    const began = performance.now();
    await act(n);
    times[n % 2 === 0 ? 0 : 1].push(performance.now() - began);
    if (pause > 0) await wait(pause);
  }
  return times;
}

/** How likely two samples this different are, were they of one kind (normal approximation), and how far their means lie apart. */
function mannWhitney([one, other]: readonly [number[], number[]]): { p: number; apart: number } {
  const all = [...one.map((time) => ({ time, mine: true })), ...other.map((time) => ({ time, mine: false }))];
  all.sort((a, b) => a.time - b.time);
  const ranks = all.reduce((sum, { mine }, place) => sum + (mine ? place + 1 : 0), 0);
  const u = ranks - (one.length * (one.length + 1)) / 2;
  const mean = (one.length * other.length) / 2;
  const spread = Math.sqrt((one.length * other.length * (one.length + other.length + 1)) / 12);
  return { p: 2 * tail(Math.abs(u - mean) / spread), apart: meanOf(one) - meanOf(other) };
}

/** The chance of more than `z` standard deviations on one side (Abramowitz and Stegun 26.2.17). */
function tail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const sum =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

function meanOf(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}
