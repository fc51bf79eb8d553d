import { doctorCommand } from "../doctor/command.ts";
import { dnsOverHttps } from "../doctor/dns.ts";
import { openTerminal, paint } from "./terminal.ts";

process.exitCode = await doctorCommand({
  root: process.cwd(),
  args: process.argv.slice(2),
  terminal: openTerminal(),
  ask: dnsOverHttps(process.env.DOH_URL || "https://cloudflare-dns.com/dns-query"),
  // Colours on a terminal, plain text in a pipe or a file.
  paint: process.stdout.isTTY ? paint : (_style, text) => text,
});
