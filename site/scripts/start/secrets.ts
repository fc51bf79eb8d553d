import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { parseEnv } from "node:util";

/** What lies in `.dev.vars`. */
export interface LocalSecrets {
  /** True when they were made just now. */
  fresh: boolean;
  /** What opens the desk; undefined where the file's owner took it out. */
  ownerToken: string | undefined;
  /** Every variable in the file; they win over those we would choose. */
  variables: Record<string, string>;
}

/** Reads the secrets in `path`, or makes them when there is no such file; an existing file is never changed. */
export async function localSecrets(path: string): Promise<LocalSecrets> {
  const fresh = !existsSync(path);
  // "wx" refuses to overwrite, should another `npm start` have been quicker.
  if (fresh) await writeFile(path, newSecrets(), { mode: 0o600, flag: "wx" });
  const variables = Object.fromEntries(
    Object.entries(parseEnv(await readFile(path, "utf8"))).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
  return { fresh, ownerToken: variables.OWNER_TOKEN, variables };
}

/** 256 random bits, in letters that fit into a URL and a shell. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function newSecrets(): string {
  return [
    "# Secrets of this machine, made by the first `npm start`. Keep them out of git and out of chats.",
    "# Every private link is made from this one.",
    `TOKEN_SECRET=${newSecret()}`,
    "# What opens /admin/.",
    `OWNER_TOKEN=${newSecret()}`,
    "",
  ].join("\n");
}
