import { type SatteriProcessorOptions, satteri } from "@astrojs/markdown-satteri";

type HastPlugin = NonNullable<SatteriProcessorOptions["hastPlugins"]>[number];

/** Makes HTML of an author's text; the build and the reader's check use the same. */
export function markdownProcessor() {
  return satteri({ hastPlugins: [alignedCells] });
}

/** Aligns cells by an attribute: the style that Markdown writes is blocked by the content security policy. */
const alignedCells: HastPlugin = {
  name: "aligned-cells",
  element: {
    filter: ["td", "th"],
    visit(node, context) {
      const align = /text-align:\s*(\w+)/.exec(String(node.properties["style"]))?.[1];
      if (align === undefined) return;
      context.setProperty(node, "style", null);
      context.setProperty(node, "align", align);
    },
  },
};
