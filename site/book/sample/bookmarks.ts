import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, PDFRef } from "@cantoo/pdf-lib";

const key = (name: string) => PDFName.of(name);

/** Takes the bookmarks out that lead to pages in `gone`, with those below them. */
export function cutBookmarks(document: PDFDocument, gone: ReadonlySet<PDFRef>): void {
  const root = document.catalog.lookupMaybe(key("Outlines"), PDFDict);
  if (root !== undefined) cutBelow(root, document, gone);
}

function cutBelow(parent: PDFDict, document: PDFDocument, gone: ReadonlySet<PDFRef>): void {
  const { context } = document;
  const kept: { ref: PDFRef; mark: PDFDict }[] = [];
  for (let next = parent.get(key("First")); next instanceof PDFRef; ) {
    const mark = context.lookup(next, PDFDict);
    if (!leadsTo(mark, gone)) kept.push({ ref: next, mark });
    next = mark.get(key("Next"));
  }
  for (const [place, { mark }] of kept.entries()) {
    cutBelow(mark, document, gone);
    link(mark, "Prev", kept[place - 1]?.ref);
    link(mark, "Next", kept[place + 1]?.ref);
  }
  link(parent, "First", kept[0]?.ref);
  link(parent, "Last", kept.at(-1)?.ref);
  const count = parent.lookupMaybe(key("Count"), PDFNumber)?.asNumber() ?? 0;
  // Less than nothing: what is below is not shown until it is asked for.
  if (kept.length === 0) parent.delete(key("Count"));
  else parent.set(key("Count"), PDFNumber.of(kept.length * (count < 0 ? -1 : 1)));
}

function leadsTo(mark: PDFDict, pages: ReadonlySet<PDFRef>): boolean {
  const place = mark.lookup(key("Dest"));
  const page = place instanceof PDFArray ? place.get(0) : undefined;
  return page instanceof PDFRef && pages.has(page);
}

function link(mark: PDFDict, name: string, ref: PDFRef | undefined): void {
  if (ref === undefined) mark.delete(key(name));
  else mark.set(key(name), ref);
}
