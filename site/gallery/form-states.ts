/** The states in which the gallery shows the form, and what each is called. */
export const formStates = {
  empty: "Every type of field, as one meets it",
  wrong: "What is missing or wrong",
  filled: "Filled in",
  welcome: "A welcome screen",
  step: "The second of three steps",
  review: "Read back before sending",
  sending: "On its way",
  offline: "Without a network",
  closed: "After its last day",
} as const;
export type FormState = keyof typeof formStates;
