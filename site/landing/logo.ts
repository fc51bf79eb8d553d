import type { Site } from "../../content/schema/site.ts";

const drawings = import.meta.glob<string>("/content/*.svg", {
  query: "?url&no-inline",
  import: "default",
  eager: true,
});

/** The whole address of the site's logo. */
export function logoOf({ logo, url }: Site): string | undefined {
  const address = logo && drawings[`/content/${logo.slice(2)}`];
  return address && new URL(address, url).href;
}
