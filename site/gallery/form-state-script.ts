// Brings the gallery's form into the state that its page is to show, as a visitor would.
import "./own-scroll.ts";

const state = document.querySelector<HTMLElement>("[data-state]")?.dataset["state"];
const form = document.querySelector<HTMLFormElement>("form[data-landing]");

const answers: Record<string, string> = {
  email: "marta.rossi@example.com",
  tel: "333 123 4567",
  number: "3",
  date: "2027-03-12",
  "datetime-local": "2027-03-12T18:30",
  url: "https://example.com/",
  text: "Marta Rossi",
};

// The form's own script comes first.
setTimeout(() => form && show(form));

function show(form: HTMLFormElement): void {
  const next = (count: number) => {
    for (let step = 0; step < count; step++) {
      form.querySelector<HTMLElement>("section:not([hidden]) [name=_step]")?.click();
    }
  };
  if (["filled", "sending", "offline", "review", "step"].includes(state ?? "")) fillIn(form);
  if (state === "wrong") form.requestSubmit();
  if (state === "step") next(1);
  if (state === "review") next(3);
  if (state === "offline") dispatchEvent(new Event("offline"));
  if (state === "sending") {
    window.fetch = () => new Promise(() => {});
    form.requestSubmit();
    form.querySelector("[data-submit]")?.scrollIntoView({ block: "center" });
  }
}

function fillIn(form: HTMLFormElement): void {
  for (const control of form.querySelectorAll("input, select, textarea")) {
    if (control instanceof HTMLSelectElement) control.selectedIndex = 2;
    else if (control instanceof HTMLTextAreaElement)
      control.value = "Six loaves of rye for Saturday morning, please.";
    else if (control instanceof HTMLInputElement) fillInput(form, control);
  }
}

function fillInput(form: HTMLFormElement, input: HTMLInputElement): void {
  if (input.name.startsWith("_")) return;
  if (input.type === "radio") input.checked ||= form.querySelector(`[name="${input.name}"]:checked`) === null;
  else if (input.type === "checkbox") input.checked = !input.name.startsWith("consent-");
  else if (input.type !== "hidden") input.value = special(input.name) ?? answers[input.type] ?? "";
}

/** Codes with check digits cannot be made up. */
function special(name: string): string | undefined {
  return { vat: "09876540379", "tax-code": "RSSMRT85A41A944H", "postal-code": "40122" }[name];
}
