/** One part's figures, as they are printed. */
export interface Section {
  title: string;
  headers: string[];
  rows: string[][];
  /** What a reader must know to judge the figures. */
  notes?: string[];
}

/** A section as text: the first column to the left, figures to the right. */
export function sectionText(section: Section): string {
  const lines = [section.headers, ...section.rows];
  const widths = section.headers.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length)),
  );
  const text = lines.map((line) =>
    widths
      .map((width, column) =>
        column === 0 ? (line[column] ?? "").padEnd(width) : (line[column] ?? "").padStart(width),
      )
      .join("  ")
      .trimEnd(),
  );
  const rule = "-".repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [
    section.title,
    rule,
    text[0],
    rule,
    ...text.slice(1),
    ...(section.notes ?? []).map((note) => `  ${note}`),
  ].join("\n");
}

/** Least, middle and greatest of `figures`, with `digits` after the point. */
export function spread(figures: readonly number[], digits = 0): [string, string, string] {
  const sorted = [...figures].sort((one, other) => one - other);
  const at = (place: number) => (sorted[place] ?? Number.NaN).toFixed(digits);
  return [at(0), median(sorted).toFixed(digits), at(sorted.length - 1)];
}

/** The middle of `figures`, or the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  const half = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return (low + high) / 2;
}

/** "yes" or "NO", for the column that says whether a budget is kept. */
export function kept(holds: boolean): string {
  return holds ? "yes" : "NO";
}
