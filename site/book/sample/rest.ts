import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from "@cantoo/pdf-lib";

/** Says in the metadata of `document` how many pages it has now. */
export function tellPages({ catalog, context }: PDFDocument, count: number): void {
  const ref = catalog.get(PDFName.of("Metadata"));
  const metadata = catalog.lookup(PDFName.of("Metadata"));
  if (!(ref instanceof PDFRef && metadata instanceof PDFRawStream)) return;
  const told = Buffer.from(decodePDFRawStream(metadata).decode()).toString("utf8");
  const text = told.replace(/(?<=<xmpTPg:NPages>)\d+/, String(count));
  context.assign(ref, context.stream(Buffer.from(text), { Type: "Metadata", Subtype: "XML" }));
}

/** Deletes all that nothing in `document` refers to any more: text that is not in the sample is not in its file. */
export function forgetUnreached({ context }: PDFDocument): void {
  const reached = new Set<PDFRef>();
  const waiting: PDFObject[] = Object.values(context.trailerInfo).filter((part) => part !== undefined);
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    if (object instanceof PDFRef) {
      if (reached.has(object)) continue;
      reached.add(object);
      const led = context.lookup(object);
      if (led !== undefined) waiting.push(led);
    } else waiting.push(...within(object));
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
}

function within(object: PDFObject): PDFObject[] {
  if (object instanceof PDFArray) return object.asArray();
  if (object instanceof PDFDict) return object.values();
  return object instanceof PDFStream ? object.dict.values() : [];
}
