import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { siteSchema } from "../../content/schema/site.ts";
import { lockFile, readLock } from "../consents/lock.ts";
import { isMistake, readDocument } from "../content/document.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { Halt } from "../scripts/deploy/halt.ts";
import type { Wrangler } from "../scripts/deploy/wrangler.ts";
import type { Terminal } from "../scripts/terminal.ts";
import { bundleOf, writeBundle } from "./bundle.ts";
import { type OpenLedger, openLedger } from "./database.ts";
import { findLeads } from "./lead.ts";
import { tellVerdict } from "./tell.ts";
import { type Verdict, verifyLedger } from "./verify.ts";

/** What `npm run consent` needs from outside. */
export interface ConsentSettings {
  root: string;
  /** What stands after `npm run consent --`. */
  args: string[];
  terminal: Terminal;
  wrangler: Wrangler;
  now: number;
}

const usage = `npm run consent -- verify                     checks the register on this machine
npm run consent -- verify --head <seal>       and that the chain passes through this seal
npm run consent -- show <e-mail or lead>      writes the proof of one person's consents
                   --out <folder>             where to (default: evidence-<lead>)
                   --remote                   the database at Cloudflare
                   --file <file>              a database file, or an export of one`;

/** Checks the register of consents, or shows one person's; returns the exit code. */
export async function consentCommand(settings: ConsentSettings): Promise<number> {
  const { root, args, terminal, wrangler } = settings;
  const asked = optionsIn(args);
  if (asked === undefined) {
    terminal.problem("npm run consent knows two commands.", usage);
    return 2;
  }
  let ledger: OpenLedger | undefined;
  try {
    ledger = await openLedger(root, asked, wrangler);
    const lock = await lockIn(root);
    const verdict = verifyLedger(ledger.db, { lock, head: asked.head });
    if (asked.show === undefined) tellVerdict(verdict, ledger.from, settings);
    else await show(ledger, asked.show, asked.out, { ...settings, lock, verdict });
    return verdict.faults.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    terminal.problem(error.message, error.cure);
    return 1;
  } finally {
    await ledger?.close();
  }
}

interface Showing extends ConsentSettings {
  lock: Awaited<ReturnType<typeof lockIn>>;
  verdict: Verdict;
}

async function show(
  { db, from }: OpenLedger,
  wanted: string,
  out: string | undefined,
  { root, terminal, now, lock, verdict }: Showing,
): Promise<void> {
  const [lead, ...more] = findLeads(db, wanted);
  if (lead === undefined)
    throw new Halt(`Nobody in ${from} is "${wanted}".`, "Give a lead's id, or the e-mail address.");
  if (more.length > 0)
    throw new Halt(
      `"${wanted}" is more than one lead.`,
      `Give the id of one:\n${[lead, ...more].join("\n")}`,
    );
  const { name, url, owner, locale, timeZone } = await siteIn(root);
  const settings = { name, url, owner: owner.name, locale, timeZone, lock, verdict, now };
  const folder = resolve(root, out ?? `evidence-${lead}`);
  const files = bundleOf(db, lead, settings);
  await writeBundle(folder, files);
  terminal.line(`  ${files.size} files in ${folder}`);
  terminal.line(`  To read and to print: ${join(folder, "evidence.html")}`);
  if (verdict.faults.length > 0) tellVerdict(verdict, from, { terminal, now });
}

async function lockIn(root: string) {
  const mistakes: ContentMistake[] = [];
  const lock = await readLock(root, [lockFile], new Map(), mistakes).catch(() => ({}));
  const [mistake] = mistakes;
  if (mistake !== undefined) throw new Halt(`${lockFile}: ${mistake.message}`, mistake.cure);
  return lock;
}

async function siteIn(root: string) {
  const document = await readDocument(root, "content/site.yaml", new Map());
  const site = isMistake(document) ? undefined : siteSchema.safeParse(document.value).data;
  if (site === undefined) throw new Halt("content/site.yaml cannot be read.", "npm run check says why.");
  return site;
}

interface Asked {
  /** Whose proof is wanted; undefined: the whole register is checked. */
  show: string | undefined;
  out: string | undefined;
  head: string | undefined;
  file: string | undefined;
  remote: boolean;
}

function optionsIn(args: string[]): Asked | undefined {
  const text = { type: "string" } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: text, head: text, file: text, remote: { type: "boolean", default: false } },
    });
    const { out, head, file, remote } = values;
    const [command, show, ...more] = positionals;
    const fits = command === "verify" ? show === undefined : command === "show" && show !== undefined;
    if (!fits || more.length > 0 || (remote && file !== undefined)) return undefined;
    return { show, out, head, file, remote };
  } catch {
    return undefined;
  }
}
