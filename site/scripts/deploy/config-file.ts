/** What a deploy reads in wrangler.toml. */
export interface DeployConfig {
  /** The Worker's name. */
  name: string;
  database: { name: string; id: string | undefined };
}

/** Reads the text of wrangler.toml; undefined where it lacks the Worker's name or the database DB. */
export function parseConfig(text: string): DeployConfig | undefined {
  const name = textOf("name", text.split(/^\[/m)[0] ?? "");
  const block = databaseBlock(text);
  const database = block === undefined ? undefined : textOf("database_name", block);
  if (name === undefined || block === undefined || database === undefined) return undefined;
  return { name, database: { name: database, id: textOf("database_id", block) } };
}

/** `text` with the database's id in it; the local database stays the one that it was. */
export function withDatabaseId(text: string, id: string): string {
  const block = databaseBlock(text) ?? "";
  const local =
    textOf("preview_database_id", block) === undefined
      ? `\n# The database on this machine; without this line it would be another after each new id.\npreview_database_id = "DB"`
      : "";
  const line = `database_id = "${id}"${local}`;
  const changed = /^database_id\s*=.*$/m.test(block)
    ? block.replace(/^database_id\s*=.*$/m, line)
    : block.replace(/^database_name\s*=.*$/m, (name) => `${name}\n${line}`);
  return text.replace(block, () => changed);
}

/** The lines of the database that is bound as DB. */
function databaseBlock(text: string): string | undefined {
  return text
    .split(/^(?=\[)/m)
    .find((block) => block.startsWith("[[d1_databases]]") && textOf("binding", block) === "DB");
}

function textOf(key: string, block: string): string | undefined {
  const value = new RegExp(`^${key}\\s*=\\s*"([^"]*)"`, "m").exec(block)?.[1];
  return value === "" ? undefined : value;
}
