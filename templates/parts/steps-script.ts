// Turns the pages of a form in steps; without it the Worker turns them. It shares no module with the form's own script:
// that would become a file of its own, and a request.
const form = document.querySelector<HTMLFormElement>("form[data-landing]");
const screens = form ? [...form.querySelectorAll<HTMLElement>("[data-step]")] : [];

form?.addEventListener("turn", (event: CustomEventInit<HTMLButtonElement> & Event) => {
  const cause = event.detail;
  const by = cause?.name === "_back" ? -1 : 1;
  let place = screens.findIndex(({ hidden }) => !hidden);
  // A field that was refused shows its own screen; a button the one before or after.
  if (cause?.dataset.field) place = screens.findIndex((screen) => screen.contains(cause));
  else if (screens[place + by]) {
    event.preventDefault();
    do place += by;
    while (isEmpty(screens[place]));
  }
  show(screens[place]);
});

function show(screen?: HTMLElement): void {
  if (!screen?.hidden) return;
  for (const other of screens) other.hidden = other !== screen;
  // What the visitor reads back before sending.
  for (const row of screen.querySelectorAll<HTMLElement>("[data-row]")) {
    const answer = answerIn(form?.querySelector(`[data-field="${row.dataset.row}"]`));
    row.hidden = !answer;
    row.lastElementChild?.replaceChildren(answer);
  }
  screen.focus();
}

/** Whether nothing on a screen of conditional questions applies; the style sheet keeps the conditions. */
function isEmpty(screen?: HTMLElement): boolean {
  return screen?.dataset.maybe === "" && ![...screen.querySelectorAll("[data-if]")].some(isAsked);
}

function isAsked(part: Element): boolean {
  return getComputedStyle(part).display !== "none";
}

function answerIn(field?: Element | null): string {
  if (!field || !isAsked(field)) return "";
  const chosen = [...field.querySelectorAll<HTMLInputElement>(":checked:not([value=''])")];
  const typed = field.querySelector<HTMLInputElement>("div>input,textarea");
  const moment = typed?.valueAsNumber;
  return (
    field.querySelector("b")?.textContent ||
    (moment && /^date/.test(typed.type)
      ? new Date(moment).toLocaleString(document.documentElement.lang, {
          dateStyle: "long",
          timeStyle: typed.type === "date" ? undefined : "short",
          timeZone: "UTC",
        })
      : typed?.value) ||
    chosen.map((one) => (one.labels?.[0] ?? one).textContent?.trim()).join(", ")
  );
}
