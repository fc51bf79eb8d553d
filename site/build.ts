import { rm } from "node:fs/promises";
import { build } from "astro";
import { readNow } from "./content/last-read.ts";
import { outputsOf } from "./integration/outputs.ts";
import { tellMistakes } from "./scripts/mistakes.ts";
import type { Terminal } from "./scripts/terminal.ts";

/** Builds the site and the catalog of the project at `root`; false, and nothing left to deploy, when that fails. */
export async function buildSite(root: string, terminal: Terminal): Promise<boolean> {
  const { content, mistakes } = await terminal.step("Content", async () => {
    // Ten thousand files take their time to go; the content is read meanwhile.
    const [found] = await Promise.all([readNow(root), removeOutputs(root)]);
    return found;
  });
  if (content === null) {
    tellMistakes(terminal, mistakes);
    return false;
  }
  try {
    await terminal.step(
      "Pages",
      () => build({ root, logLevel: "warn" }),
      () => amount(content.landings.length, "landing"),
    );
    return true;
  } catch (error) {
    await removeOutputs(root);
    const { message, place } = understood(error);
    terminal.problem(message, place);
    return false;
  }
}

async function removeOutputs(root: string): Promise<void> {
  for (const output of outputsOf(root)) await rm(output, { recursive: true, force: true });
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What Astro and Vite say of an error, without the calls that led there, and where it stands. */
function understood(error: unknown): { message: string; place: string } {
  if (!(error instanceof Error)) return { message: String(error), place: "" };
  const { loc, hint = "" } = error as Error & { loc?: { file?: string; line?: number }; hint?: string };
  const lines = error.message.split("\n").filter((line) => !/^\s*at .*:\d+/.test(line));
  const place = loc?.file === undefined ? "" : `${loc.file}:${loc.line ?? 1}`;
  return { message: lines.join("\n").trim(), place: [hint, place].filter((line) => line !== "").join("\n") };
}
