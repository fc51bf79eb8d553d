import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
} from "@cantoo/pdf-lib";

/** What a hole is to those who have the page read to them. */
export interface Meaning {
  role: "P" | "Figure";
  /** What a figure shows. */
  alt?: string;
  /** Where it stands on the page. */
  box: readonly [number, number, number, number];
}

/** Enters what is drawn in a hole of the only page into the structure of `document`; its number there. */
export function tagContent(document: PDFDocument, { role, alt, box }: Meaning): number {
  const { context, catalog } = document;
  const page = document.getPage(0);
  const root = catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict);
  const [first] = root.lookup(PDFName.of("K"), PDFArray).asArray();
  if (!(first instanceof PDFRef)) throw new Error("The structure of the page has no root element.");
  const parents = listOf(document, root.lookup(PDFName.of("ParentTree"), PDFDict));
  const element = context.obj({ Type: "StructElem", S: role, P: first, Pg: page.ref, K: parents.size() });
  if (alt !== undefined) element.set(PDFName.of("Alt"), PDFHexString.fromText(alt));
  if (role === "Figure")
    element.set(PDFName.of("A"), context.obj([{ O: "Layout", Placement: "Block", BBox: [...box] }]));
  const number = parents.size();
  const entry = context.register(element);
  parents.push(entry);
  insertAfterHeading(document, context.lookup(first, PDFDict).lookup(PDFName.of("K"), PDFArray), entry);
  return number;
}

/** What is its holder's own is read right after the heading. */
function insertAfterHeading({ context }: PDFDocument, list: PDFArray, entry: PDFRef): void {
  const roles = list.asArray().map((each) => {
    const element = context.lookup(each);
    return element instanceof PDFDict ? element.get(PDFName.of("S"))?.toString() : undefined;
  });
  const heading = roles.indexOf("/H1");
  list.insert(heading < 0 ? list.size() : heading + 1, entry);
}

/** The list in which the contents of the only page find their elements. */
function listOf(document: PDFDocument, tree: PDFDict): PDFArray {
  const key = document.getPage(0).node.lookup(PDFName.of("StructParents"), PDFNumber).asNumber();
  const numbers = tree.lookup(PDFName.of("Nums"), PDFArray);
  for (let place = 0; place < numbers.size(); place += 2) {
    if (numbers.lookup(place, PDFNumber).asNumber() === key) return numbers.lookup(place + 1, PDFArray);
  }
  throw new Error("The page has no part in its document's structure.");
}
