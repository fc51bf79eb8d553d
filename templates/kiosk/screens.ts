import type { Answer } from "./delivery.ts";

type Refusal = Extract<Answer, { result: "refused" }>;

/** Shows the screen with this number, and no other. */
export function showScreen(form: HTMLFormElement, number: number): void {
  for (const screen of form.querySelectorAll<HTMLElement>("[data-step]"))
    screen.hidden = screen.dataset.step !== String(number);
}

/** Whether the form is being sent, not turned: its last screen is shown, and no other button of that was pressed. */
export function isLastScreen(form: HTMLFormElement, pressed: HTMLElement | null): boolean {
  if (!find(form, "[data-submit]").checkVisibility()) return false;
  // The Enter key presses a form's first button, even one that is not to be seen.
  return pressed === null || !pressed.checkVisibility() || pressed.matches("[data-submit]");
}

/** Whether every question that is asked has an answer that it takes. */
export function isComplete(form: HTMLFormElement): boolean {
  for (const field of form.querySelectorAll<HTMLElement>("[data-field]")) {
    if (getComputedStyle(field).display === "none") continue;
    const controls = [...field.querySelectorAll<HTMLInputElement>("[name]")];
    if (field.dataset.required === "" && !controls.some((control) => control.checked)) return false;
    if (controls.some((control) => !control.validity.valid)) return false;
  }
  return true;
}

/** Shows what the Worker refused, on the screen of the first answer concerned; else its one sentence above the form. */
export function refuse(form: HTMLFormElement, { title, errors }: Refusal): void {
  const [first] = errors;
  for (const { field, message } of errors) {
    const wrapper = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    if (wrapper) mark(wrapper, message);
  }
  const wrong = first && form.querySelector<HTMLElement>(`[data-field="${CSS.escape(first.field)}"]`);
  const screen = wrong?.closest<HTMLElement>("[data-step]");
  if (screen) {
    showScreen(form, Number(screen.dataset.step));
    wrong?.querySelector<HTMLElement>("[name]")?.focus();
    return;
  }
  const notice = find(form, "[data-notice]");
  notice.textContent = title;
  notice.hidden = false;
}

/** Leaves nothing of what was typed, ticked or said to a visitor. */
export function forget(form: HTMLFormElement): void {
  form.reset();
  for (const wrapper of form.querySelectorAll<HTMLElement>("[data-field]")) mark(wrapper, "");
  for (const said of form.querySelectorAll<HTMLElement>("[data-notice], [data-summary]")) said.hidden = true;
  for (const said of form.querySelectorAll("[data-summary] ul, [data-row] dd, [data-field] b, [data-status]"))
    said.replaceChildren();
  for (const open of form.querySelectorAll("details[open]")) open.removeAttribute("open");
}

function mark(wrapper: HTMLElement, message: string): void {
  const error = find(wrapper, "[data-error]");
  error.textContent = message;
  error.hidden = message === "";
  wrapper.classList.toggle("wrong", message !== "");
  for (const control of wrapper.querySelectorAll("[name]")) {
    if (message === "") control.removeAttribute("aria-invalid");
    else control.setAttribute("aria-invalid", "true");
  }
}

/** What the template always has inside `root`. */
export function find(root: Element, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(selector);
  return found;
}
