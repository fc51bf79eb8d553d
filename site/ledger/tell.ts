import type { Terminal } from "../scripts/terminal.ts";
import type { Fault, Verdict } from "./verify.ts";

// Who has a thousand faults has one.
const mostTold = 20;

/** Tells people what the look at the register in `from` found. */
export function tellVerdict(
  { count, sealed, head, noted, waitingSince, pages, faults }: Verdict,
  from: string,
  { terminal, now }: { terminal: Terminal; now: number },
): void {
  terminal.line(`  ${from}`);
  terminal.line(`  ${many(count, "receipt")}, ${sealed} of them in the chain; ${many(pages, "page")} kept.`);
  if (waitingSince !== null)
    terminal.line(
      `  ${count - sealed} wait for their seal, the oldest for ${lasting(now - waitingSince)}: the clock seals every few minutes.`,
    );
  if (head !== null) {
    terminal.line(`  The chain ends with ${head}`);
    terminal.line(
      "  Note it somewhere else: with --head it proves later that nothing before it was changed.",
    );
  }
  if (noted !== null) terminal.line(`  The link noted earlier is there: receipt ${noted}.`);
  // A wording that the lock has lost concerns many receipts at once, and must not hide the rest.
  const inOrder = faults.toSorted((one, other) => weight(one) - weight(other));
  for (const { message } of inOrder.slice(0, mostTold)) terminal.problem(message);
  if (faults.length > mostTold) terminal.line(`  … and ${faults.length - mostTold} more.`);
  if (faults.length === 0) terminal.line("  Everything is as it was written.");
}

function weight({ kind }: Fault): number {
  return kind === "version" ? 1 : 0;
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function lasting(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return many(Math.max(minutes, 0), "minute");
  return minutes < 2880 ? many(Math.round(minutes / 60), "hour") : many(Math.round(minutes / 1440), "day");
}
