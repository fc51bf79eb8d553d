import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { isMailerName, type MailerName, mailerVariables } from "../../content/schema/mailers.ts";
import { advice, type Finding, missing, right } from "./finding.ts";

/** By which provider mails leave. */
export interface ProviderSettings {
  /** Null where none is chosen, or none that mails could leave by in public. */
  mailer: Exclude<MailerName, "outbox"> | null;
  findings: Finding[];
}

/** Reads which provider is chosen, and says what of it is missing on this machine. */
export async function readProvider(root: string): Promise<ProviderSettings> {
  const toml = await textOf(join(root, "wrangler.toml"));
  const variables = { ...parseEnv(await textOf(join(root, ".dev.vars"))), ...varsIn(toml) };
  const chosen = variables.MAILER ?? "";
  if (!isMailerName(chosen) || chosen === "outbox") return { mailer: null, findings: [unchosen(chosen)] };
  const findings = mailerVariables[chosen].map((name) =>
    name === "EMAIL" ? binding(toml) : variable(name, Boolean(variables[name])),
  );
  return { mailer: chosen, findings: [right(`MAILER is ${chosen}.`), ...findings] };
}

/** The secrets by which leads come in from Meta. */
const metaSecrets = ["META_APP_SECRET", "META_VERIFY_TOKEN", "META_ACCESS_TOKEN"];

/** Says which secrets of Meta's lead ads are missing on this machine. */
export async function readMeta(root: string): Promise<Finding[]> {
  const variables = parseEnv(await textOf(join(root, ".dev.vars")));
  return metaSecrets.map((name) => variable(name, Boolean(variables[name])));
}

function unchosen(name: string): Finding {
  const names = Object.keys(mailerVariables).filter((each) => each !== "outbox");
  const found = name === "" ? "No provider is chosen" : `MAILER is "${name}", which sends nothing`;
  return missing(
    `${found}: mails wait.`,
    `Write into wrangler.toml, under [vars]:  MAILER = "${names.join('" or "')}"`,
  );
}

function binding(toml: string): Finding {
  if (/^\[\[send_email\]\][^[]*^name\s*=\s*"EMAIL"/m.test(toml))
    return right("The binding EMAIL is in wrangler.toml.");
  return missing(
    "wrangler.toml has no binding EMAIL.",
    'Write into wrangler.toml:\n[[send_email]]\nname = "EMAIL"',
  );
}

/** A secret may well be on Cloudflare alone, which cannot be seen from here. */
function variable(name: string, isThere: boolean): Finding {
  if (isThere) return right(`${name} is set on this machine.`);
  return advice(
    `${name} is not set on this machine.`,
    `If it is not on Cloudflare either:  npx wrangler secret put ${name}`,
  );
}

/** The text variables under `[vars]`. */
function varsIn(toml: string): Record<string, string> {
  const [, block = ""] = /^\[vars\]$([^[]*)/m.exec(toml) ?? [];
  const pairs = [...block.matchAll(/^(\w+)\s*=\s*"([^"]*)"/gm)];
  return Object.fromEntries(
    pairs.flatMap(([, name = "", value = ""]) => (value === "" ? [] : [[name, value]])),
  );
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    // Neither file has to be there.
    return "";
  }
}
