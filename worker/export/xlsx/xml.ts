// What XML 1.0 cannot hold, a carriage return (which it would turn into a line feed), and an underscore that would be
// taken for the beginning of what Excel writes in their place.
const unheld = /[[\p{Cc}\uFFFE\uFFFF]--[\t\n\u{7F}-\u{9F}]]|_(?=x[0-9A-Fa-f]{4}_)/gv;
const special = /[&<>"]/g;
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** `text` between tags or quotes; characters that XML cannot hold are written as Excel writes them, `_x0007_`. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(
      unheld,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
    )
    .replace(special, (character) => entities[character] ?? character);
}
