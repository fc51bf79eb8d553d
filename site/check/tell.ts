import type { Finding, Silenced } from "./run.ts";

/** How text is coloured; on what is no terminal, not at all. */
export type Paint = (style: "red" | "yellow" | "cyan" | "bold" | "dim", text: string) => string;

const marks = { error: "✗", warning: "!", note: "·" } as const;
const colours = { error: "red", warning: "yellow", note: "cyan" } as const;

/** The findings as text for people, file by file. */
export function tellFindings(
  findings: readonly Finding[],
  silenced: readonly Silenced[],
  paint: Paint,
): string[] {
  const byFile = Map.groupBy(findings, ({ file }) => file);
  const lines = [...byFile].flatMap(([file, found]) => [
    "",
    `  ${paint("bold", file)}`,
    ...found.flatMap((finding) => tellOne(finding, paint)),
  ]);
  if (silenced.length > 0) {
    lines.push("", `  ${paint("bold", "Silenced")}`);
    for (const { file, line, rule, because } of silenced)
      lines.push(`    ${file}:${line}  ${rule}: ${because}`);
  }
  return [...lines, "", `  ${summaryOf(findings, silenced)}`, `  ${paint("dim", disclaimer)}`];
}

/** What no checker may be taken for. */
export const disclaimer =
  "The rules about law point at provisions; they are no legal advice, and nobody's silence makes a page lawful.";

/** How many findings there are of each kind. */
function summaryOf(findings: readonly Finding[], silenced: readonly unknown[] = []): string {
  const counts = (["error", "warning", "note"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
  });
  if (silenced.length > 0) counts.push(`${silenced.length} silenced`);
  return counts.length === 0 ? "Nothing to mend." : `${counts.join(", ")}.`;
}

function tellOne({ severity, line, rule, message, reason, source, cure }: Finding, paint: Paint): string[] {
  return [
    `    ${paint(colours[severity], marks[severity])} ${line}  ${message}  ${paint("dim", rule)}`,
    `      ${cure}`,
    `      ${paint("dim", `${reason} (${source})`)}`,
  ];
}
