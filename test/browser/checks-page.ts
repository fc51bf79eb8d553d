import type { Page } from "playwright-core";

/** What became of a value in the page: whether the browser would send the form, and what it would send for the field. */
export interface Outcome {
  sent: boolean;
  value: string | undefined;
}

/** Enters each of `values` into the control called `name` as a person does, and asks the browser what it makes of it. */
export async function outcomesOn(page: Page, name: string, values: readonly string[]): Promise<Outcome[]> {
  const isTyped = await page.evaluate(prepare, name);
  if (!isTyped) return page.evaluate(choose, [name, values] as const);
  const outcomes: Outcome[] = [];
  for (const value of values) {
    // Only what is typed is held against minlength and cut at maxlength.
    if (value !== "") await page.keyboard.insertText(value);
    outcomes.push(await page.evaluate(judge, name));
  }
  return outcomes;
}

/** Gives the control the focus, empty; tells whether it takes text. */
function prepare(name: string): boolean {
  const control = document.querySelector<HTMLInputElement>(`#form [name="${name}"]`);
  if (control === null) throw new Error(`The page has no field ${name}.`);
  control.focus();
  return !["date", "datetime-local", "select-one", "radio", "checkbox"].includes(control.type);
}

/** What the browser would send now; the control is empty afterwards. */
function judge(name: string): Outcome {
  const control = document.querySelector<HTMLInputElement>(`#form [name="${name}"]`);
  if (control?.form == null) throw new Error(`The page has no field ${name}.`);
  const outcome = { sent: control.checkValidity(), value: String(new FormData(control.form).get(name)) };
  control.value = "";
  return outcome;
}

/** Chooses each of `values` from what there is to choose. */
function choose([name, values]: readonly [string, readonly string[]]): Outcome[] {
  const controls = [...document.querySelectorAll<HTMLInputElement>(`#form [name="${name}"]`)];
  return values.map((value) => {
    for (const control of controls) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = control.value === value;
      else control.value = value;
    }
    const entry = new FormData(controls[0]?.form ?? undefined).get(name);
    return {
      sent: controls.every((control) => control.checkValidity()),
      value: entry === null ? undefined : String(entry),
    };
  });
}

/** What the page says of a value: whether the browser would send the form, and what stands in the field. */
export interface Verdict {
  valid: boolean;
  value: string;
}

/** Enters each of `values` in one go, as typing does where there is something to type in. */
export async function verdictsOn(page: Page, name: string, values: readonly string[]): Promise<Verdict[]> {
  return page.evaluate(judgeAll, [name, values] as const);
}

function judgeAll([name, values]: readonly [string, readonly string[]]): Verdict[] {
  const controls = [...document.querySelectorAll<HTMLInputElement>(`#form [name="${name}"]`)];
  const [first] = controls;
  if (first === undefined) throw new Error(`The page has no field ${name}.`);
  const isTicked = first.type === "radio" || first.type === "checkbox";
  const isTyped = !isTicked && !["date", "datetime-local", "select-one"].includes(first.type);
  first.focus();
  return values.map((value) => {
    for (const control of controls) {
      if (isTicked) control.checked = control.value === value;
      else control.value = isTyped ? "" : value;
    }
    // As typing does, this cuts at maxlength.
    if (isTyped && value !== "") document.execCommand("insertText", false, value);
    const chosen = isTicked ? controls.find((control) => control.checked)?.value : first.value;
    // What a browser cannot read it keeps to itself; the Worker is to refuse all the same what was typed.
    return { valid: controls.every((control) => control.validity.valid), value: chosen || value };
  });
}
