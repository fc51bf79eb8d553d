import type { PdfMakings, SheetMakings } from "../../content/schema/makings.ts";
import { type Filling, holeOperators } from "./fill.ts";
import { formOf, updateOf } from "./update.ts";

/** What follows the PDF that `makings` tells of, so that each of its holes is filled with `filling`. */
export function copyTail(makings: PdfMakings, filling: Filling): Uint8Array {
  const objects = makings.holes.map(
    (hole) =>
      [hole.object, formOf(hole.box, hole.resources, holeOperators(hole, makings.faces, filling))] as const,
  );
  return updateOf(makings, new Map(objects));
}

/** What follows the sheet that `makings` tells of, so that it has as many pages as `fillings` need. */
export function sheetTail(makings: SheetMakings, fillings: readonly Filling[]): Uint8Array {
  const objects = new Map<number, string>();
  const kids: string[] = [];
  const count = Math.ceil(fillings.length / makings.slots.length);
  for (let place = 0; place < count; place += 1) {
    const [page, overlay] = [makings.objects + 2 * place, makings.objects + 2 * place + 1];
    const here = fillings.slice(place * makings.slots.length, (place + 1) * makings.slots.length);
    objects.set(page, makings.page.replace("{overlay}", `${overlay} 0 R`));
    objects.set(overlay, formOf(makings.box, makings.hole.resources, slotOperators(makings, here)));
    kids.push(`${page} 0 R`);
  }
  objects.set(makings.pages, `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${count} >>`);
  return updateOf(makings, objects);
}

/** The tickets of one page; what lies under those that stay empty is covered. */
function slotOperators(makings: SheetMakings, fillings: readonly Filling[]): string {
  const { hole, faces, slots } = makings;
  const drawn = slots.map(([x, y], place) => {
    const filling = fillings[place];
    const inner =
      filling === undefined
        ? `1 1 1 rg -1 -1 ${hole.box[0] + 2} ${hole.box[1] + 2} re f\n`
        : holeOperators(hole, faces, filling);
    return `q 1 0 0 1 ${x} ${y} cm\n${inner}Q\n`;
  });
  return drawn.join("");
}
