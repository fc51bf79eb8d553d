const width = 110;

/** `text` of `templates/index.ts` with the template `name` in its lists, in the order of the alphabet. */
export function registered(text: string, name: string): string {
  const names = inOrder([...listIn(text, /templateNames = \[([^\]]*)\]/, /"([^"]+)"/g), name]);
  const imports = names.map((one) => `import { ${schemaOf(one)} } from "./${one}/schema.ts";\n`).join("");
  const union = `discriminatedUnion("template", [${names.map(schemaOf).join(", ")}])`;
  return text
    .replace(/(?:^import \{ \w+Schema \} from "\.\/.+";\n)+/m, imports)
    .replace(
      /(?<=templateNames = )\[[^\]]*\]/,
      listOf(
        names.map((one) => `"${one}"`),
        "",
        45,
      ),
    )
    .replace(
      /(?<=withLandingRules\()\s*z\.discriminatedUnion\("template", \[[^\]]*\]\),?\s*(?=\);)/,
      `z.${union}`.length + "export const landingSchema = withLandingRules();".length <= width
        ? `z.${union}`
        : `\n  z.discriminatedUnion("template", ${listOf(names.map(schemaOf), "  ", 43)}),\n`,
    );
}

/** The name of a template's schema: `guest-book` has `guestBookSchema`. */
export function schemaOf(name: string): string {
  return `${name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Schema`;
}

function listIn(text: string, list: RegExp, each: RegExp): string[] {
  const [, inner = ""] = list.exec(text) ?? [];
  return [...inner.matchAll(each)].map(([, found = ""]) => found);
}

/** A list on one line, or where it is too long for that after `taken` columns, one entry a line. */
function listOf(entries: string[], indent: string, taken: number): string {
  const line = `[${entries.join(", ")}]`;
  if (line.length + taken <= width) return line;
  return `[\n${entries.map((entry) => `${indent}  ${entry},\n`).join("")}${indent}]`;
}

function inOrder(names: string[]): string[] {
  return [...new Set(names)].sort();
}
