import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { newSecret } from "../start/secrets.ts";
import { haltWith } from "./halt.ts";
import type { Wrangler } from "./wrangler.ts";

/** Secrets without which the Worker does not work. */
const needed = ["TOKEN_SECRET", "OWNER_TOKEN"] as const;
export type SecretName = (typeof needed)[number];
export type Secrets = Partial<Record<SecretName, string>>;

const listSchema = z.array(z.object({ name: z.string() }));

/** The needed secrets that the Worker on Cloudflare does not have; all of them before its first deploy. */
export async function missingSecrets(wrangler: Wrangler): Promise<SecretName[]> {
  const { ok, stdout, text } = await wrangler(["secret", "list", "--format", "json"]);
  if (!ok && /not found|does not exist/i.test(text)) return [...needed];
  if (!ok) throw haltWith("The list of secrets could not be read. Cloudflare said:", text);
  const present = new Set(listSchema.parse(JSON.parse(stdout)).map(({ name }) => name));
  return needed.filter((name) => !present.has(name));
}

/** Fresh random values for `names`. */
export function makeSecrets(names: readonly SecretName[]): Secrets {
  return Object.fromEntries(names.map((name) => [name, newSecret()]));
}

/** Lends `use` a file with `secrets` that only this user can read, and takes it away again. */
export async function withSecretsFile<T>(secrets: Secrets, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-secrets-"));
  try {
    const path = join(folder, "secrets.json");
    await writeFile(path, JSON.stringify(secrets), { mode: 0o600 });
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
