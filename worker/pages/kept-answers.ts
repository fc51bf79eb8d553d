import { type Entries, textsOf } from "../guards/entries.ts";

/** What people read on the options that were chosen from lists: by field, then by value. */
export type ChosenLabels = Map<string, string>;

/** The key of a chosen option in `ChosenLabels`. */
export function chosenKey(field: string, value: string): string {
  return `${field}\n${value}`;
}

/**
 * Puts back what was answered, ticked or chosen; the result fills as the page goes by.
 *
 * With `partly`, `entries` are first answers for some fields, and the others stay as the page has them.
 */
export function keepAnswers(rewriter: HTMLRewriter, entries: Entries, partly = false): ChosenLabels {
  const labels: ChosenLabels = new Map();
  let select = "";
  let chosen: string | null = null;
  rewriter
    .on("form input[name]", {
      element(input) {
        const name = input.getAttribute("name") ?? "";
        if (!partly || entries.has(name)) keepInput(input, textsOf(entries, name));
      },
    })
    .on("form textarea[name]", {
      element(area) {
        const [text] = textsOf(entries, area.getAttribute("name") ?? "");
        if (text !== undefined) area.setInnerContent(text);
      },
    })
    .on("form select[name]", {
      element(element) {
        select = element.getAttribute("name") ?? "";
      },
    })
    .on("form select[name] option", {
      element(option) {
        chosen = null;
        if (!entries.has(select)) return;
        const value = option.getAttribute("value") ?? "";
        if (textsOf(entries, select).includes(value)) {
          option.setAttribute("selected", "");
          chosen = chosenKey(select, value);
        } else option.removeAttribute("selected");
      },
      text({ text }) {
        if (chosen !== null) labels.set(chosen, (labels.get(chosen) ?? "") + text);
      },
    });
  return labels;
}

function keepInput(input: Element, values: string[]): void {
  const type = input.getAttribute("type");
  if (type === "checkbox" || type === "radio") {
    if (values.includes(input.getAttribute("value") ?? "on")) input.setAttribute("checked", "");
    else input.removeAttribute("checked");
    return;
  }
  const [value] = values;
  // The trap stays as it was sent, too: a person whose browser filled it sees nothing of it either way.
  // The rewriter escapes quotes and leaves entities alone: `&amp;` typed by hand must stay `&amp;`.
  if (value !== undefined && input.getAttribute("name") !== "_key") {
    input.setAttribute("value", value.replaceAll("&", "&amp;"));
  }
}
