import { mkdir, readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { writeWhole } from "./write-whole.ts";

/** One module of the bundled Worker. */
export interface BundledModule {
  name: string;
  /** Whether every start of the Worker loads it; the others are loaded when something first asks for them. */
  first: boolean;
}

/** The source that a start begins with. */
const entry = "worker/index.ts";

/**
 * Bundles the Worker of the project at `root` into `folder`: one module that starts it, those that several need, and
 * those that are loaded on demand. wrangler would make one of all, and visitors would wait for the owner's desk.
 */
export async function bundleWorker(root: string, folder: string): Promise<BundledModule[]> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["node:*", "cloudflare:*"],
    define: { "process.env.NODE_ENV": '"production"', "navigator.userAgent": '"Cloudflare-Workers"' },
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    // The lines of an error are told by it, as Cloudflare shows it.
    sourcemap: true,
    plugins: [withoutJsonSchema(root)],
    metafile: true,
    write: false,
    logLevel: "error",
  });
  await keepOnly(folder, new Map(outputFiles.map(({ path, text }) => [relative(folder, path), text])));
  return modulesOf(metafile);
}

/** Leaves `files` in `folder` and nothing else; whoever reads there meanwhile finds each of them whole. */
async function keepOnly(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all([...files].map(([name, text]) => writeWhole(join(folder, name), text)));
  const others = (await readdir(folder)).filter((name) => /\.mjs(?:\.map)?$/.test(name) && !files.has(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true })));
}

function modulesOf({ outputs }: Metafile): BundledModule[] {
  const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  const first = new Set<string>();
  const follow = (path: string) => {
    if (first.has(nameOf(path))) return;
    first.add(nameOf(path));
    for (const { kind, path: next } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && next in outputs) follow(next);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (entryPoint === entry) follow(path);
  return Object.keys(outputs)
    .filter((path) => path.endsWith(".mjs"))
    .map((path) => ({ name: nameOf(path), first: first.has(nameOf(path)) }));
}

/** zod knows how to write JSON Schemas. The Worker never does, so it goes without these 6 kB gzip. */
function withoutJsonSchema(root: string): Plugin {
  return {
    name: "without-json-schema",
    setup(build) {
      build.onResolve({ filter: /^\.\.\/core\/(?:json-schema-processors|to-json-schema)\.js$/ }, () => ({
        path: join(root, "worker/zod-without-json-schema.cjs"),
      }));
    },
  };
}
