import type { TextNode } from "../content/text-tree.ts";
import { escaped } from "../markup.ts";
import type { MailBlock } from "./blocks.ts";
import { divider, htmlOf, type MailPicture, quoted, type Setting } from "./html.ts";
import { contentOf } from "./inline.ts";
import type { Marks } from "./pieces.ts";
import { addressOf, buttonHtml, forOutlook, frame, fullWidth, linkTo, paragraph, sans } from "./style.ts";

/** `block`, which stands at `node`, as HTML. */
export function blockHtml(block: MailBlock, node: TextNode, setting: Setting): string {
  const { marks, pictures } = setting;
  const inner = () => htmlOf(contentOf(node), setting);
  switch (block.name) {
    case "Button": {
      const { href, label } = block.props;
      if (href === undefined) return marks.of({ slot: "button" });
      return buttonHtml(marks, escaped(label ?? href), linkTo(marks, href));
    }
    case "Picture":
      return picture(block.props, pictures.get(block.props.src), setting);
    case "Coupon":
      return marks.of({ slot: "code" });
    case "Offer":
      return offer(block.props, inner(), marks);
    case "Quote": {
      const by = block.props.by === undefined ? "" : paragraph(marks, escaped(block.props.by), "quiet");
      return quoted(inner() + by);
    }
    case "Divider":
      return divider;
    case "Columns":
      return columns(node, setting);
    case "Column":
      return inner();
    case "Signature":
      return signature(block.props, setting);
    case "If": {
      const { not, when, answered } = block.props;
      return marks.around(
        { not, ...(when && { when }), ...(answered !== undefined && { answered }) },
        inner(),
      );
    }
  }
}

type Props<Name extends MailBlock["name"]> = Extract<MailBlock, { name: Name }>["props"];

/**
 * A picture that fits its room, with its width told to Outlook, and its words set to be read where it is off.
 *
 * Its height is told to none: it follows, and Yahoo, which knows no `height:auto`, would stretch it on a phone.
 */
function picture(
  props: Props<"Picture">,
  found: MailPicture | undefined,
  { marks, width: room }: Setting,
): string {
  if (found === undefined) return "";
  const width = Math.min(props.width ?? fullWidth, found.width, room);
  const look = `display:block;width:100%;max-width:${width}px;border:0;border-radius:4px;font:italic 15px/1.5 ${sans};color:${marks.of({ own: "ink" })}`;
  const image = `<img class="ink" src="${addressOf(marks, found.path)}" alt="${escaped(props.alt)}" width="${width}" style="${look}">`;
  const inner =
    props.href === undefined
      ? image
      : `<a href="${linkTo(marks, props.href)}" style="text-decoration:none">${image}</a>`;
  return frame(`<td style="padding:0 0 24px">${inner}</td>`);
}

function offer({ value, title }: Props<"Offer">, inner: string, marks: Marks): string {
  const ink = `color:${marks.of({ own: "ink" })}`;
  const lead =
    title === undefined
      ? ""
      : `<p class="ink" style="margin:0 0 8px;font:600 17px/1.4 ${sans};${ink}">${escaped(title)}</p>`;
  const figure = `<p class="ink" style="margin:0 0 4px;font:800 44px/1.1 ${sans};letter-spacing:-.02em;${ink}">${escaped(value)}</p>`;
  const box = `border:2px solid ${marks.of({ own: "primary" })};border-radius:8px;padding:20px 24px 4px`;
  return frame(`<td style="${box}">${figure}${lead}${inner}</td>`, "margin:0 0 28px");
}

/** Columns stand side by side where there is room, and stack by themselves where there is none; Outlook gets a table. */
function columns(node: TextNode, setting: Setting): string {
  const found = node.children
    .flatMap((child) => (child.type === "paragraph" ? child.children : [child]))
    .filter((child) => setting.blocks.get(child)?.name === "Column");
  const width = Math.floor(setting.width / found.length);
  const cells = found.map((column) => {
    const inner = htmlOf(contentOf(column), { ...setting, width: width - 16 });
    return `<div class="column" style="display:inline-block;width:100%;max-width:${width}px;vertical-align:top">${frame(`<td style="padding:0 16px 0 0">${inner}</td>`)}</div>`;
  });
  const cell = `<td width="${width}" valign="top">`;
  const first = forOutlook(
    `<table role="presentation" width="${setting.width}" cellpadding="0" cellspacing="0" border="0"><tr>${cell}`,
  );
  const between = forOutlook(`</td>${cell}`);
  return `<div style="margin:0 0 12px;font-size:0">${first}${cells.join(between)}${forOutlook("</td></tr></table>")}</div>`;
}

function signature({ name, role, picture }: Props<"Signature">, { marks, pictures }: Setting): string {
  const ink = `color:${marks.of({ own: "ink" })}`;
  const under = `<p class="quiet" style="margin:0;font:15px/1.5 ${sans};color:#55585c">${escaped(role ?? "")}</p>`;
  const words = `<p class="ink" style="margin:0;font:600 17px/1.4 ${sans};${ink}">${escaped(name)}</p>${role === undefined ? "" : under}`;
  const found = picture && pictures.get(picture.src);
  const cell = `<td valign="middle">${words}</td>`;
  return found
    ? frame(portrait(marks, found.path, picture.alt) + cell, "margin:0 0 24px", "")
    : frame(cell, "margin:0 0 24px");
}

/** Where pictures are off, a quiet square stands for it, whose words are heard alone: the name is beside them. */
function portrait(marks: Marks, path: string, alt: string): string {
  const look = `display:block;width:56px;height:56px;overflow:hidden;border:0;border-radius:4px;background:${marks.of({ own: "paper" })};font-size:0;line-height:0`;
  return `<td width="56" valign="top" style="padding:0 16px 0 0"><img class="ground" src="${addressOf(marks, path)}" alt="${escaped(alt)}" width="56" height="56" style="${look}"></td>`;
}
