import { html } from "hono/html";
import type { Sections } from "../sections.ts";

/** Which section the page is to show, and how. */
export interface Opened {
  sections: Sections;
  place: number;
  /** Whether the browser is to go to it: not where a message above it says more. */
  focused: boolean;
  /** The rows of the review, made when the page has come to them. */
  review: () => string;
}

/** Shows one section of the form and hides the others. */
export function openSection(rewriter: HTMLRewriter, { sections, place, focused, review }: Opened): void {
  const reviews = sections.review && place === sections.last;
  rewriter
    .on("form[data-landing]", {
      element: (form) => void form.prepend(enterButton(sections, place), { html: true }),
    })
    .on("form section[data-step]", {
      element(section) {
        if (section.getAttribute("data-step") !== String(place)) {
          section.setAttribute("hidden", "");
          return;
        }
        section.removeAttribute("hidden");
        if (!focused) return;
        section.setAttribute("tabindex", "-1");
        section.setAttribute("autofocus", "");
      },
    });
  if (!reviews) return;
  rewriter
    .on("form [data-review-list]", {
      element: (list) => void list.setInnerContent(review(), { html: true }),
    })
    // What was shown need not be shown again.
    .on('form input[name="_reviewed"]', {
      element(input) {
        input.removeAttribute("disabled");
        input.setAttribute("value", "yes");
      },
    });
}

/**
 * What Enter presses: without it the first button of the form, which belongs to a section that is hidden.
 */
function enterButton({ last }: Sections, place: number): string {
  const named = place < last ? html` name="_step" value="${place + 1}"` : "";
  return `${html`<button class="unseen" type="submit" tabindex="-1" aria-hidden="true" data-enter${named}></button>`}`;
}
