import type { Context } from "hono";
import { html } from "hono/html";
import { isAsked } from "../../content/schema/field.ts";
import type { Form } from "../../content/schema/form.ts";
import { type Texts, textsIn } from "../../content/schema/locales/index.ts";
import { type ProblemCode, problems } from "../../content/schema/problem.ts";
import type { AppEnv } from "../env.ts";
import type { FieldError } from "../guards/answers.ts";
import type { Entries } from "../guards/entries.ts";
import { pageField } from "../guards/post.ts";
import type { LandingHere } from "../landing.ts";
import { answerProblem, problemJson, wantsJson } from "./problem.tsx";
import { pageHeaders } from "./static-page.ts";

/** What to tell the visitor on the landing itself. */
export interface Refusal {
  code: ProblemCode;
  errors: FieldError[];
  /** What was posted; all of it stands in the form again. */
  entries: Entries;
  /** The page that the visitor began on. */
  address: string | null;
}

/** The landing again, with what was answered, and what to change; JSON for programs. */
export async function refuseOnLanding(
  c: Context<AppEnv>,
  here: LandingHere,
  refusal: Refusal,
): Promise<Response> {
  const { landing } = here;
  if (wantsJson(c)) return problemJson(c, refusal.code, landing.locale, refusal.errors);
  const page = await c.var.deps.fetchAsset(landing.pages.landing);
  if (!page.ok) return answerProblem(c, refusal.code, landing);
  const texts = textsIn(landing.locale);
  const rewriter = new HTMLRewriter();
  if (refusal.errors.length > 0) showErrors(rewriter, here, refusal.errors, texts);
  else showNotice(rewriter, texts.problems[refusal.code]);
  keepAnswers(rewriter, refusal.entries);
  keepAddress(rewriter, refusal.address);
  // The next try comes from this page, and has to say that it comes from us.
  c.header("Referrer-Policy", "strict-origin-when-cross-origin");
  const status = problems[refusal.code];
  return rewriter.transform(new Response(page.body, { status, headers: pageHeaders(page) }));
}

function showNotice(rewriter: HTMLRewriter, sentence: string): void {
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

function showErrors(rewriter: HTMLRewriter, here: LandingHere, errors: FieldError[], texts: Texts): void {
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
function summaryRow({ path, form }: LandingHere, error: FieldError, texts: Texts): string {
  const label = labelOf(form, error.field, texts);
  const id = `f-${path.replaceAll("/", "-")}-${error.field}`;
  return `${html`<li><a href="#${id}">${label === "" ? error.message : `${label}: ${error.message}`}</a></li>`}`;
}

function labelOf(form: Form, name: string, texts: Texts): string {
  const field = form.fields.find((candidate) => candidate.name === name);
  if (field === undefined || !isAsked(field)) return "";
  const usual: Record<string, string> = texts.labels;
  return field.label ?? usual[field.type] ?? "";
}

function keepAddress(rewriter: HTMLRewriter, address: string | null): void {
  if (address === null) return;
  const input = `${html`<input type="hidden" name="${pageField}" value="${address}">`}`;
  rewriter.on("form[data-landing]", { element: (form) => void form.append(input, { html: true }) });
}

/** Puts back what was answered, ticked or chosen. */
function keepAnswers(rewriter: HTMLRewriter, entries: Entries): void {
  let select = "";
  rewriter
    .on("form input[name]", {
      element: (input) => keepInput(input, valuesOf(entries, input.getAttribute("name") ?? "")),
    })
    .on("form textarea[name]", {
      element(area) {
        const [text] = valuesOf(entries, area.getAttribute("name") ?? "");
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
        if (!entries.has(select)) return;
        if (valuesOf(entries, select).includes(option.getAttribute("value") ?? ""))
          option.setAttribute("selected", "");
        else option.removeAttribute("selected");
      },
    });
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

function valuesOf(entries: Entries, name: string): string[] {
  return [entries.get(name)].flat().filter((value) => typeof value === "string");
}
