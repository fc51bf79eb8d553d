/** The first `Page.astro` of a template whose landings are of the type `landing`. */
export function pageSource(landing: string): string {
  return `---
import Brand from "../parts/Brand.astro";
import Form from "../parts/Form.astro";
import LandingFrame from "../parts/LandingFrame.astro";
import { submitLabel } from "../parts/submit-label.ts";
import { lengthOf } from "../parts/words.ts";
import type { LandingView } from "../view.ts";
import type { ${landing} } from "./schema.ts";
import themeCss from "./theme.css?inline";

interface Props {
  view: LandingView<${landing}>;
}

const { view } = Astro.props;
const { landing } = view;
---

<LandingFrame view={view} sheets={[themeCss]}>
  <header class="bar"><Brand view={view} /></header>
  <main>
    <div class="pitch">
      <h1 data-words="title" data-length={lengthOf(landing.title)}>{landing.title}</h1>
      {landing.intro && (
        <p class="intro" data-words="intro">
          {landing.intro}
        </p>
      )}
      <a class="button" href="#form">{submitLabel(view)}</a>
    </div>
    <div class="prose"><slot /></div>
    <div class="slip"><Form view={view} /></div>
  </main>
</LandingFrame>
`;
}

/** The first `Outcome.astro` of a template, which frames the pages that follow. */
export function outcomeSource(landing: string): string {
  return `---
import type { ComponentProps } from "astro/types";
import Brand from "../parts/Brand.astro";
import OutcomeFrame from "../parts/OutcomeFrame.astro";
import type { LandingView } from "../view.ts";
import type { ${landing} } from "./schema.ts";
import themeCss from "./theme.css?inline";

interface Props {
  view: LandingView<${landing}>;
  kind: ComponentProps<typeof OutcomeFrame>["kind"];
}

const { view, kind } = Astro.props;
---

<OutcomeFrame view={view} kind={kind} sheets={[themeCss]}>
  <header class="bar"><Brand view={view} /></header>
  <main><slot /></main>
</OutcomeFrame>
`;
}

/** The first style of a template: every colour and size comes from the theme. */
export const themeSource = `:root {
  --text: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --display: var(--text);
}
.bar,
main,
.foot {
  padding-inline: max(var(--s5), calc(50% - 33rem));
}
.bar {
  padding-block: var(--s3);
}
main {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: var(--s7);
  padding-bottom: var(--s8);
}
h1 {
  font-size: var(--t4);
}
h1[data-length="long"] {
  font-size: var(--t3);
}
.intro {
  margin-top: var(--s3);
  font-size: var(--t1);
  line-height: 1.45;
}
.pitch .button {
  margin-top: var(--s5);
}
.prose:not(:has(*)) {
  display: none;
}
.slip {
  padding: var(--s5);
  border: 1px solid var(--line);
  border-radius: var(--radius);
  background: var(--surface);
}
@media (min-width: 60rem) {
  body.landing main {
    grid-template-columns: minmax(0, 1fr) 27rem;
    grid-template-rows: auto 1fr;
    gap: var(--s7) var(--s9);
    padding-block: var(--s7) var(--s9);
  }
  .slip {
    grid-area: 1 / 2 / span 2;
    align-self: start;
  }
}
@media print {
  .slip,
  .pitch .button {
    display: none;
  }
}
`;
