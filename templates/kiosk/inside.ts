import { find } from "./screens.ts";

/** Keeps the visitor on the page: what a link leads to is read in a dialog, and nothing else opens. */
export function keepInside(main: HTMLElement): void {
  const dialog = main.querySelector<HTMLDialogElement>("dialog[data-reader]");
  if (!dialog) throw new Error("dialog");
  const place = find(dialog, "[data-text]");
  // It scrolls, and so must take the keyboard.
  place.tabIndex = 0;
  const allowed = (main.dataset.inside ?? "").split(" ");
  find(dialog, "[data-close]").addEventListener("click", () => dialog.close());
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.matches("[href^='#'], [data-sign-in]")) return;
      event.preventDefault();
      if (link.origin === location.origin && allowed.includes(link.pathname)) void open(link.pathname);
    },
    true,
  );

  async function open(path: string): Promise<void> {
    place.replaceChildren();
    dialog?.showModal();
    place.focus();
    try {
      place.replaceChildren(...(await readPart(path, "main article")));
    } catch {
      place.textContent = (dialog?.dataset.reader ?? "").replace("{address}", location.host + path);
    }
    place.scrollTop = 0;
  }
}

/** What stands in `selector` on the page at `address`; it rejects where that cannot be had. */
export async function readPart(address: string, selector: string): Promise<Node[]> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(8000) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  // The policy would complain of the other page's sheets, which nothing here wants.
  const html = (await answer.text()).replace(/<style[\s\S]*?<\/style>/g, "");
  const page = new DOMParser().parseFromString(html, "text/html");
  const part = find(page.documentElement, selector);
  for (const unwanted of part.querySelectorAll("script, style, form, .button")) unwanted.remove();
  return [...part.childNodes].map((node) => document.adoptNode(node));
}
