import { cleanText } from "../../content/schema/answers.ts";
import { constraintsOf } from "../../content/schema/constraints.ts";
import type { AskedField } from "../../content/schema/field.ts";

/** A difference between what the browser takes and what the Worker takes that is meant. */
interface Meant {
  name: string;
  /** Who takes such values, where the other refuses them. */
  taker: "page" | "Worker";
  /** Why that is right. */
  why: string;
  holds(field: AskedField, value: string): boolean;
}

/** Every difference that is meant; what is none of these is a mistake. */
export const meant: readonly Meant[] = [
  {
    name: "spaces around",
    taker: "Worker",
    why: "Spaces around an answer are no part of it; a pattern, a list and the bounds of HTML hold them against it.",
    holds: (_, value) => value.trim() !== value,
  },
  {
    name: "control characters",
    taker: "Worker",
    why: "No keyboard types them; they are taken out before anything is judged, and nothing keeps them.",
    holds: (_, value) => /\p{Cc}/u.test(value),
  },
  {
    name: "small letters",
    taker: "Worker",
    why: "A list offers capitals only, so that no visitor can send others; programs may.",
    holds: (field, value) => isAmong(field, value.toUpperCase()) && !isAmong(field, value),
  },
  {
    name: "blank",
    taker: "page",
    why: "HTML takes spaces for an answer; the script's summary and the Worker ask again.",
    holds: (field, value) =>
      constraintsOf(field).options === undefined && cleanText(value, field.type === "paragraph") === "",
  },
  {
    name: "spaces counted",
    taker: "page",
    why: "HTML counts the spaces around an answer towards its least length; what is kept would be too short.",
    holds(field, value) {
      const least = constraintsOf(field).minLength ?? 0;
      return cleanText(value, field.type === "paragraph").length < least && value.length >= least;
    },
  },
  {
    name: "check digits",
    taker: "page",
    why: "No pattern can count them; the visitor reads it in the Worker's answer, on the same page.",
    holds: ({ type }, value) => (type === "vat" ? /^\d{11}$/ : /^[A-Z0-9]{16}$/i).test(value.trim()),
  },
  {
    name: "none ticked",
    taker: "page",
    why: "HTML has no word for at least one of these boxes; the script and the Worker do better.",
    holds: (field, value) => constraintsOf(field).control === "checkbox" && !isAmong(field, value),
  },
  {
    name: "a point without figures",
    taker: "page",
    why: "Chromium reads 6.e-23, which HTML's own grammar of numbers does not; other browsers refuse it.",
    holds: ({ type }, value) => type === "number" && /\d\.e/i.test(value),
  },
];

/** Which of them each type of field has, and no other. */
export const meantFor: Record<string, string[]> = {
  email: ["control characters", "spaces around"],
  phone: ["control characters", "spaces around"],
  "given-name": ["blank"],
  "family-name": ["blank"],
  name: ["blank"],
  company: ["blank"],
  "job-title": ["blank"],
  "street-address": ["blank"],
  city: ["blank"],
  province: ["control characters", "small letters", "spaces around"],
  country: ["control characters", "small letters", "spaces around"],
  birthday: ["spaces around"],
  vat: ["check digits"],
  "tax-code": ["check digits"],
  url: ["spaces around"],
  text: ["blank", "spaces counted"],
  paragraph: ["blank", "spaces counted"],
  intero: ["a point without figures"],
  libero: ["a point without figures"],
  scale: ["control characters", "spaces around"],
  date: ["spaces around"],
  datetime: ["spaces around"],
  pochi: ["spaces around"],
  tanti: ["control characters", "spaces around"],
  diversi: ["none ticked"],
};

function isAmong(field: AskedField, value: string): boolean {
  return constraintsOf(field).options?.includes(value) ?? false;
}
