import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Catalog, type CatalogLanding, catalogSchema } from "../../content/schema/catalog.ts";
import { constraintsOf, scaleSteps } from "../../content/schema/constraints.ts";
import { type AskedField, isAsked } from "../../content/schema/field.ts";
import { root } from "./bundle.ts";

/** The catalog of the last build. */
export function builtCatalog(): Catalog {
  return catalogSchema.parse(JSON.parse(readFileSync(join(root, "dist/catalog.json"), "utf8")));
}

/** The first landing that gives a magnet of one of `kinds`, and its path. */
export function landingThatGives(
  catalog: Catalog,
  kinds: readonly string[],
): { path: string; landing: CatalogLanding } {
  for (const [path, landing] of Object.entries(catalog.landings)) {
    const magnet = catalog.magnets[landing.magnets[0]?.name ?? ""];
    if (magnet !== undefined && kinds.includes(magnet.kind)) return { path, landing };
  }
  throw new Error(`No landing gives any of: ${kinds.join(", ")}.`);
}

/** The address of one landing of each template. */
export function oneOfEachTemplate(catalog: Catalog): string[] {
  const landings = Object.values(catalog.landings).reverse();
  return [...new Map(landings.map((landing) => [landing.template, landing.pages.landing])).values()].sort();
}

/** A form as a browser would post it, all answers given and all consents ticked; `number` makes its person another one. */
export function formBody(catalog: Catalog, landing: CatalogLanding, number: number): URLSearchParams {
  const form = catalog.forms[landing.form];
  if (form === undefined) throw new Error(`The catalog has no form ${landing.form}.`);
  const asked = form.fields.filter(isAsked).map((field) => [field.name, answerTo(field, number)]);
  const consents = form.consents.map((consent) => [`consent-${consent.purpose}`, "yes"]);
  return new URLSearchParams([...asked, ...consents, ["_website", ""]]);
}

/** An answer that the form takes; `number` makes it another person's. */
export function answerTo(field: AskedField, number: number): string {
  switch (field.type) {
    case "email":
      return `ada.${number}@example.com`;
    case "phone":
      return `+39 051 ${String(1_000_000 + number)}`;
    case "postal-code":
      return "40122";
    case "vat":
      return "09876540379";
    case "tax-code":
      return "RSSMRA85T10A562S";
    case "url":
      return "https://example.com/";
    case "birthday":
      return "1985-12-10";
    case "date":
      return field.min ?? field.max ?? "2027-03-01";
    case "datetime":
      return field.min ?? field.max ?? "2027-03-01T18:30";
    case "number":
      return String(field.min ?? field.max ?? field.step);
    case "scale":
      return String(scaleSteps(field)[0]);
    case "text":
    case "paragraph":
      return "Ada".padEnd(field.minLength ?? 3, "a").slice(0, constraintsOf(field).maxLength);
    case "province":
    case "country":
    case "choice":
      return constraintsOf(field).options?.[0] ?? "";
    case "given-name":
    case "family-name":
    case "name":
    case "company":
    case "job-title":
    case "street-address":
    case "city":
      return "Ada Lovelace";
  }
}
