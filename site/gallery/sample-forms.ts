import * as z from "zod";
import { personTypes } from "../../content/schema/field.ts";
import { type Form, formSchema } from "../../content/schema/form.ts";
import type { FormState } from "./form-states.ts";

const email = { name: "email", type: "email", hint: "We send it here.", required: true };

const consents = [
  {
    purpose: "marketing",
    text: "I would like to hear about offers by e-mail, twice a month at most. I can stop at any time.",
  },
];

/** Every type of field, once. */
const everyType = {
  fields: [
    email,
    { name: "phone", type: "phone" },
    ...personTypes.filter((type) => type !== email.type),
    { name: "note", type: "note", text: "A few words between the questions." },
    { name: "text", type: "text", label: "One line" },
    { name: "paragraph", type: "paragraph", label: "Several lines", minLength: 10 },
    { name: "number", type: "number", label: "How many?", min: 1, max: 12, required: true },
    { name: "scale", type: "scale", label: "How likely?", low: "Not at all", high: "Very" },
    { name: "date", type: "date", label: "Which day?" },
    { name: "datetime", type: "datetime", label: "Day and time" },
    {
      name: "radio",
      type: "choice",
      label: "One of few",
      options: ["Rye", "Spelt", "Wheat"],
      required: true,
    },
    {
      name: "ticks",
      type: "choice",
      label: "Several",
      options: ["Monday", "Tuesday", "Friday"],
      multiple: true,
    },
    {
      name: "list",
      type: "choice",
      label: "One of many",
      options: [..."ABCDEFGH"].map((one) => `Shop ${one}`),
    },
    { name: "from", type: "hidden", value: "gallery" },
    {
      name: "which",
      type: "text",
      label: "Which rye? (asked only of those who chose it)",
      when: { radio: "Rye" },
    },
  ],
  consents,
};

/** Three steps and a look back. */
const inSteps = {
  fields: [
    {
      name: "radio",
      type: "choice",
      label: "What is it for?",
      options: ["A party", "A shop"],
      required: true,
    },
    { name: "who", type: "page", label: "About you" },
    "given-name",
    email,
    { name: "when", type: "page", label: "The day" },
    { name: "date", type: "date", label: "Which day?" },
  ],
  review: true,
  consents,
};

const withWelcome = {
  ...inSteps,
  welcome: {
    title: "Three questions, one minute",
    text: "Then we know what to bake for you.",
    button: "Let’s go",
  },
};

/** The form that shows `state`. */
export function sampleForm(state: FormState): Form {
  const written =
    state === "welcome" ? withWelcome : ["step", "review"].includes(state) ? inSteps : everyType;
  return z.parse(formSchema, written);
}
