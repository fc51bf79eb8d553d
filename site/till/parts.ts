import type { tillIt } from "../../content/schema/locales/it-till.ts";
import type { tillPageIt } from "../../content/schema/locales/it-till-page.ts";
import type { Locale } from "../../content/schema/primitives.ts";

/** What the page's script says. */
export type TillWords = Pick<typeof tillIt, "answer" | "said"> &
  Pick<typeof tillPageIt, "act" | "scan" | "state" | "conflict" | "device">;

/** The element that the page has at `selector`; a page without it was built wrong. */
export function part<T extends HTMLElement = HTMLElement>(
  selector: string,
  inside: ParentNode = document,
): T {
  const found = inside.querySelector<T>(selector);
  if (found === null) throw new Error(selector);
  return found;
}

/** Fills the list at `selector` with `lines`. */
export function fillList(selector: string, lines: readonly (string | Node)[]): void {
  part(selector).replaceChildren(
    ...lines.map((line) => {
      const row = document.createElement("li");
      row.append(line);
      return row;
    }),
  );
}

/** Says `text` before all else, or takes back what was said. */
export function say(text: string | null): void {
  const place = part("[data-notice]");
  place.textContent = text ?? "";
  place.hidden = text === null;
}

/** Shows one screen of the till, and no other. */
export function showScreen(name: "scan" | "answer"): void {
  for (const screen of document.querySelectorAll<HTMLElement>("[data-screen]"))
    screen.hidden = screen.dataset.screen !== name;
  part("main").dataset.at = name;
}

/** The page's words and language. */
export function wordsHere(): { words: TillWords; locale: Locale } {
  const locale = document.documentElement.lang === "en" ? "en" : "it";
  return { words: JSON.parse(part("main").dataset.till ?? "{}"), locale };
}
