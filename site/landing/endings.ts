import { buttonsOf, type Thanks } from "../../content/schema/thanks.ts";
import type { LandingView } from "../../templates/view.ts";
import { outcomePage } from "../content/addresses.ts";

/** A page that ends the form of a landing: where it lies, and the landing as it is told there. */
interface Ending {
  kind: "thanks" | "disqualified";
  address: string;
  view: LandingView;
}

/** All pages that may end the form of `view`. */
export function endingsOf(view: LandingView): Ending[] {
  const { landing, pages, form, texts } = view;
  const { thanks } = landing;
  const outcomes = landing.outcomes.map((outcome) =>
    ending(view, "thanks", outcomePage(pages, outcome.name), {
      title: outcome.title ?? thanks.title,
      text: outcome.text ?? thanks.text,
      buttons: outcome.buttons ?? buttonsOf(thanks),
    }),
  );
  const kind = { title: texts.form.disqualified.title, ...form.disqualify?.thanks };
  return [
    { kind: "thanks", address: pages.thanks, view },
    ...outcomes,
    ...(pages.disqualified === undefined ? [] : [ending(view, "disqualified", pages.disqualified, kind)]),
  ];
}

function ending(view: LandingView, kind: Ending["kind"], address: string, thanks: Thanks): Ending {
  return { kind, address, view: { ...view, landing: { ...view.landing, thanks } } };
}
