// Makes the form quicker to use; without it the form does the same by itself. It weighs on every landing: keep it small.
import { controlsOf, fieldOf, find, isAnswered, refusalOf, type Says, show } from "./form-checks.ts";

type Refusal = { field: string; message: string };

const form = document.querySelector<HTMLFormElement>("form[data-landing]");
if (form) enhance(form);

function enhance(form: HTMLFormElement): void {
  const says: Says = JSON.parse(form.dataset.says ?? "{}");
  const summary = find(form, "[data-summary]");
  const status = find(form, "[data-status]");
  const notice = find(form, "[data-notice]");
  const button = find(form, "[data-submit]");
  const words = button.textContent;
  const fields = [...form.querySelectorAll<HTMLElement>("[data-field]")];
  let key = "";
  let isStarted = false;
  let isBusy = false;

  form.noValidate = true;
  count("view");
  takeFromAddress();
  closeOutOfSeason();

  form.addEventListener("input", ({ target }) => {
    // Other answers are another request.
    key = "";
    if (!isStarted) count("start");
    isStarted = true;
    const field = fieldOf(target);
    if (field?.classList.contains("wrong")) show(field, refusalOf(field, says));
  });
  form.addEventListener("focusout", ({ target, relatedTarget }) => {
    const field = fieldOf(target);
    if (!field || fieldOf(relatedTarget) === field || !isAnswered(field)) return;
    const tell = () => show(field, refusalOf(field, says));
    // An error that appears during a press would move what is pressed from under the pointer.
    if (form.matches(":active")) addEventListener("click", tell, { once: true });
    else tell();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isBusy) return;
    const refusals = fields.map((field) => ({ field: nameOf(field), message: refusalOf(field, says) }));
    if (!refuse(refusals.filter(({ message }) => message))) void send();
  });
  addEventListener("offline", () => say(says.offline));
  addEventListener("online", () => say(says.online));
  // Back from the next page, the form is as it was left.
  addEventListener("pageshow", () => setBusy(false));

  async function send(): Promise<void> {
    if (!navigator.onLine) return say(says.offline);
    setBusy(true);
    key ||= crypto.randomUUID();
    const body = new FormData(form);
    body.set("_key", key);
    body.set("_referrer", document.referrer);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(2e4),
      });
      const told = await answer.json();
      if (told.next) return location.assign(told.next);
      setBusy(false);
      if (refuse(told.errors ?? [])) return;
      announce(told.title);
      notice.scrollIntoView({ block: "center" });
    } catch {
      setBusy(false);
      say(navigator.onLine ? says.failed : says.offline);
    }
  }

  /** Shows every refusal at its field, and all of them in the summary; tells whether there were any. */
  function refuse(refusals: Refusal[]): boolean {
    for (const field of fields)
      show(field, refusals.find((one) => one.field === nameOf(field))?.message ?? "");
    find(summary, "ul").replaceChildren(...refusals.map(summaryRow));
    summary.hidden = refusals.length === 0;
    summary.focus();
    return refusals.length > 0;
  }

  function summaryRow({ field, message }: Refusal): HTMLElement {
    const wrapper = fields.find((one) => nameOf(one) === field);
    const label = wrapper?.querySelector(".label")?.firstChild?.textContent;
    const link = document.createElement("a");
    if (wrapper) link.href = `#${controlsOf(wrapper)[0]?.id}`;
    link.textContent = label ?? message;
    const row = document.createElement("li");
    row.append(link, label ? `: ${message}` : "");
    return row;
  }

  function setBusy(now: boolean): void {
    isBusy = now;
    button.setAttribute("aria-disabled", `${now}`);
    button.textContent = now ? says.sending : words;
    say("");
  }

  function say(text: string): void {
    status.textContent = text;
  }

  function announce(text = ""): void {
    notice.textContent = text;
    notice.hidden = false;
  }

  function takeFromAddress(): void {
    const query = new URLSearchParams(location.search);
    for (const hidden of form.querySelectorAll<HTMLInputElement>("[data-query]")) {
      hidden.value = query.get(hidden.dataset.query ?? "") ?? "";
    }
  }

  function closeOutOfSeason(): void {
    const { from = "", until = "9", zone } = form.dataset;
    if (!zone) return;
    // Swedish writes days as 2027-03-01.
    const today = new Date().toLocaleDateString("sv", { timeZone: zone });
    if (today >= from && today <= until) return;
    announce(today < from ? says.early : says.late);
    find(form, "[data-fields]").hidden = true;
    // The buttons that lead to the form say so too.
    for (const link of document.querySelectorAll(".button[href='#form']")) {
      const said = document.createElement("p");
      said.className = "notice";
      said.textContent = notice.textContent;
      link.replaceWith(said);
    }
  }

  function count(step: "view" | "start"): void {
    navigator.sendBeacon("/e", JSON.stringify({ landing: form.dataset.landing, step }));
  }
}

function nameOf(field: HTMLElement): string {
  return field.dataset.field ?? "";
}
