/** What a deploy reads in wrangler.toml. */
export interface DeployConfig {
  /** The Worker's name. */
  name: string;
  database: { name: string; id: string | undefined };
  /** The bucket for large files, bound as FILES or as it will be. */
  bucket: BucketConfig;
}

/** A bucket of R2. */
export interface BucketConfig {
  name: string;
  jurisdiction: string | undefined;
  /** Whether wrangler.toml binds it. */
  bound: boolean;
}

/** Reads the text of wrangler.toml; undefined where it lacks the Worker's name or the database DB. */
export function parseConfig(text: string): DeployConfig | undefined {
  const name = textOf("name", text.split(/^\[/m)[0] ?? "");
  const block = databaseBlock(text);
  const database = block === undefined ? undefined : textOf("database_name", block);
  if (name === undefined || block === undefined || database === undefined) return undefined;
  const bucket = blockOf(text, "[[r2_buckets]]", "FILES");
  return {
    name,
    database: { name: database, id: textOf("database_id", block) },
    bucket: {
      name: textOf("bucket_name", bucket ?? "") ?? `${name}-files`,
      jurisdiction: bucket === undefined ? "eu" : textOf("jurisdiction", bucket),
      bound: bucket !== undefined,
    },
  };
}

/** `text` with the bucket bound in it. */
export function withBucket(text: string, { name, jurisdiction }: BucketConfig): string {
  const lines = [
    "# Files that are too large to lie among the pages.",
    "[[r2_buckets]]",
    'binding = "FILES"',
    `bucket_name = "${name}"`,
    ...(jurisdiction === undefined ? [] : [`jurisdiction = "${jurisdiction}"`]),
  ];
  return `${text.trimEnd()}\n\n${lines.join("\n")}\n`;
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
  return blockOf(text, "[[d1_databases]]", "DB");
}

function blockOf(text: string, kind: string, binding: string): string | undefined {
  return text
    .split(/^(?=\[)/m)
    .find((block) => block.startsWith(kind) && textOf("binding", block) === binding);
}

function textOf(key: string, block: string): string | undefined {
  const value = new RegExp(`^${key}\\s*=\\s*"([^"]*)"`, "m").exec(block)?.[1];
  return value === "" ? undefined : value;
}
