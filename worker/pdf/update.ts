/** A PDF as it stands, and what an update of it must know. */
export interface Base {
  size: number;
  startxref: number;
  objects: number;
  trailer: string;
}

/**
 * What is appended to the PDF `base` so that `objects` take the place of those with their numbers, or are new: an
 * incremental update (ISO 32000-2, 7.5.6). All of it is plain ASCII, so that letters count as bytes.
 */
export function updateOf(base: Base, objects: ReadonlyMap<number, string>): Uint8Array {
  const numbers = [...objects.keys()].sort((one, other) => one - other);
  let text = "\n";
  const entries: string[] = [];
  numbers.forEach((number, place) => {
    // Numbers that follow one another are listed together.
    if (numbers[place - 1] !== number - 1) entries.push(`${number} ${stretchFrom(numbers, place)}\n`);
    entries.push(`${String(base.size + text.length).padStart(10, "0")} 00000 n \n`);
    text += `${number} 0 obj\n${objects.get(number) ?? "null"}\nendobj\n`;
  });
  const next = Math.max(base.objects, (numbers.at(-1) ?? 0) + 1);
  const startxref = base.size + text.length;
  text += `xref\n${entries.join("")}trailer\n<< /Size ${next} ${base.trailer} /Prev ${base.startxref} >>\n`;
  return new TextEncoder().encode(`${text}startxref\n${startxref}\n%%EOF\n`);
}

/** A picture within a page (Form XObject) of this size, as an object of a PDF. */
export function formOf(box: readonly [number, number], resources: string, operators: string): string {
  return (
    `<< /Type /XObject /Subtype /Form /FormType 1 /BBox [0 0 ${box[0]} ${box[1]}] /Resources ${resources} ` +
    `/Length ${operators.length} >>\nstream\n${operators}\nendstream`
  );
}

function stretchFrom(numbers: readonly number[], start: number): number {
  let end = start + 1;
  while (end < numbers.length && numbers[end] === (numbers[end - 1] ?? 0) + 1) end += 1;
  return end - start;
}
