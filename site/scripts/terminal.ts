import { styleText } from "node:util";

/** A terminal, or a stand-in that a test reads. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
}

/** A calm log of what was done and how long it took. */
export interface Terminal {
  /** Does `work`, then prints a tick, the seconds it took, and what `note` says of its result. */
  step<T>(label: string, work: () => Promise<T>, note?: (result: T) => string): Promise<T>;
  /** Prints one line. */
  line(text?: string): void;
  /** Prints what went wrong, and what mends it. */
  problem(text: string, cure?: string): void;
}

type Style = Parameters<typeof styleText>[0];

/** Colours where the terminal has them and its owner wants them. */
export function paint(style: Style, text: string): string {
  return styleText(style, text);
}

/** A terminal on `output`; while steps run, their names stand on its last line. */
export function openTerminal(output: Output = process.stdout): Terminal {
  const running = new Set<string>();
  const live = output.isTTY === true;

  function erase(): void {
    if (live) output.write("\r\x1b[2K");
  }
  function line(text = ""): void {
    erase();
    output.write(`${text}\n`);
    if (live && running.size > 0) output.write(paint("dim", `  … ${[...running].join(", ")}`));
  }
  function ended(mark: string, label: string, began: number, note: string): void {
    running.delete(label);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    line(
      `  ${mark} ${label.padEnd(width)} ${paint("dim", `${seconds.padStart(6)} s${note === "" ? "" : `   ${note}`}`)}`,
    );
  }
  return {
    line,
    problem(text, cure) {
      line(`  ${paint("red", "✗")} ${text}`);
      if (cure !== undefined) line(`    ${cure.replaceAll("\n", "\n    ")}`);
    },
    async step(label, work, note) {
      const began = performance.now();
      running.add(label);
      if (live) {
        erase();
        output.write(paint("dim", `  … ${[...running].join(", ")}`));
      }
      try {
        const result = await work();
        ended(paint("green", "✓"), label, began, note?.(result) ?? "");
        return result;
      } catch (error) {
        ended(paint("red", "✗"), label, began, "");
        throw error;
      }
    },
  };
}

// Room for the longest label, so that the durations stand in a column.
const width = 34;
