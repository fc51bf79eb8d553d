/** What the script says to the visitor, in the page's language; `data-says` of the form brings it. */
export interface Says {
  required: string;
  consent: string;
  pattern: string;
  tooShort: string;
  tooLong: string;
  rangeUnderflow: string;
  rangeOverflow: string;
  stepMismatch: string;
  sending: string;
  offline: string;
  online: string;
  failed: string;
}

/** What a browser finds by itself, by its own names. */
type Limits = Pick<Says, keyof Says & keyof ValidityState>;
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Why the answer in `field` cannot be taken, or nothing where it can. */
export function refusalOf(field: HTMLElement, says: Says): string {
  const controls = controlsOf(field);
  if (field.dataset.required === "" && !controls.some(isChosen)) return says.required;
  const control = controls.find(({ validity }) => !validity.valid);
  if (!control) return "";
  const { validity, dataset } = control;
  if (validity.valueMissing) return field.matches(".is-consent") ? says.consent : says.required;
  let fault: keyof Says & keyof ValidityState;
  // Such sentences name the attribute that was not kept.
  for (fault in says as Limits) {
    if (validity[fault])
      return says[fault].replace(/{(.+)}/, (_, limit) => control.getAttribute(limit) ?? "");
  }
  return dataset.wrong ?? says.pattern;
}

/** Shows `message` at `field`, or takes away what was shown there. */
export function show(field: HTMLElement, message: string): void {
  const error = find(field, "[data-error]");
  error.textContent = message;
  error.hidden = !message;
  field.classList.toggle("wrong", !!message);
  for (const control of controlsOf(field)) control.ariaInvalid = `${!!message}`;
}

/** Whether anything stands in `field`; what is still empty is not yet wrong. */
export function isAnswered(field: HTMLElement): boolean {
  return controlsOf(field).some((control) => isChosen(control) || control.validity.badInput);
}

/** The controls of `field`. */
export function controlsOf(field: HTMLElement): Control[] {
  return [...field.querySelectorAll<Control>("[name]")];
}

/** The field that an event happened in. */
export function fieldOf(target: EventTarget | null): HTMLElement | null | undefined {
  return (target as Element | null)?.closest?.<HTMLElement>("[data-field]");
}

/** What the template always has inside `root`. */
export function find(root: Element, selector: string): HTMLElement {
  return root.querySelector(selector) as HTMLElement;
}

function isChosen(control: Control): boolean {
  // What is ticked stands in its label, what is typed beside it.
  return control.closest("label") ? control.matches(":checked") : control.value !== "";
}
