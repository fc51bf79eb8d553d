/** What the script says to the visitor, in the page's language; `data-says` of the form brings it. */
export interface Says {
  required: string;
  consent: string;
  pattern: string;
  short: string;
  long: string;
  small: string;
  large: string;
  step: string;
  sending: string;
  offline: string;
  online: string;
  failed: string;
  early?: string;
  late?: string;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Why the answer in `field` cannot be taken, or nothing where it can. */
export function refusalOf(field: HTMLElement, says: Says): string {
  const controls = controlsOf(field);
  if (field.dataset.required === "" && !controls.some(isChosen)) return says.required;
  const control = controls.find(({ validity }) => !validity.valid);
  if (!control) return "";
  const { validity, dataset } = control;
  const limit = (name: string) => control.getAttribute(name) ?? "";
  if (validity.valueMissing) return field.matches(".is-consent") ? says.consent : says.required;
  if (validity.tooShort) return says.short.replace("{limit}", limit("minlength"));
  if (validity.tooLong) return says.long.replace("{limit}", limit("maxlength"));
  if (validity.rangeUnderflow) return says.small.replace("{limit}", limit("min"));
  if (validity.rangeOverflow) return says.large.replace("{limit}", limit("max"));
  if (validity.stepMismatch) return says.step;
  return dataset.wrong ?? says.pattern;
}

/** Shows `message` at `field`, or takes away what was shown there. */
export function show(field: HTMLElement, message: string): void {
  const error = find(field, "[data-error]");
  error.textContent = message;
  error.hidden = !message;
  field.classList.toggle("wrong", !!message);
  for (const control of controlsOf(field)) {
    if (message) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
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
export function fieldOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-field]") : null;
}

/** What the template always has inside `root`. */
export function find(root: Element, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(selector);
  return found;
}

function isChosen(control: Control): boolean {
  const isTick = control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type);
  return isTick ? control.checked : control.value !== "";
}
