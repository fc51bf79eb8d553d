import type { Tones } from "../outside.ts";

/** The colours of code, as Typst reads them: a theme of TextMate with three of the book's tones. */
export function codeTheme({
  ink,
  muted,
  mark,
  danger,
}: Pick<Tones, "ink" | "muted" | "mark" | "danger">): string {
  const rules = [
    rule("comment", muted, "italic"),
    rule("string, constant.numeric, constant.language, constant.character", danger),
    rule("keyword, storage, entity.name.tag, support.type.property-name", mark),
    rule("entity.name.function, entity.other.attribute-name, entity.name.type", mark),
    rule("punctuation.definition.tag, punctuation.separator", muted),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>name</key><string>book</string><key>settings</key><array>
<dict><key>settings</key><dict><key>foreground</key><string>${ink}</string></dict></dict>
${rules.join("\n")}
</array></dict></plist>`;
}

function rule(scope: string, colour: string, style = ""): string {
  const look = `<key>foreground</key><string>${colour}</string><key>fontStyle</key><string>${style}</string>`;
  return `<dict><key>scope</key><string>${scope}</string><key>settings</key><dict>${look}</dict></dict>`;
}
