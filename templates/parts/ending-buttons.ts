import { fill, type Texts } from "../../content/schema/locales/index.ts";
import type { EndingButton } from "../../content/schema/thanks.ts";

/** A button as the page shows it. */
export interface ShownButton {
  href: string;
  label: string;
  /** Whether the browser keeps the file instead of opening it. */
  download?: true;
}

/** What `button` of the landing at `path` leads to, and the words on it. */
export function shownButton(button: EndingButton, path: string, texts: Texts): ShownButton {
  const words = texts.form.buttons;
  const { label, href = "/", call, whatsapp, message, download, book } = button;
  if (call !== undefined) {
    return {
      href: `tel:${call.replace(/[^+\d]/g, "")}`,
      label: label ?? fill(words.call, { number: call.replaceAll(" ", "\u00a0") }),
    };
  }
  if (whatsapp !== undefined) {
    const text = message === undefined ? "" : `?text=${encodeURIComponent(message)}`;
    return { href: `https://wa.me/${whatsapp.replace(/\D/g, "")}${text}`, label: label ?? words.whatsapp };
  }
  if (download !== undefined) {
    return { href: downloadAddress(path, download), label: label ?? words.download, download: true };
  }
  if (book !== undefined) return { href: book, label: label ?? words.book };
  return { href, label: label ?? href };
}

/** Where the file `beside` the landing at `path` lies for everyone. */
function downloadAddress(path: string, beside: string): string {
  const inner = beside.slice(2).split("/").map(encodeURIComponent).join("/");
  return `/${path}/${inner}`;
}
