import { countries } from "./countries.ts";
import { type AskedField, maxLengthOf } from "./field.ts";
import { provinces } from "./italian-codes.ts";

/** What an answer must meet; written into the page's HTML and judged by the Worker from this one place. */
export interface Constraints {
  /** The input's `type`, or the element that stands for it. */
  control: "input" | "textarea" | "select" | "radio" | "checkbox";
  inputType?: "text" | "email" | "tel" | "url" | "number" | "date" | "datetime-local";
  inputMode?: "text" | "email" | "tel" | "url" | "numeric" | "decimal";
  autocomplete?: string;
  /** As in HTML: matched against the whole value with the v flag. */
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  min?: string;
  max?: string;
  step?: string;
  /** The values allowed, where they are a list. */
  options?: readonly string[];
}

// No dot at either end of the name, nor two together: no mailbox is called so. Letters and digits beyond ASCII pass in
// the domain (società.it); the mail provider punycodes them. A domain without a dot is a slip (ada@gmail), save that
// of a country, some of which do take mail.
const atoms = "[a-zA-Z0-9!#$%&'*+\\/=?^_`\\{\\|\\}~\\-]+";
const inLabel = "(?:[\\p{L}\\p{N}\\-]{0,61}[\\p{L}\\p{N}])?";
const domain = `(?:[\\p{L}\\p{N}]${inLabel}\\.)+\\p{L}${inLabel}|[a-zA-Z]{2}`;
const email = `(?=[^@]{1,64}@)${atoms}(?:\\.${atoms})*@(?:${domain})`;
const phone = "(?:\\+|00)?(?:[ \\(\\)\\.\\/\\-]*[0-9]){5,15}[ ]*";
const decimal = "-?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)(?:[eE][\\-+]?[0-9]+)?";

/** What an answer to `field` must meet. */
export function constraintsOf(field: AskedField): Constraints {
  switch (field.type) {
    case "email":
      return { ...input("email", "email", "email"), pattern: email, maxLength: 254 };
    case "phone":
      return { ...input("tel", "tel", "tel"), pattern: phone, maxLength: 30 };
    case "given-name":
    case "family-name":
    case "name":
      return { ...input("text", "text", field.type), maxLength: 100 };
    case "company":
      return { ...input("text", "text", "organization"), maxLength: 150 };
    case "job-title":
      return { ...input("text", "text", "organization-title"), maxLength: 100 };
    case "street-address":
      return { ...input("text", "text", "street-address"), maxLength: 200 };
    case "city":
      return { ...input("text", "text", "address-level2"), maxLength: 100 };
    case "province":
      return { control: "select", autocomplete: "address-level1", options: provinces };
    case "postal-code":
      return { ...input("text", "numeric", "postal-code"), pattern: "[0-9]{5}", maxLength: 5 };
    case "country":
      return { control: "select", autocomplete: "country", options: countries };
    case "birthday":
      return { ...input("date", undefined, "bday"), pattern: day, min: "1900-01-01", max: "2100-12-31" };
    case "vat":
      return { ...input("text", "numeric", "off"), pattern: "[0-9]{11}", maxLength: 11 };
    case "tax-code":
      return { ...input("text", "text", "off"), pattern: "[A-Za-z0-9]{16}", maxLength: 16 };
    case "url":
      return { ...input("url", "url", "url"), pattern: "https?:\\/\\/[^\\s]+", maxLength: 500 };
    case "text":
      return { ...input("text", "text"), ...lengths(field) };
    case "paragraph":
      return { control: "textarea", ...lengths(field) };
    case "number":
      return {
        ...input("number", Number.isInteger(field.step) ? "numeric" : "decimal"),
        pattern: decimal,
        ...range(field),
        step: String(field.step),
      };
    case "scale":
      return { control: "radio", options: scaleSteps(field).map(String) };
    case "date":
      return { ...input("date"), pattern: day, ...range(field) };
    case "datetime":
      return {
        ...input("datetime-local"),
        pattern: `${day}T(?:[01][0-9]|2[0-3]):[0-5][0-9]`,
        ...range(field),
      };
    case "choice":
      return { control: choiceControl(field), options: field.options.map((option) => option.value) };
  }
}

/** The steps of a scale, from the lowest. */
export function scaleSteps(field: { min: number; max: number }): number[] {
  return Array.from({ length: field.max - field.min + 1 }, (_, place) => field.min + place);
}

const day = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";

function choiceControl(field: AskedField & { type: "choice" }): Constraints["control"] {
  if (field.multiple) return "checkbox";
  return field.options.length <= 6 ? "radio" : "select";
}

function input(
  inputType: NonNullable<Constraints["inputType"]>,
  inputMode?: Constraints["inputMode"],
  autocomplete?: string,
): Constraints {
  return {
    control: "input",
    inputType,
    ...(inputMode === undefined ? {} : { inputMode }),
    ...(autocomplete === undefined ? {} : { autocomplete }),
  };
}

function lengths(
  field: AskedField & { type: "text" | "paragraph" },
): Pick<Constraints, "minLength" | "maxLength"> {
  return {
    ...(field.minLength === undefined ? {} : { minLength: field.minLength }),
    maxLength: maxLengthOf(field),
  };
}

function range(field: {
  min?: number | string | undefined;
  max?: number | string | undefined;
}): Pick<Constraints, "min" | "max"> {
  return {
    ...(field.min === undefined ? {} : { min: String(field.min) }),
    ...(field.max === undefined ? {} : { max: String(field.max) }),
  };
}
