import type { Form } from "../../content/schema/form.ts";
import { conditionsCss } from "./conditions.ts";
import { sectionsOf } from "./sections.ts";
import stepsCss from "./steps.css?inline";

/** The style sheets that only some forms need: of steps, and of conditions. */
export function formSheets(form: Form): string[] {
  return [sectionsOf(form).length > 0 ? stepsCss : "", conditionsCss(form)].filter(Boolean);
}
