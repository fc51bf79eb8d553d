import type { LandingView } from "../view.ts";

/** The words on the button that sends the form: the author's, or what happens with such a magnet. */
export function submitLabel({ form, magnet, texts }: Pick<LandingView, "form" | "magnet" | "texts">): string {
  return form.submit ?? texts.page.submit[magnet?.magnet.kind ?? "none"];
}
