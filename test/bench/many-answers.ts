import type { CatalogForm } from "../../content/schema/catalog.ts";
import { type AskedField, isAsked } from "../../content/schema/field.ts";
import { answerTo } from "../support/answers.ts";

/** One person as the generator draws them; the same number and seed are the same person. */
export interface Person {
  number: number;
  givenName: string;
  familyName: string;
  email: string;
  phone: string;
}

const givenNames =
  "Ada,Bea,Carlo,Dora,Elio,Fiamma,Gino,Ilaria,Lucia,Marco,Niccolò,Olga,Pietro,Rosa,Sara,Tommaso,Ugo,Zoe";
const familyNames =
  "Neri,Rossi,Bianchi,D’Angelo,Esposito,Conti,Greco,Marini,Lodi,Villa,Però,Fabbri,Serra,Costa,Gallo";
const hosts = ["example.com", "example.org", "example.net", "posta.example"];

/** Person number `number`. */
export function personOf(number: number, random: () => number): Person {
  const givenName = oneOf(givenNames.split(","), random);
  const familyName = oneOf(familyNames.split(","), random);
  const local = `${givenName}.${familyName}`.normalize("NFD").replace(/[^A-Za-z.]/g, "");
  return {
    number,
    givenName,
    familyName,
    email: `${local.toLowerCase()}.${number}@${oneOf(hosts, random)}`,
    phone: `+39051${String(1_000_000 + number)}`,
  };
}

/** What `person` answers to `form`: whatever is required, and most of the rest. */
export function answersOf(form: CatalogForm, person: Person, random: () => number): Record<string, unknown> {
  const fields = form.fields.filter(isAsked).filter((field) => field.type === "email" || random() < 0.9);
  return Object.fromEntries(fields.map((field) => [field.name, answer(field, person, random)]));
}

/** One of `all`. */
export function oneOf<T>(all: readonly T[], random: () => number): T {
  const found = all[Math.floor(random() * all.length)];
  if (found === undefined) throw new Error("There is nothing to draw from.");
  return found;
}

function answer(field: AskedField, person: Person, random: () => number): unknown {
  switch (field.type) {
    case "email":
      return person.email;
    case "phone":
      return person.phone;
    case "given-name":
      return person.givenName;
    case "family-name":
      return person.familyName;
    case "name":
      return `${person.givenName} ${person.familyName}`;
    case "choice": {
      const { value } = oneOf(field.options, random);
      return field.multiple ? [value] : value;
    }
    default:
      return answerTo(field, person.number);
  }
}
