import base from "./base.css?inline";
import controls from "./controls.css?inline";
import form from "./form.css?inline";
import gift from "./gift.css?inline";
import outcome from "./outcome.css?inline";
import plain from "./plain.css?inline";
import prose from "./prose.css?inline";
import ticket from "./ticket.css?inline";

/** The parts' style sheets for each kind of page; a template's own come after them. */
export const sheetsFor = {
  landing: base + prose + form + controls,
  outcome: base + outcome + gift + ticket,
  plain: base + prose + plain,
  article: base + prose,
  till: base,
} as const;
