import {
  appendFileSync,
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildableProject, home } from "../site/project.ts";
import { landingName, writeLandings } from "./generated-landings.ts";
import { measured, type Run } from "./processes.ts";
import { kept, median, type Section, spread } from "./table.ts";

interface Size {
  rounds: number;
  count: number;
  seed: number;
  /** The share of landings with MDX's own syntax; the others are Markdown in an .mdx file. */
  mdx: number;
}

/** Time and memory to build many landings, beside bare Astro on the same MDX files; cold, and again after one change. */
export async function buildsSection(size: Size): Promise<Section> {
  const project = await buildableProject();
  const bare = await mkdtemp(join(tmpdir(), "imbuto-bare-"));
  try {
    const ours = project.root;
    // Articles lead to landings, and those give way to generated ones.
    for (const folder of ["content/landings", "content/articles"]) await project.remove(folder);
    prepareBare(bare);
    writeLandings(join(ours, "content/landings"), size);
    cpSync(join(ours, "content/landings"), join(bare, "src/landings"), { recursive: true });
    const runs = { ours: [] as Run[], again: [] as Run[], bare: [] as Run[] };
    for (let round = 0; round < size.rounds; round++) {
      const turns = [
        async () => runs.bare.push(await build(bare, bareProgram, size.count)),
        async () => {
          runs.ours.push(await build(ours, ourProgram, size.count));
          appendFileSync(
            join(ours, "content/landings", landingName(round), "index.mdx"),
            "\nUna riga in più.\n",
          );
          runs.again.push(await measured(ourProgram, ours));
        },
      ];
      // Each other round runs backwards, so that none always finds the machine as the same one left it.
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    }
    return sectionOf(runs, size);
  } finally {
    await Promise.all([project.end(), rm(bare, { recursive: true, force: true })]);
  }
}

const ourProgram = [process.execPath, "site/scripts/build.ts"];
const bareProgram = [process.execPath, "node_modules/astro/bin/astro.mjs", "build"];

/** A cold build: nothing of an earlier one is left; it must have made the pages. */
async function build(folder: string, program: readonly string[], count: number): Promise<Run> {
  for (const left of ["dist", ".astro", "node_modules/.astro", "node_modules/.vite", "node_modules/.cache"]) {
    rmSync(join(folder, left), { recursive: true, force: true });
  }
  const run = await measured(program, folder);
  const pages = globSync("dist/**/prova-*/index.html", { cwd: folder }).filter(
    (page) => !page.includes("_private"),
  );
  if (pages.length < count)
    throw new Error(`${folder} built ${pages.length} pages of ${count}:\n${run.output.slice(-2000)}`);
  return run;
}

/** The least Astro project that renders MDX files in a layout. */
function prepareBare(folder: string): void {
  const files: Record<string, string> = {
    "package.json": '{ "type": "module" }',
    "astro.config.mjs": `import mdx from "@astrojs/mdx";
export default { integrations: [mdx()], markdown: { syntaxHighlight: false } };`,
    "src/content.config.ts": `import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
export const collections = { landings: defineCollection({ loader: glob({ base: "./src/landings", pattern: "**/*.mdx" }) }) };`,
    "src/layouts/Layout.astro": `---
const { title, intro } = Astro.props;
---
<html lang="it"><head><meta charset="utf-8" /><title>{title}</title></head>
<body><h1>{title}</h1><p>{intro}</p><slot /></body></html>`,
    "src/pages/[...slug].astro": `---
import { getCollection, render } from "astro:content";
import Layout from "../layouts/Layout.astro";
export const getStaticPaths = async () =>
  (await getCollection("landings")).map((entry) => ({ params: { slug: entry.id }, props: { entry } }));
const { entry } = Astro.props;
const { Content } = await render(entry);
---
<Layout title={entry.data.title} intro={entry.data.intro}><Content /></Layout>`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(home, "node_modules"))) {
    if (!name.startsWith("."))
      symlinkSync(join(home, "node_modules", name), join(folder, "node_modules", name));
  }
}

function sectionOf(runs: { ours: Run[]; again: Run[]; bare: Run[] }, size: Size): Section {
  const seconds = (list: Run[]) => list.map((run) => run.seconds);
  const floor = median(seconds(runs.bare));
  const row = (name: string, list: Run[], holds: (share: number, peak: number) => boolean) => {
    const share = median(seconds(list)) / floor;
    const peak = Math.max(...list.map((run) => run.peak));
    return [name, ...spread(seconds(list), 1), share.toFixed(2), peak.toFixed(0), kept(holds(share, peak))];
  };
  return {
    title: `Build of ${size.count} landings (${size.rounds} rounds, seed ${size.seed}, ${size.mdx * 100} % with MDX syntax)`,
    headers: ["", "s min", "median", "max", "of the floor", "peak MB", "kept"],
    rows: [
      row("bare Astro, 1 page each", runs.bare, () => true),
      row("cold, 3 pages each", runs.ours, (share, peak) => share <= 1.2 && !(peak >= 1200)),
      row("again after one change", runs.again, () => median(seconds(runs.again)) <= 5),
    ],
    notes: [
      "Budget: 1.2 x the floor and 1,200 MB cold; 5 s after one change. Memory is that of all processes together.",
    ],
  };
}
