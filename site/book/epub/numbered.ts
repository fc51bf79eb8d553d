import { escaped } from "../../markup.ts";
import type { Block, Inline, Table } from "../tree.ts";
import { lineMarkup } from "./lines.ts";
import type { Setting } from "./setting.ts";

type Of<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;

/** A picture with its number and caption. */
export function pictureMarkup(block: Of<"picture">, setting: Setting): string {
  const { src, width, height } = setting.picture(block);
  const size = width === undefined || height === undefined ? "" : ` width="${width}" height="${height}"`;
  const image = `<img src="${escaped(src)}" alt="${escaped(block.alt)}"${size}/>`;
  const caption = captionOf(block, setting);
  const under = caption === null ? "" : `<figcaption>${caption}</figcaption>`;
  return `<figure class="picture ${block.width}"${idOf(block.id)}>${image}${under}</figure>`;
}

/** A table with its number and caption, in a box of its own that may be moved sideways. */
export function tableMarkup(block: Of<"table">, setting: Setting): string {
  const caption = captionOf(block, setting);
  const above = caption === null ? "" : `<caption>${caption}</caption>\n`;
  const head = block.header.map((cell, column) => cellMarkup("th", cell, block.align[column], setting));
  const rows = block.rows.map((row) => {
    const cells = row.map((cell, column) => cellMarkup("td", cell, block.align[column], setting));
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="table"${idOf(block.id)}><table>
${above}<thead><tr>${head.join("")}</tr></thead>
<tbody>${rows.join("\n")}</tbody>
</table></div>`;
}

function cellMarkup(
  tag: "th" | "td",
  cell: readonly Inline[],
  align: Table["align"][number] | undefined,
  setting: Setting,
): string {
  const side = align === undefined || align === "left" ? "" : ` class="${align}"`;
  const words = lineMarkup(cell, setting);
  // An empty corner heads nothing.
  return tag === "td" || words === "" ? `<td${side}>${words}</td>` : `<th scope="col"${side}>${words}</th>`;
}

/** "Figura 3. What it shows", or null without a caption. */
function captionOf(block: Of<"picture"> | Of<"table">, setting: Setting): string | null {
  if (block.caption === undefined) return null;
  const { numbers, words } = setting;
  const number = numbers.of(block);
  const label = number === undefined ? "" : words[block.kind].replace("{number}", String(number));
  const shown = label.charAt(0).toUpperCase() + label.slice(1);
  return `<span class="label">${escaped(shown)}.</span> ${lineMarkup(block.caption, setting)}`;
}

function idOf(id: string | undefined): string {
  return id === undefined ? "" : ` id="${escaped(id)}"`;
}
