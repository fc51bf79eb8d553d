import benefits from "./benefits.css?inline";
import base from "./blocks.css?inline";
import callout from "./callout.css?inline";
import comparison from "./comparison.css?inline";
import countdown from "./countdown.css?inline";
import cta from "./cta.css?inline";
import faq from "./faq.css?inline";
import figures from "./figures.css?inline";
import form from "./form.css?inline";
import gallery from "./gallery.css?inline";
import logos from "./logos.css?inline";
import picture from "./picture.css?inline";
import price from "./price.css?inline";
import pullquote from "./pullquote.css?inline";
import type { BlockName } from "./rules.ts";
import share from "./share.css?inline";
import steps from "./steps.css?inline";
import sticky from "./sticky.css?inline";
import table from "./table.css?inline";
import testimonial from "./testimonial.css?inline";
import video from "./video.css?inline";

const sheets: Partial<Record<BlockName, string>> = {
  Benefits: benefits,
  Steps: steps,
  Testimonial: testimonial,
  Figures: figures,
  Logos: logos,
  Faq: faq,
  Comparison: comparison,
  Price: price,
  Video: video,
  Gallery: gallery,
  Callout: callout,
  PullQuote: pullquote,
  Picture: picture,
  Table: table,
  Cta: cta,
  StickyBar: sticky,
  Form: form,
  Countdown: countdown,
  Share: share,
};

/** The style sheets of a text in which `names` stand; each by itself, so that pages share their hashes. */
export function blockSheets(names: readonly BlockName[]): string[] {
  const own = names.flatMap((name) => sheets[name] ?? []);
  return own.length === 0 ? [] : [base, ...own];
}
