import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFRef } from "@cantoo/pdf-lib";
import { cutBookmarks } from "./bookmarks.ts";
import { forgetUnreached, tellPages } from "./rest.ts";
import { cutStructure } from "./structure.ts";

/** The tagged PDF `bytes` with its first `count` pages and its last, to which all that led to the others leads now. */
export async function cutPdf(bytes: Uint8Array, count: number): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const pages = document.getPages();
  const last = pages.at(-1);
  const gone = new Set(pages.slice(count, -1).map(({ ref }) => ref));
  if (last === undefined || gone.size === 0) return bytes;
  cutBookmarks(document, gone);
  cutStructure(document, gone);
  redirect(document, gone, last.ref);
  for (let place = pages.length - 2; place >= count; place -= 1) document.removePage(place);
  tellPages(document, count + 1);
  forgetUnreached(document);
  return document.save({ addDefaultPage: false, updateFieldAppearances: false });
}

/** Lets every place on a page that is gone be the whole of `page`. */
function redirect({ context }: PDFDocument, gone: ReadonlySet<PDFRef>, page: PDFRef): void {
  for (const [, object] of context.enumerateIndirectObjects()) {
    const place = object instanceof PDFArray ? object : object instanceof PDFDict ? placeIn(object) : null;
    if (place === null || !(place.size() > 1 && place.get(1) instanceof PDFName)) continue;
    if (!gone.has(place.get(0) as PDFRef)) continue;
    while (place.size() > 0) place.remove(0);
    place.push(page);
    place.push(PDFName.of("Fit"));
  }
}

/** The place that a link leads to, where it is told in the link itself. */
function placeIn(object: PDFDict): PDFArray | null {
  const action = object.lookup(PDFName.of("A"));
  const led = action instanceof PDFDict ? action.get(PDFName.of("D")) : object.get(PDFName.of("Dest"));
  return led instanceof PDFArray ? led : null;
}
