import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtCatalog, formBody, landingThatGives } from "../support/answers.ts";
import { builtAssets, bundledWorker, root } from "../support/bundle.ts";
import { countRows } from "../support/database-file.ts";
import { type RuntimeOptions, spawnRuntime } from "../support/runtime.ts";
import { postForms } from "./load.ts";
import { childNamed, cpuOf } from "./processes.ts";
import { kept, median, type Section, spread } from "./table.ts";

/** One of the Workers that are measured side by side. */
interface Contender {
  name: string;
  options: Omit<RuntimeOptions, "database">;
  path: string;
  body: (number: number) => string;
  /** The table that holds a row for each accepted post. */
  table: string;
}

interface Round {
  rate: number;
  /** CPU of workerd for each submission, in ms: the Worker and its database. */
  cpu: number;
}

const clients = 20;
const floorName = "the same, behind the same assets";

/** Submissions per second and CPU for each, beside a bare Worker with one INSERT; all in turn, several times. */
export async function submissionsSection({
  rounds,
  total,
}: {
  rounds: number;
  total: number;
}): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-bench-"));
  const sink = await mailSink();
  try {
    const contenders = await contendersIn(folder, sink.url);
    const results = contenders.map((): Round[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const place of inTurn(contenders.length, round)) {
        const contender = contenders[place];
        if (contender !== undefined)
          results[place]?.push(await measure(contender, join(folder, `${round}-${place}`), total));
      }
    }
    return sectionOf(contenders, results, { rounds, total });
  } finally {
    sink.server.closeAllConnections();
    sink.server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function contendersIn(folder: string, outbox: string): Promise<Contender[]> {
  const catalog = builtCatalog();
  const { path, landing } = landingThatGives(catalog, ["ebook", "file"]);
  const vars = { TOKEN_SECRET: "0".repeat(64), OWNER_TOKEN: "1".repeat(64), PUBLIC_URL: catalog.site.url };
  const bare = {
    ...(await bundledWorker(join(folder, "bare"), join(root, "test/bench/bare-worker.ts"))),
    migrations: join(root, "test/bench/bare-migrations"),
  };
  const ours = {
    ...(await bundledWorker(join(folder, "worker"))),
    migrations: join(root, "worker/migrations"),
    assets: builtAssets(),
  };
  const shared = {
    path: `/f/${path}`,
    body: (number: number) => formBody(catalog, landing, number).toString(),
  };
  return [
    { name: "bare Hono, one INSERT", options: bare, table: "post", ...shared },
    // The platform's router for assets stands before every Worker that has a site: it belongs to the floor.
    { name: floorName, options: { ...bare, assets: ours.assets }, table: "post", ...shared },
    { name: "submission, mail waits", options: { ...ours, vars }, table: "submission", ...shared },
    {
      name: "submission, mail leaves",
      options: { ...ours, vars: { ...vars, MAILER: "outbox", OUTBOX_URL: outbox } },
      table: "submission",
      ...shared,
    },
    {
      name: "submission, mail provider hangs",
      options: { ...ours, vars: { ...vars, MAILER: "outbox", OUTBOX_URL: `${outbox}hangs` } },
      table: "submission",
      ...shared,
    },
  ];
}

async function measure(contender: Contender, database: string, total: number): Promise<Round> {
  const runtime = await spawnRuntime({ ...contender.options, database });
  const workerd = childNamed(runtime.pid, "workerd") ?? runtime.pid;
  const address = `${runtime.direct}${contender.path}`;
  const warmUp = Math.ceil(total / 10);
  await postForms(address, { total: warmUp, clients, body: contender.body });
  const before = cpuOf(workerd) ?? Number.NaN;
  const load = await postForms(address, {
    total,
    clients,
    body: (number) => contender.body(warmUp + number),
  });
  const cpu = ((cpuOf(workerd) ?? Number.NaN) - before) / total;
  await runtime.stop();
  const rows = countRows(database, contender.table);
  if (load.accepted !== total || rows !== warmUp + total) {
    throw new Error(
      `${contender.name}: ${rows} rows after ${warmUp + total} posts; ${JSON.stringify([...load.answers])}.`,
    );
  }
  return { rate: total / load.seconds, cpu };
}

function sectionOf(
  contenders: Contender[],
  results: Round[][],
  size: { rounds: number; total: number },
): Section {
  const floorPlace = contenders.findIndex(({ name }) => name === floorName);
  const floor = results[floorPlace] ?? [];
  return {
    title: `Submissions (${size.rounds} rounds of ${size.total}, ${clients} clients, real workerd and D1)`,
    headers: ["", "/s min", "median", "max", "of the floor", "CPU ms min", "median", "max", "kept"],
    rows: contenders.map(({ name }, place) => {
      const rounds = results[place] ?? [];
      const share = median(rounds.map(({ rate }) => rate)) / median(floor.map(({ rate }) => rate));
      const cpu = rounds.map((round) => round.cpu);
      return [
        name,
        ...spread(rounds.map(({ rate }) => rate)),
        `${Math.round(share * 100)} %`,
        ...spread(cpu, 2),
        place <= floorPlace ? "" : kept(share >= 0.8 && !(median(cpu) > 5)),
      ];
    }),
    notes: [
      "CPU is all of workerd's, database included. Budget: 80 % of the floor, 5 ms.",
      ...contenders.slice(floorPlace + 1).map(({ name }, place) => {
        const above = cpuOfRounds(results[floorPlace + 1 + place]) - cpuOfRounds(floor);
        return `CPU above the floor, ${name}: ${above.toFixed(2)} ms`;
      }),
    ],
  };
}

function cpuOfRounds(rounds: Round[] = []): number {
  return median(rounds.map(({ cpu }) => cpu));
}

/** The order of a round: each other one runs backwards, so that none always runs on a warmer machine. */
function inTurn(count: number, round: number): number[] {
  const order = Array.from({ length: count }, (_, place) => place);
  return round % 2 === 0 ? order : order.reverse();
}

/** A place that takes every mail and keeps none; under `/hangs` it never answers. */
async function mailSink(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === "/hangs") return;
    request.on("end", () =>
      response.writeHead(201, { "content-type": "application/json" }).end('{"id":"sink"}'),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The mail sink has no port.");
  return { server, url: `http://127.0.0.1:${address.port}/` };
}
