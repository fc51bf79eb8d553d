import { escaped } from "../../markup.ts";
import { fill } from "../outside.ts";
import type { Block } from "../tree.ts";
import { blocksMarkup } from "./markup.ts";
import type { Setting } from "./setting.ts";

type Of<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;

/** A few numbers, each with what it counts and where it comes from. */
export function figuresMarkup({ figures }: Of<"figures">, setting: Setting): string {
  const lines = figures.map(
    ({ value, source, href, blocks }) =>
      `<li><p class="value"><strong>${escaped(value)}</strong></p>
${blocksMarkup(blocks, setting)}${sourceMarkup(source, href, setting)}</li>`,
  );
  return `<ul class="figures">${lines.join("\n")}</ul>`;
}

/** What somebody said, and who that is. */
export function testimonialMarkup(block: Of<"testimonial">, setting: Setting): string {
  const { name, role, source, blocks } = block;
  const who = [role, source].filter((part) => part !== undefined).map(escaped);
  const under = who.length === 0 ? "" : `<br/>${who.join(", ")}`;
  return `<figure class="testimonial"><blockquote>${blocksMarkup(blocks, setting)}</blockquote>
<figcaption><strong>${escaped(name)}</strong>${under}</figcaption></figure>`;
}

/** What something costs, and what is in the price. */
export function priceMarkup(block: Of<"price">, setting: Setting): string {
  const { name, price, before, includes, note, blocks } = block;
  const was =
    before === undefined ? "" : ` <small>${escaped(fill(setting.words.before, { price: before }))}</small>`;
  const lines = includes.map((line) => `<li>${escaped(line)}</li>`).join("");
  return `<div class="price"><p class="title"><strong>${escaped(name)}</strong></p>
<p class="value"><strong>${escaped(price)}</strong>${was}</p>
${blocksMarkup(blocks, setting)}${lines === "" ? "" : `<ul>${lines}</ul>`}${
  note === undefined ? "" : `<p><small>${escaped(note)}</small></p>`
}</div>`;
}

function sourceMarkup(source: string | undefined, href: string | undefined, setting: Setting): string {
  if (source === undefined) return "";
  const words = escaped(source);
  const link = href === undefined ? words : `<a href="${escaped(setting.link(href))}">${words}</a>`;
  return `<p><small>${fill(escaped(setting.words.source), { source: link })}</small></p>`;
}
