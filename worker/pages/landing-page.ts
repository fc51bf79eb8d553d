import type { Context } from "hono";
import { html } from "hono/html";
import type { CatalogLanding } from "../../content/schema/catalog.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import { type ProblemCode, problems } from "../../content/schema/problem.ts";
import type { AppEnv } from "../env.ts";
import type { FieldError } from "../guards/answers.ts";
import { type Post, pageField } from "../guards/post.ts";
import type { LandingHere } from "../landing.ts";
import { sectionOf, sectionsOf } from "../sections.ts";
import { showErrors, showNotice } from "./form-errors.ts";
import { openSection } from "./form-sections.ts";
import { keepAnswers } from "./kept-answers.ts";
import { wordsChosen, writeWords } from "./landing-words.ts";
import { answerProblem, problemJson, wantsJson } from "./problem.tsx";
import { readBack } from "./read-back.ts";
import { pageHeaders } from "./static-page.ts";

/** What to tell the visitor on the landing itself. */
export interface Refusal {
  code: ProblemCode;
  errors: FieldError[];
  /** What was posted; all of it stands in the form again. */
  post: Post;
}

/** The landing again, with what was answered, and what to change; JSON for programs. */
export async function refuseOnLanding(
  c: Context<AppEnv>,
  here: LandingHere,
  { code, errors, post }: Refusal,
): Promise<Response> {
  if (wantsJson(c)) return problemJson(c, code, here.landing.locale, errors);
  return showForm(c, here, post, { code, errors, place: placeOf(here, code, errors) });
}

/** The landing again, with what was answered, at the section `place` of its form; nothing is kept of it. */
export function showSection(
  c: Context<AppEnv>,
  here: LandingHere,
  post: Post,
  place: number,
): Promise<Response> {
  return showForm(c, here, post, { code: null, errors: [], place });
}

/** The asset that the landing's page is made of. */
export function assetOf({ dynamic, pages }: CatalogLanding): string {
  return dynamic?.page ?? pages.landing;
}

interface Shown {
  code: ProblemCode | null;
  errors: FieldError[];
  /** The section to show; null leaves the page as it is. */
  place: number | null;
}

async function showForm(
  c: Context<AppEnv>,
  here: LandingHere,
  post: Post,
  { code, errors, place }: Shown,
): Promise<Response> {
  const { landing, form } = here;
  const { entries, address, query } = post;
  const page = await c.var.deps.fetchAsset(assetOf(landing));
  if (!page.ok) return answerProblem(c, code ?? "unavailable", landing);
  const texts = textsIn(landing.locale);
  const rewriter = new HTMLRewriter();
  if (errors.length > 0) showErrors(rewriter, here, errors, texts);
  else if (code !== null) showNotice(rewriter, texts.problems[code]);
  const chosen = keepAnswers(rewriter, entries);
  keepAddress(rewriter, address);
  if (landing.dynamic !== undefined)
    writeWords(rewriter, landing.dynamic, wordsChosen(landing.dynamic, query));
  const sections = sectionsOf(form);
  if (sections !== null && place !== null) {
    const review = () => readBack(form, post, chosen, landing.locale);
    openSection(rewriter, { sections, place, focused: code === null, review });
  }
  const headers = pageHeaders(page);
  // The next try comes from this page, and has to say that it comes from us.
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  const status = code === null ? 200 : problems[code];
  return rewriter.transform(new Response(page.body, { status, headers }));
}

/** The section that a refusal is about: that of the first error, or the one that was sent. */
function placeOf({ form }: LandingHere, code: ProblemCode, [first]: FieldError[]): number | null {
  const sections = sectionsOf(form);
  if (sections === null) return null;
  if (first !== undefined) return sectionOf(sections, first.field);
  return code === "closed" || code === "not_yet_open" ? null : sections.last;
}

function keepAddress(rewriter: HTMLRewriter, address: string | null): void {
  if (address === null) return;
  const input = `${html`<input type="hidden" name="${pageField}" value="${address}">`}`;
  rewriter.on("form[data-landing]", { element: (form) => void form.append(input, { html: true }) });
}
