import { join } from "node:path";
import { isRunnableDevEnvironment, type Plugin, type ViteDevServer } from "vite";
import { lastRead } from "../content/last-read.ts";

/** The module that brings in the covers that were made: no picture of theirs lies in content. */
const coversModule = "virtual:imbuto/covers";

/** How the bundler calls the module once it has found it. */
const coversId = `\0${coversModule}`;

/** Gives the templates the covers of books made from chapters, under the paths that an author's own would have. */
export function coversPlugin(root: string): Plugin {
  return {
    name: "imbuto-covers",
    resolveId: { filter: { id: /^virtual:imbuto\/covers$/ }, handler: () => coversId },
    load: {
      filter: { id: new RegExp(`^${coversId}$`) },
      async handler() {
        const { content } = await lastRead(root);
        const lines = [...(content?.books ?? [])].map(([name, { files }]) => {
          const { file } = files.cover;
          const path = `/content/magnets/${name}/${file.replace(/^.*\//, "")}`;
          return `  ${JSON.stringify(path)}: () => import(${JSON.stringify(join(root, file))}),`;
        });
        return `export const covers = {\n${lines.join("\n")}\n};\n`;
      },
    },
  };
}

/** Makes the server ask anew which covers there are. */
export function forgetCovers(server: ViteDevServer): void {
  for (const environment of Object.values(server.environments)) {
    const known = environment.moduleGraph.getModuleById(coversId);
    if (known !== undefined) environment.moduleGraph.invalidateModule(known);
    if (!isRunnableDevEnvironment(environment)) continue;
    const { evaluatedModules } = environment.runner;
    const run = evaluatedModules.getModuleById(coversId);
    if (run !== undefined) evaluatedModules.invalidateModule(run);
  }
}
