import type { LandingView } from "../../templates/view.ts";

type TemplateComponent = (props: { view: LandingView; kind?: "thanks" | "grant" }) => unknown;
type Modules = Record<string, { default: TemplateComponent }>;

const pages: Modules = import.meta.glob("/templates/*/Page.astro", { eager: true });
const outcomes: Modules = import.meta.glob("/templates/*/Outcome.astro", { eager: true });

/** The landing's page, in its template. */
export function pageOf(view: LandingView): TemplateComponent {
  return componentIn(pages, view, "Page");
}

/** The frame of the pages that follow, in the landing's template. */
export function outcomeOf(view: LandingView): TemplateComponent {
  return componentIn(outcomes, view, "Outcome");
}

function componentIn(modules: Modules, view: LandingView, name: string): TemplateComponent {
  const found = modules[`/templates/${view.landing.template}/${name}.astro`];
  if (found === undefined) throw new Error(`templates/${view.landing.template} has no ${name}.astro.`);
  return found.default;
}
