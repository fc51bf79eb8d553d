import { submitLabel } from "../parts/submit-label.ts";
import type { LandingView } from "../view.ts";
import type { BlockView } from "./view.ts";

/** What the blocks in a landing's text are told. */
export function landingBlocks(view: LandingView): BlockView {
  return {
    ...view,
    folder: `landings/${view.path}`,
    title: view.landing.title,
    action: { label: submitLabel(view), href: "#form" },
    landing: view,
  };
}
