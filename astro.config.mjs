import mdx from "@astrojs/mdx";
import { defineConfig } from "astro/config";
import { imbuto } from "./site/integration/imbuto.ts";
import { workshop } from "./site/integration/workshop.ts";
import { markdownProcessor } from "./site/markdown/processor.ts";

export default defineConfig({
  srcDir: "./site",
  publicDir: "./site/public",
  outDir: "./dist/site",
  trailingSlash: "always",
  // Highlighting writes style attributes, which the content security policy forbids.
  markdown: { syntaxHighlight: false, processor: markdownProcessor() },
  // A seventh of the time for a twelfth more bytes than by default.
  image: { service: { entrypoint: "astro/assets/services/sharp", config: { avif: { effort: 2 } } } },
  // Each page waits for its file to be written: with many under way, the wait costs nothing.
  build: { inlineStylesheets: "always", concurrency: 16 },
  // Pages that would come out the same are taken over from the last build; those without a cacheKey never are.
  experimental: { incrementalBuild: true },
  devToolbar: { enabled: false },
  integrations: [mdx(), imbuto(), workshop()],
  vite: { build: { rolldownOptions: { onwarn: exceptDirectives } } },
});

/**
 * Astro marks every MDX module with a directive of its own, and the bundler wonders at each of them.
 *
 * @type {import("vite").Rolldown.WarningHandlerWithDefault}
 */
function exceptDirectives(warning, warn) {
  if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
}
