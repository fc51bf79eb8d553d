import { parseArgs } from "node:util";
import type { Terminal } from "../scripts/terminal.ts";
import { type AskDns, NoDns } from "./dns.ts";
import { checkSender, examineDns } from "./examine.ts";
import type { Finding } from "./finding.ts";
import { readSenders, type Sender } from "./senders.ts";
import { type ProviderSettings, readMeta, readProvider } from "./settings.ts";

/** All that the doctor touches outside itself. */
export interface DoctorSettings {
  root: string;
  args: string[];
  terminal: Terminal;
  ask: AskDns;
  paint: (style: "green" | "yellow" | "bold", text: string) => string;
}

/** Says whether mails from this site can arrive. Returns the exit code: 1 when something is missing, 2 when DNS is away. */
export async function doctorCommand(doctor: DoctorSettings): Promise<number> {
  const { root, args, terminal, ask, paint } = doctor;
  const selector = selectorIn(args);
  if (selector === null) {
    terminal.problem(
      "npm run doctor knows one option.",
      "npm run doctor -- --selector <name of the DKIM key>",
    );
    return 2;
  }
  const senders = await readSenders(root);
  if (senders.length === 0) {
    terminal.problem(
      "No site.yaml names a sender whom mails could come from.",
      "npm run check says where and why.",
    );
    return 1;
  }
  const provider = await readProvider(root);
  const findings: Finding[] = [];
  const away: NoDns[] = [];
  for (const [place, sender] of senders.entries()) {
    terminal.line(`\n  ${paint("bold", "Mail")} from ${sender.email}\n`);
    // What holds for all is said once.
    const answer = await examined(
      ask,
      sender,
      place === 0 ? provider : { ...provider, findings: [] },
      selector,
    );
    for (const finding of answer.findings) tell(doctor, finding);
    findings.push(...answer.findings);
    away.push(...answer.away);
  }
  if (senders.some(({ takesMeta }) => takesMeta)) {
    terminal.line(`\n  ${paint("bold", "Meta")} tells of its leads at /hooks/meta\n`);
    const found = await readMeta(root);
    for (const finding of found) tell(doctor, finding);
    findings.push(...found);
  }
  const [first] = away;
  return first === undefined ? summed(terminal, findings) : unseen(terminal, findings, first);
}

/** What is to be said of one sender; where DNS is away, what can be said without it. */
async function examined(
  ask: AskDns,
  sender: Sender,
  { mailer, findings }: ProviderSettings,
  selector: string | undefined,
): Promise<{ findings: Finding[]; away: NoDns[] }> {
  const fault = checkSender(sender);
  // Of an example's domain DNS knows nothing.
  if (fault !== null) return { findings: [...findings, fault], away: [] };
  try {
    return { findings: [...findings, ...(await examineDns(ask, sender, mailer, selector))], away: [] };
  } catch (error) {
    if (!(error instanceof NoDns)) throw error;
    return { findings, away: [error] };
  }
}

function unseen(terminal: Terminal, findings: readonly Finding[], { message }: NoDns): number {
  terminal.line(`\n  DNS cannot be reached from here, so its records remain unseen: ${message}`);
  terminal.line("  Nothing is known to be wrong with them. Try again, or set DOH_URL to another server.\n");
  return findings.some(isMissing) ? 1 : 2;
}

function tell({ terminal, paint }: DoctorSettings, { level, text, cure }: Finding): void {
  switch (level) {
    case "right":
      terminal.line(`  ${paint("green", "✓")} ${text}`);
      break;
    case "missing":
      terminal.problem(text, cure);
      break;
    case "advice":
      terminal.line(`  ${paint("yellow", "!")} ${text}`);
      if (cure !== undefined) terminal.line(`    ${cure.replaceAll("\n", "\n    ")}`);
  }
}

function summed(terminal: Terminal, findings: readonly Finding[]): number {
  const count = findings.filter(isMissing).length;
  const hints = findings.filter(({ level }) => level === "advice").length;
  const also = hints === 0 ? "" : ` ${hints === 1 ? "One thing" : `${hints} things`} would make it better.`;
  terminal.line();
  terminal.line(
    count === 0
      ? `  Mails can leave.${also}\n`
      : `  ${count === 1 ? "One thing is" : `${count} things are`} missing before mails arrive.${also}\n`,
  );
  return count === 0 ? 0 : 1;
}

function isMissing({ level }: Finding): boolean {
  return level === "missing";
}

/** The selector that was asked for, undefined where none was, null where the options make no sense. */
function selectorIn(args: string[]): string | undefined | null {
  try {
    const { selector } = parseArgs({ args, options: { selector: { type: "string" } } }).values;
    return selector === undefined || /^[\w.-]{1,63}$/.test(selector) ? selector : null;
  } catch {
    return null;
  }
}
