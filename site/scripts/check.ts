import { readContent } from "../content/read.ts";
import { tellMistakes } from "./mistakes.ts";
import { openTerminal } from "./terminal.ts";

const terminal = openTerminal();
const { content, mistakes } = await readContent(process.cwd());
if (content === null) tellMistakes(terminal, mistakes);
else
  terminal.line(
    `  Content is fine: ${content.landings.length} landings, ${content.forms.size} forms, ${content.magnets.size} magnets.`,
  );
process.exitCode = content === null ? 1 : 0;
