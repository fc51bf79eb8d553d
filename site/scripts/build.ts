import { buildSite } from "../build.ts";
import { openTerminal } from "./terminal.ts";

const terminal = openTerminal();
terminal.line();
const built = await buildSite(process.cwd(), terminal);
terminal.line();
if (built)
  terminal.line("  The site lies in dist/site, the catalog in dist/catalog.json. Next: npm run deploy");
process.exitCode = built ? 0 : 1;
