import type { Inline } from "../tree.ts";

/** What `inlines` say as plain text; notes are left out. */
export function plainInlines(inlines: readonly Inline[]): string {
  return inlines.map(plain).join("").replace(/\s+/g, " ").trim();
}

function plain(inline: Inline): string {
  switch (inline.kind) {
    case "text":
    case "code":
      return inline.text;
    case "strong":
    case "emphasis":
    case "link":
    case "reference":
      return inline.inlines.map(plain).join("");
    case "break":
      return " ";
    case "footnote":
      return "";
  }
}
