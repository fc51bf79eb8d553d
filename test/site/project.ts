import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The project under test. */
export const home = join(import.meta.dirname, "../..");

/** A project of its own in a temporary folder. */
export interface Project {
  root: string;
  /** Writes `text` (or bytes) to `path` below the root. */
  write(path: string, text: string | Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** Deletes the whole project. */
  end(): Promise<void>;
}

/** An empty project, with nothing but what `files` put into it. */
export async function emptyProject(files: Record<string, string | Uint8Array> = {}): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), "imbuto-"));
  const project: Project = {
    root,
    async write(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    remove: (path) => rm(join(root, path), { recursive: true }),
    end: () => rm(root, { recursive: true, force: true }),
  };
  for (const [path, text] of Object.entries(files)) await project.write(path, text);
  return project;
}

/** A copy of this project that can be built; its content is `files`, or this project's own. */
export async function buildableProject(files?: Record<string, string | Uint8Array>): Promise<Project> {
  const project = await emptyProject(files);
  const whole = ["astro.config.mjs", "package.json", "tsconfig.json", "site", "templates", "content/schema"];
  // What the Worker needs to run on the result.
  whole.push("wrangler.toml", "worker");
  if (files === undefined) whole.push("content");
  for (const path of whole) {
    await cp(join(home, path), join(project.root, path), { recursive: true, force: false }).catch(
      ignoreMissing,
    );
  }
  // Each package by itself, so that what builds keep in node_modules is kept apart.
  await mkdir(join(project.root, "node_modules"));
  for (const name of await readdir(join(home, "node_modules"))) {
    if (!name.startsWith("."))
      await symlink(join(home, "node_modules", name), join(project.root, "node_modules", name));
  }
  return project;
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
