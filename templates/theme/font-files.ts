import instrumentSansLatinExt from "@fontsource-variable/instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2?url";
import instrumentSansLatin from "@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url";
import newsreaderLatinExt from "@fontsource-variable/newsreader/files/newsreader-latin-ext-wght-normal.woff2?url";
import newsreaderLatin from "@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2?url";
import instrumentSansCore from "./fonts/instrument-sans-core.woff2?url";
import newsreaderCore from "./fonts/newsreader-core.woff2?url";
import type { FontFiles, FontName } from "./fonts.ts";

/** The addresses of the typefaces' files; a browser keeps them for good, for their names change with their bytes. */
export const fontFiles: Record<FontName, FontFiles> = {
  newsreader: { core: newsreaderCore, latin: newsreaderLatin, latinExt: newsreaderLatinExt },
  "instrument-sans": {
    core: instrumentSansCore,
    latin: instrumentSansLatin,
    latinExt: instrumentSansLatinExt,
  },
};
