import { type PDFContext, PDFHexString, PDFName, type PDFRef } from "@cantoo/pdf-lib";
import type { CutFace } from "./faces.ts";

/** Puts `face` into the PDF of `context`, to be written by the numbers of its glyphs. */
export function embedFace(context: PDFContext, face: CutFace): PDFRef {
  const { name, metrics, widths } = face;
  const program = context.register(context.flateStream(face.program, { Length1: face.program.length }));
  const descriptor = context.register(
    context.obj({
      Type: "FontDescriptor",
      FontName: name,
      // Its glyphs have numbers of their own.
      Flags: 4,
      FontBBox: metrics.box,
      ItalicAngle: 0,
      Ascent: metrics.ascent,
      Descent: metrics.descent,
      CapHeight: metrics.capHeight,
      StemV: 80,
      FontFile2: program,
    }),
  );
  const glyphs = context.register(
    context.obj({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: name,
      CIDSystemInfo: {
        Registry: PDFHexString.fromText("Adobe"),
        Ordering: PDFHexString.fromText("Identity"),
        Supplement: 0,
      },
      FontDescriptor: descriptor,
      CIDToGIDMap: PDFName.of("Identity"),
      DW: 0,
      W: [1, widths],
    }),
  );
  return context.register(
    context.obj({
      Type: "Font",
      Subtype: "Type0",
      BaseFont: name,
      Encoding: "Identity-H",
      DescendantFonts: [glyphs],
      ToUnicode: context.register(context.flateStream(unicodeOf(face.letters))),
    }),
  );
}

/** Which letter each glyph is, so that text can be searched, copied and read aloud. */
function unicodeOf(letters: string): string {
  const lines = [...letters].map(
    (letter, place) => `<${hex(place + 1)}> <${hex(letter.codePointAt(0) ?? 0)}>`,
  );
  const groups: string[] = [];
  for (let start = 0; start < lines.length; start += 100) {
    const group = lines.slice(start, start + 100);
    groups.push(`${group.length} beginbfchar\n${group.join("\n")}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${groups.join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

function hex(number: number): string {
  return number.toString(16).padStart(4, "0");
}
