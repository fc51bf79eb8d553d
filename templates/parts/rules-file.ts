const files = import.meta.glob<string>("/content/landings/**/*.pdf", { query: "?url", import: "default" });

/** The address of the rules of a draw: as it was written, or that of the PDF beside the landing at `path`. */
export async function rulesAt(path: string, rules: string): Promise<string> {
  if (!rules.startsWith("./")) return rules;
  const file = `/content/landings/${path}/${rules.slice(2)}`;
  const load = files[file];
  if (load === undefined)
    throw new Error(`There is no file ${file.slice(1)}. Put it there, or correct "draw.rules".`);
  return load();
}
