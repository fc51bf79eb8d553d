import { readFile } from "node:fs/promises";
import { describe, it } from "vitest";
import * as z from "zod";

const platforms = [
  { os: "linux", cpu: "x64" },
  { os: "linux", cpu: "arm64" },
  { os: "darwin", cpu: "arm64" },
  { os: "win32", cpu: "x64" },
];

// The authors of a few packages write one word in place of a list.
const platformSchema = z.union([z.array(z.string()), z.string().transform((word) => [word])]);
const entrySchema = z.object({
  os: platformSchema.optional(),
  cpu: platformSchema.optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });
// Not to be had where this was locked: npm ci wants them named all the same, and npm adds their hashes
// at the first install on such a platform.
const typstElsewhere = /typst-ts-node-compiler-(android|darwin|linux-arm|win32)/;

type Entry = z.output<typeof entrySchema>;

const { packages } = lockSchema.parse(JSON.parse(await readFile("package-lock.json", "utf8")));

describe("the lockfile", () => {
  // npm leaves out what it could not find while it locked, and npm ci then refuses on that platform.
  it("holds every native package for Linux, macOS and Windows", ({ expect }) => {
    const families = Object.entries(packages)
      // One that is itself for a single platform needs no parts for the others.
      .filter(([, { os }]) => os === undefined)
      .map(([path, entry]) => ({ path, parts: partsOf(path, entry) }));
    const native = families.filter(({ parts }) => parts.some((part) => fits(part, "linux", "x64")));
    const missing = native.flatMap(({ path, parts }) =>
      platforms
        .filter(({ os, cpu }) => !parts.some((part) => fits(part, os, cpu)))
        .map(({ os, cpu }) => `${path || "package.json"} for ${os}-${cpu}`),
    );
    expect(native.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  it("names no registry, and tells every package by its hash", ({ expect }) => {
    const installed = Object.entries(packages).filter(([path]) => path !== "");
    expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    const unhashed = installed.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path);
    expect(unhashed.filter((path) => !typstElsewhere.test(path))).toEqual([]);
  });

  it("has one wrangler and one workerd", ({ expect }) => {
    for (const name of ["wrangler", "workerd", "miniflare"]) {
      expect(Object.keys(packages).filter((path) => path.endsWith(`node_modules/${name}`))).toHaveLength(1);
    }
  });
});

/** The packages that `entry` brings along where the platform is theirs. */
function partsOf(path: string, { optionalDependencies }: Entry): Entry[] {
  return Object.keys(optionalDependencies).flatMap((name) => {
    const own = packages[`${path === "" ? "" : `${path}/`}node_modules/${name}`];
    const found = own ?? packages[`node_modules/${name}`];
    return found === undefined ? [] : [found];
  });
}

function fits({ os, cpu }: Entry, wantedOs: string, wantedCpu: string): boolean {
  return os !== undefined && cpu !== undefined && os.includes(wantedOs) && cpu.includes(wantedCpu);
}
