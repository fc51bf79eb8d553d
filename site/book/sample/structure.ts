import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from "@cantoo/pdf-lib";

const key = (name: string) => PDFName.of(name);

/** Takes out of the structure what is drawn on pages in `gone`: those who have the PDF read to them hear what is there. */
export function cutStructure(document: PDFDocument, gone: ReadonlySet<PDFRef>): void {
  const { context } = document;
  const root = document.catalog.lookup(key("StructTreeRoot"), PDFDict);
  const kept = new Set<PDFRef>();
  cutElement(root, undefined);
  cutParents(document, root, gone);
  cutIds(root);

  /** Whether anything in `element` is still there; `null` for one that never held anything. */
  function cutElement(element: PDFDict, above: PDFRef | undefined): boolean | null {
    const own = element.get(key("Pg"));
    const page = own instanceof PDFRef ? own : above;
    const inner = childrenOf(element);
    if (inner.length === 0) return null;
    const states = inner.map((child) => cutChild(child, page));
    const last = states.lastIndexOf(true);
    if (last < 0) return false;
    // An empty cell belongs to the row that it stands in.
    const isRow = element.get(key("S")) === key("TR");
    const left = inner.filter(
      (_, place) => states[place] === true || (states[place] === null && (place < last || isRow)),
    );
    for (const child of left) if (child instanceof PDFRef) kept.add(child);
    element.set(key("K"), context.obj(left));
    if (own instanceof PDFRef && gone.has(own)) element.delete(key("Pg"));
    return true;
  }

  function cutChild(child: PDFObject, page: PDFRef | undefined): boolean | null {
    if (child instanceof PDFNumber) return page === undefined || !gone.has(page);
    const inner = child instanceof PDFRef ? context.lookup(child) : child;
    if (!(inner instanceof PDFDict)) return null;
    const type = inner.get(key("Type"));
    if (type === key("MCR") || type === key("OBJR")) {
      const own = inner.get(key("Pg"));
      return !gone.has(own instanceof PDFRef ? own : (page as PDFRef));
    }
    return cutElement(inner, page);
  }

  /** The names of elements, which others refer to by. */
  function cutIds(tree: PDFDict): void {
    const names = tree.lookupMaybe(key("IDTree"), PDFDict)?.lookupMaybe(key("Names"), PDFArray);
    if (names === undefined) return;
    for (let place = names.size() - 2; place >= 0; place -= 2) {
      const element = names.get(place + 1);
      if (element instanceof PDFRef && kept.has(element)) continue;
      names.remove(place + 1);
      names.remove(place);
    }
  }
}

/** What the marks on each page and link belong to, but for pages that are gone. */
function cutParents(document: PDFDocument, root: PDFDict, gone: ReadonlySet<PDFRef>): void {
  const used = new Set<number>();
  for (const { ref, node } of document.getPages()) {
    if (gone.has(ref)) continue;
    const links = node.Annots()?.asArray() ?? [];
    const owners = [node, ...links.map((link) => document.context.lookup(link, PDFDict))];
    for (const owner of owners)
      for (const name of ["StructParents", "StructParent"])
        used.add(owner.lookupMaybe(key(name), PDFNumber)?.asNumber() ?? -1);
  }
  const numbers = root.lookup(key("ParentTree"), PDFDict).lookup(key("Nums"), PDFArray);
  for (let place = numbers.size() - 2; place >= 0; place -= 2) {
    if (used.has(numbers.lookup(place, PDFNumber).asNumber())) continue;
    numbers.remove(place + 1);
    numbers.remove(place);
  }
}

function childrenOf(element: PDFDict): PDFObject[] {
  const inner = element.get(key("K"));
  if (inner === undefined) return [];
  const list = inner instanceof PDFRef ? element.context.lookup(inner) : inner;
  return list instanceof PDFArray ? list.asArray() : [inner];
}
