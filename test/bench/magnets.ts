import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { writeEpub } from "../../site/book/epub/write.ts";
import { stampEpub } from "../../site/overlay/stamp-epub.ts";
import { stampPdf } from "../../site/overlay/stamp-pdf.ts";
import { builtCatalog } from "../support/answers.ts";
import { builtAssets, bundledWorker, root } from "../support/bundle.ts";
import { type RuntimeProcess, spawnRuntime } from "../support/runtime.ts";
import { sampleBook } from "../support/sample-book.ts";
import { childNamed, cpuOf } from "./processes.ts";
import { kept, median, type Section, spread } from "./table.ts";

/** What is measured: its name, what it does in copies-worker.ts, how often, and how many ms it may take. */
const works = [
  { name: "the coupon's page, as it lies there", path: "page", times: 200 },
  { name: "coupon PDF: signature, QR code, tail, page", path: "coupon", times: 200, budget: 3 },
  { name: "of it the signature (Ed25519)", path: "signature", times: 500 },
  { name: "QR code as SVG", path: "qr-svg", times: 300, budget: 3 },
  { name: "QR code as PNG", path: "qr-png", times: 300, budget: 3 },
  { name: "stamp of a PDF of 52 pages", path: "stamp-52", times: 500, budget: 5 },
  { name: "stamp of a PDF of 1,000 pages", path: "stamp-1000", times: 500, budget: 5 },
  { name: "stamp of an EPUB", path: "stamp-epub", times: 500, budget: 5 },
  { name: "100 printed codes on ten sheets", path: "sheets", times: 5 },
] as const;

/** CPU that copies of magnets cost in workerd, each done many times in one request. */
export async function magnetsSection({ rounds }: { rounds: number }): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-bench-"));
  try {
    const assets = await assetsIn(folder);
    const worker = await bundledWorker(join(folder, "worker"), join(root, "test/bench/copies-worker.ts"));
    const vars = { TOKEN_SECRET: "0".repeat(64) };
    const runtime = await spawnRuntime({ ...worker, vars, assets, database: join(folder, "database") });
    try {
      return sectionOf(await roundsOf(runtime, rounds), rounds);
    } finally {
      await runtime.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function roundsOf(runtime: RuntimeProcess, rounds: number): Promise<Map<string, number[]>> {
  const workerd = childNamed(runtime.pid, "workerd") ?? runtime.pid;
  const results = new Map<string, number[]>(works.map(({ path }) => [path, []]));
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { path, times } of works) {
      const before = cpuOf(workerd) ?? Number.NaN;
      const answer = await fetch(`${runtime.direct}/${path}?times=${times}`);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      await answer.text();
      if (round > 0) results.get(path)?.push(((cpuOf(workerd) ?? Number.NaN) - before) / times);
    }
  }
  return results;
}

function sectionOf(results: Map<string, number[]>, rounds: number): Section {
  return {
    title: `Copies of magnets (${rounds} rounds, real workerd)`,
    headers: ["", "CPU ms min", "median", "max", "kept"],
    rows: works.map((work) => {
      const cpu = results.get(work.path) ?? [];
      return [work.name, ...spread(cpu, 3), "budget" in work ? kept(median(cpu) <= work.budget) : ""];
    }),
    notes: ["CPU is all of workerd's, and of the work alone; a request costs about 0.3 ms besides."],
  };
}

/** The built site with files to be stamped, and a catalog that knows them. */
async function assetsIn(folder: string): Promise<ReturnType<typeof builtAssets>> {
  const directory = join(folder, "assets");
  await cp(join(builtAssets().directory, "_private/coupons"), join(directory, "_private/coupons"), {
    recursive: true,
  });
  const catalog = builtCatalog();
  const cover = await readFile(join(root, "content/landings/lievito-madre/copertina.webp"));
  const files = {
    "52": await stampPdf(await pdfOf(52), "it"),
    "1000": await stampPdf(await pdfOf(1000), "it"),
    epub: stampEpub(await writeEpub(root, sampleBook(), cover), "it"),
  };
  for (const [name, { makings }] of Object.entries(files)) {
    const path = `/_private/files/${name}.json`;
    await writeFile(join(directory, "_private/coupons", `${name}.json`), JSON.stringify(makings));
    catalog.magnets[`bench-${name}`] = {
      ...{ kind: "file", title: name, expires: 1, uses: 1 },
      files: [
        {
          ...{ name, path, type: "application/pdf", size: 1, sha256: "0".repeat(64), store: "assets" },
          stamp: { keep: 1, makings: path },
        },
      ],
    };
  }
  await cp(join(directory, "_private/coupons"), join(directory, "_private/files"), { recursive: true });
  await writeFile(join(directory, "catalog.json"), JSON.stringify(catalog));
  return { directory, runWorkerFirst: ["/*"] };
}

async function pdfOf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([420, 595]);
  return document.save();
}
