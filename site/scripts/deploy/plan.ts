import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { paint, type Terminal } from "../terminal.ts";
import { accounts } from "./account.ts";
import {
  type BucketState,
  bucketState,
  createBucket,
  filesForBucket,
  noteBucket,
  uploadFiles,
} from "./bucket.ts";
import { type DeployConfig, parseConfig } from "./config-file.ts";
import {
  applyMigrations,
  createDatabase,
  type DatabaseState,
  databaseState,
  noteDatabase,
} from "./database.ts";
import { Halt } from "./halt.ts";
import { makeSecrets, missingSecrets, type SecretName, type Secrets } from "./secrets.ts";
import { upload } from "./upload.ts";
import type { Wrangler } from "./wrangler.ts";

/** All that a deploy touches outside itself. */
export interface DeploySettings {
  /** The folder of wrangler.toml. */
  root: string;
  terminal: Terminal;
  wrangler: Wrangler;
  /** Checks the content and builds; false when there is nothing fit to deploy. */
  build: () => Promise<boolean>;
  /** Whether a person, or `--yes`, agrees. */
  agree: (question: string) => Promise<boolean>;
  /** Look, and change nothing. */
  dryRun: boolean;
}

/** Puts the site on Cloudflare; whatever is there already is left as it is. Returns the exit code. */
export async function deploy(settings: DeploySettings): Promise<number> {
  const { terminal } = settings;
  try {
    const config = await readConfig(settings.root);
    if (!(await settings.build())) return 1;
    return await (settings.dryRun ? rehearse(settings, config) : perform(settings, config));
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    terminal.line();
    terminal.problem(error.message, error.cure);
    return 1;
  }
}

async function readConfig(root: string): Promise<DeployConfig> {
  const config = parseConfig(await readFile(join(root, "wrangler.toml"), "utf8"));
  if (config !== undefined) return config;
  throw new Halt(
    "wrangler.toml lacks the Worker's name or its database.",
    'It needs name = "…" and a [[d1_databases]] with binding = "DB" and database_name = "…".',
  );
}

interface Found {
  database: DatabaseState;
  secrets: SecretName[];
  /** The bucket for large files, and what is to lie there. */
  bucket: BucketState;
  files: string[];
}

async function look({ terminal, wrangler, root }: DeploySettings, config: DeployConfig): Promise<Found> {
  await terminal.step(
    "Log-in at Cloudflare",
    () => accounts(wrangler),
    (names) => names.join(", "),
  );
  const database = await terminal.step(
    "Database on Cloudflare",
    () => databaseState(wrangler, config),
    ({ is }) => (is === "missing" ? "none yet" : config.database.name),
  );
  const secrets = await terminal.step(
    "Secrets on Cloudflare",
    () => missingSecrets(wrangler),
    (names) => (names.length === 0 ? "all there" : `missing: ${names.join(", ")}`),
  );
  const files = await filesForBucket(root);
  if (files.length === 0) return { database, secrets, bucket: { is: "unneeded" }, files };
  const bucket = await terminal.step(
    "Bucket for large files",
    () => bucketState(wrangler, config.bucket, files),
    ({ is }) => (is === "missing" ? "none yet" : config.bucket.name),
  );
  return { database, secrets, bucket, files };
}

async function perform(settings: DeploySettings, config: DeployConfig): Promise<number> {
  const { terminal, wrangler } = settings;
  const found = await look(settings, config);
  await provideDatabase(settings, config, found.database);
  const secrets = await provideSecrets(settings, found.secrets);
  await provideFiles(settings, config, found);
  await terminal.step(
    "Migrations",
    () => applyMigrations(wrangler),
    (count) => (count === 0 ? "none was waiting" : `${count} applied`),
  );
  const addresses = await terminal.step("Upload of pages and Worker", () => upload(wrangler, secrets));
  await tell(settings, addresses, secrets);
  return 0;
}

async function provideDatabase(
  settings: DeploySettings,
  config: DeployConfig,
  state: DatabaseState,
): Promise<void> {
  if (state.is === "known") return;
  const { terminal, wrangler, root } = settings;
  const { name } = config.database;
  if (state.is === "missing")
    await consent(settings, `Create the D1 database "${name}", kept within the European Union?`);
  const id =
    state.is === "found"
      ? state.id
      : await terminal.step(
          "New database",
          () => createDatabase(wrangler, name),
          () => name,
        );
  await noteDatabase(join(root, "wrangler.toml"), id);
  terminal.line(`    Noted its id in wrangler.toml: commit that file.`);
}

/** Puts the large files where the new Worker will look for them, before it does. */
async function provideFiles(
  settings: DeploySettings,
  { bucket }: DeployConfig,
  { bucket: state, files }: Found,
): Promise<void> {
  if (state.is === "unneeded") return;
  const { terminal, wrangler, root } = settings;
  if (state.is === "missing") {
    const kept = bucket.jurisdiction === "eu" ? ", kept within the European Union" : "";
    await consent(settings, `Create the R2 bucket "${bucket.name}" for files over 25 MB${kept}?`);
    await terminal.step("New bucket", () => createBucket(wrangler, bucket));
  }
  if (!bucket.bound) {
    await noteBucket(join(root, "wrangler.toml"), bucket);
    terminal.line(`    Bound it in wrangler.toml: commit that file.`);
  }
  await terminal.step(
    "Upload of large files",
    () => uploadFiles(wrangler, { root, config: bucket, files }),
    (count) => (count === 0 ? "all there" : `${count} uploaded`),
  );
}

async function provideSecrets(settings: DeploySettings, missing: SecretName[]): Promise<Secrets> {
  if (missing.length === 0) return {};
  await consent(settings, `Make ${missing.join(" and ")} with fresh random values?`);
  return makeSecrets(missing);
}

async function consent({ agree }: DeploySettings, question: string): Promise<void> {
  if (!(await agree(question)))
    throw new Halt(
      "Stopped as you wish. Nothing was uploaded.",
      "To go on without questions: npm run deploy -- --yes",
    );
}

/** Says what a deploy would do, as far as can be seen from here. */
async function rehearse(settings: DeploySettings, config: DeployConfig): Promise<number> {
  const { terminal, wrangler } = settings;
  const bundle = await terminal.step("Worker bundles", () =>
    wrangler(["deploy", "--dry-run", "--autoconfig=false"], 120),
  );
  if (!bundle.ok) throw new Halt("The Worker does not bundle:", bundle.text);
  const found = await look(settings, config).catch((error: unknown) => {
    if (!(error instanceof Halt)) throw error;
    terminal.problem(error.message, error.cure);
    return {
      database: { is: "missing" },
      secrets: ["TOKEN_SECRET", "OWNER_TOKEN"],
      bucket: { is: "unneeded" },
      files: [],
    } satisfies Found;
  });
  const plan = [
    ...(found.database.is === "missing"
      ? [`ask, then create the D1 database "${config.database.name}" within the European Union`]
      : []),
    ...(found.database.is === "known" ? [] : ["note the database's id in wrangler.toml"]),
    ...(found.secrets.length === 0 ? [] : [`ask, then make ${found.secrets.join(" and ")}`]),
    ...(found.bucket.is === "missing" ? [`ask, then create the R2 bucket "${config.bucket.name}"`] : []),
    ...(found.files.length === 0
      ? []
      : [`upload to it what it lacks of ${found.files.length} files over 25 MB`]),
    "apply the migrations that are waiting",
    `upload the pages in dist/site and the Worker "${config.name}", and print the address`,
  ];
  terminal.line("\n  A deploy would:");
  for (const [place, step] of plan.entries()) terminal.line(`  ${place + 1}. ${step}`);
  return 0;
}

async function tell(
  { terminal, root }: DeploySettings,
  addresses: string[],
  secrets: Secrets,
): Promise<void> {
  const [address] = addresses;
  terminal.line();
  for (const each of addresses) terminal.line(`  ${paint("bold", "Online")}   ${paint("cyan", each)}`);
  if (address !== undefined)
    terminal.line(`  ${paint("bold", "Desk")}     ${paint("cyan", `${address}/admin/`)}`);
  if (secrets.OWNER_TOKEN !== undefined) {
    terminal.line(`  ${paint("bold", "Token")}    ${secrets.OWNER_TOKEN}`);
    terminal.line("           It opens the desk. Keep it in a password manager: it is shown this once.");
  }
  await warnOfAddress(terminal, root, addresses);
}

/** Links in mails and the check of forms use the site's own address; another one cannot take submissions. */
async function warnOfAddress(terminal: Terminal, root: string, addresses: string[]): Promise<void> {
  const catalog: { site: { url: string } } = JSON.parse(
    await readFile(join(root, "dist/catalog.json"), "utf8"),
  );
  const { url } = catalog.site;
  if (addresses.length === 0 || addresses.includes(url.replace(/\/$/, ""))) return;
  terminal.line();
  terminal.line(
    `  content/site.yaml says that the site's address is ${url}, and only from there do forms post.`,
  );
  terminal.line("  Either give the Worker that domain (dashboard: the Worker, Settings, Domains & Routes),");
  terminal.line("  or write the address above as url into content/site.yaml; then: npm run deploy");
}
