import { html } from "hono/html";
import type { BundledTexts } from "../../content/schema/locales/worker.ts";
import type { FieldError } from "../guards/answers.ts";
import type { LandingHere } from "../landing.ts";
import { labelOf } from "./read-back.ts";

/** Says at the head of the form what is wrong with it as a whole. */
export function showNotice(rewriter: HTMLRewriter, sentence: string): void {
  rewriter.on("form [data-notice]", {
    element(notice) {
      notice.setAttribute("tabindex", "-1");
      reveal(notice);
      notice.setInnerContent(sentence);
    },
  });
}

// The form may stand far below the fold: the browser goes to what has the focus, without any script.
function reveal(message: Element): void {
  message.removeAttribute("hidden");
  message.setAttribute("autofocus", "");
}

/** Says what is wrong at each field, and all of it in the summary. */
export function showErrors(
  rewriter: HTMLRewriter,
  here: LandingHere,
  errors: FieldError[],
  texts: BundledTexts,
): void {
  let current: FieldError | undefined;
  rewriter
    .on("form [data-summary]", { element: reveal })
    .on("form [data-summary] ul", {
      element: (list) =>
        void list.setInnerContent(errors.map((error) => summaryRow(here, error, texts)).join(""), {
          html: true,
        }),
    })
    .on("form [data-field]", {
      element(wrapper) {
        const name = wrapper.getAttribute("data-field");
        current = errors.find((error) => error.field === name);
        if (current !== undefined)
          wrapper.setAttribute("class", `${wrapper.getAttribute("class") ?? ""} wrong`.trim());
      },
    })
    .on("form [data-field] [name]", {
      element: (control) => void (current !== undefined && control.setAttribute("aria-invalid", "true")),
    })
    .on("form [data-field] [data-error]", {
      element(place) {
        if (current === undefined) return;
        place.removeAttribute("hidden");
        place.setInnerContent(current.message);
      },
    });
}

/** One line of the summary; its link leads to the field's first control. */
function summaryRow({ path, form }: LandingHere, error: FieldError, texts: BundledTexts): string {
  const label = labelOf(form, error.field, texts);
  const id = `f-${path.replaceAll("/", "-")}-${error.field}`;
  return `${html`<li><a href="#${id}">${label === "" ? error.message : `${label}: ${error.message}`}</a></li>`}`;
}
