import Benefit from "./Benefit.astro";
import Benefits from "./Benefits.astro";
import Callout from "./Callout.astro";
import Comparison from "./Comparison.astro";
import Countdown from "./Countdown.astro";
import Cta from "./Cta.astro";
import Faq from "./Faq.astro";
import Figure from "./Figure.astro";
import Figures from "./Figures.astro";
import Form from "./Form.astro";
import Gallery from "./Gallery.astro";
import Logos from "./Logos.astro";
import Param from "./Param.astro";
import Picture from "./Picture.astro";
import Price from "./Price.astro";
import PullQuote from "./PullQuote.astro";
import Question from "./Question.astro";
import type { BlockName } from "./rules.ts";
import Share from "./Share.astro";
import Step from "./Step.astro";
import Steps from "./Steps.astro";
import StickyBar from "./StickyBar.astro";
import Table from "./Table.astro";
import Testimonial from "./Testimonial.astro";
import Video from "./Video.astro";

/** The blocks that a text may use without an import. */
export const blocks = {
  Benefit,
  Benefits,
  Callout,
  Comparison,
  Countdown,
  Cta,
  Faq,
  Figure,
  Figures,
  Form,
  Gallery,
  Logos,
  Param,
  Picture,
  Price,
  PullQuote,
  Question,
  Share,
  Step,
  Steps,
  StickyBar,
  Table,
  Testimonial,
  Video,
} satisfies Record<BlockName, unknown>;
