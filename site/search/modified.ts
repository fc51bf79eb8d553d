import { spawnSync } from "node:child_process";

/** The day of the last commit that touched each file below `folder` of `root`; empty where git does not know. */
export function lastCommits(root: string, folder: string): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  // A shallow clone dates every file to its one commit.
  if (git(root, ["rev-parse", "--is-shallow-repository"])?.trim() !== "false") return days;
  const log =
    git(root, ["log", "--format=%x00%cs", "--name-only", "--relative", "--no-renames", "--", folder]) ?? "";
  for (const commit of log.split("\0").slice(1)) {
    const [day = "", ...files] = commit.split("\n").filter((line) => line !== "");
    // Commits come newest first.
    for (const file of files) if (!days.has(file)) days.set(file, day);
  }
  return days;
}

function git(root: string, words: readonly string[]): string | undefined {
  const run = spawnSync("git", ["-c", "core.quotePath=false", ...words], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 20_000,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return run.status === 0 ? run.stdout : undefined;
}
