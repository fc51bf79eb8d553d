import { readFile } from "node:fs/promises";
import * as z from "zod";
import { paint, type Terminal } from "../terminal.ts";
import type { LocalSecrets } from "./secrets.ts";

// Of the catalog, what the list of addresses shows.
const catalogSchema = z.object({
  landings: z.record(z.string(), z.object({ title: z.string(), pages: z.object({ landing: z.string() }) })),
});

/** Prints where everything is to be found, and what to do next. */
export async function printAddresses(
  terminal: Terminal,
  url: string,
  catalog: string,
  secrets: LocalSecrets,
): Promise<void> {
  const landings = await landingsIn(catalog);
  const rows: [string, string, string?][] = [
    ["Site", `${url}/`],
    ...landings.map(({ title, path }): [string, string, string] => ["Landing", `${url}${path}`, title]),
    ["Desk", `${url}/admin/`, signIn(secrets)],
    ["Outbox", `${url}/outbox/`, "every mail, instead of sending it"],
    ["Mails", `${url}/preview/mails/`, "every mail, sequence and campaign, as its reader sees it"],
    ["Gallery", `${url}/gallery/`, "every template, block and state of the form"],
    ["Keys", `${url}/reference/`, "what each file in content/ may say"],
  ];
  const width = Math.max(...rows.map(([, address]) => address.length));
  terminal.line();
  for (const [name, address, note = ""] of rows) {
    terminal.line(
      `  ${paint("bold", name.padEnd(8))} ${paint("cyan", address.padEnd(width))}  ${paint("dim", note)}`.trimEnd(),
    );
  }
  terminal.line();
  terminal.line("  Next: open a landing, fill in its form, then look into the outbox and at the desk.");
  terminal.line("  Edit a file below content/landings/ and the page follows as you save.");
  terminal.line(`  Ctrl-C stops everything; ${paint("bold", "npm run deploy")} puts it on Cloudflare.`);
  terminal.line();
}

async function landingsIn(catalog: string): Promise<{ title: string; path: string }[]> {
  const text = await readFile(catalog, "utf8").catch(() => undefined);
  // With a mistake in content there is no catalog yet, and the mistake is on the screen already.
  if (text === undefined) return [];
  const { landings } = catalogSchema.parse(JSON.parse(text));
  return Object.values(landings).map(({ title, pages }) => ({ title, path: pages.landing }));
}

function signIn(secrets: LocalSecrets): string {
  if (secrets.ownerToken === undefined) return "locked: put OWNER_TOKEN into .dev.vars";
  return secrets.fresh ? `sign in with ${secrets.ownerToken}` : "sign in with OWNER_TOKEN from .dev.vars";
}
