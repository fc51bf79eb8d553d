// Makes the form quicker to use; without it the form does the same by itself. It weighs on every landing: keep it small.
import { controlsOf, fieldOf, find, isAnswered, refusalOf, type Says, show } from "./form-checks.ts";

const form = document.querySelector<HTMLFormElement>("form[data-landing]");
if (form) enhance(form);

function enhance(form: HTMLFormElement): void {
  const says: Says = JSON.parse(`${form.dataset.says}`);
  const summary = find(form, "[data-summary]");
  const status = find(form, "[data-status]");
  const notice = find(form, "[data-notice]");
  const button = find(form, "[data-submit]");
  const words = button.textContent;
  const fields = [...form.querySelectorAll<HTMLElement>("[data-field]")];
  const { referrer } = document;
  let key = "";
  let isStarted = false;
  let isBusy = false;
  let read = 0;

  form.noValidate = true;
  count("view");
  addEventListener("scroll", look);
  // Who turns away the first time has left: many a phone tells of no later moment.
  document.onvisibilitychange = leave;

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
    const pressed = event.submitter;
    // What is not shown is not asked, and the button that leads back asks for nothing.
    const check = (field: HTMLElement) => (field.offsetParent ? refusalOf(field, says) : "");
    if (!pressed?.matches("[formnovalidate]") && refuse(check)) return;
    if (turn(pressed)) void send();
  });
  addEventListener("offline", () => say(says.offline));
  addEventListener("online", () => say(says.online));
  // Back from the next page, the form is as it was left.
  addEventListener("pageshow", () => setBusy(false));

  async function send(): Promise<void> {
    setBusy(true);
    key ||= crypto.randomUUID();
    const body = new FormData(form);
    body.set("_key", key);
    body.set("_referrer", referrer);
    body.set("_took", `${performance.now() | 0}`);
    // Hidden answers stand in the page's own address; a page that was refused before brings the first one's along.
    if (!body.has("_page")) body.set("_page", location.href);
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
      const errors: { field: string; message: string }[] = told.errors ?? [];
      if (refuse(({ dataset }) => errors.find(({ field }) => field === dataset.field)?.message)) return;
      announce(told.title);
      notice.scrollIntoView();
    } catch {
      setBusy(false);
      say(navigator.onLine ? says.failed : says.offline);
    }
  }

  /** Lets a form in steps show another screen, because of a button or a field; tells whether it showed the last one. */
  function turn(cause: Element | null): boolean {
    return form.dispatchEvent(new CustomEvent("turn", { detail: cause, cancelable: true }));
  }

  /** Shows at each field why it is refused, and all of it in the summary; tells whether anything was. */
  function refuse(why: (field: HTMLElement) => string | undefined): boolean {
    const rows = fields.flatMap((field) => {
      const message = why(field) ?? "";
      show(field, message);
      return message ? [summaryRow(field, message)] : [];
    });
    find(summary, "ul").replaceChildren(...rows);
    summary.hidden = !rows[0];
    if (rows[0]) turn(form.querySelector(".wrong"));
    summary.focus();
    return !!rows[0];
  }

  function summaryRow(field: HTMLElement, message: string): HTMLElement {
    const label = field.querySelector(".label")?.firstChild?.textContent;
    const link = document.createElement("a");
    link.href = `#${controlsOf(field)[0]?.id}`;
    link.append(label ?? message);
    const row = document.createElement("li");
    row.append(link, label ? `: ${message}` : "");
    return row;
  }

  function setBusy(now: boolean): void {
    isBusy = now;
    button.ariaDisabled = `${now}`;
    button.textContent = now ? says.sending : words;
    say("");
  }

  function say(text: string): void {
    status.textContent = text;
  }

  function announce(text: string): void {
    notice.textContent = text;
    notice.hidden = false;
  }

  /** How far down the page was ever in sight, in quarters. */
  function look(): void {
    read = Math.max(read, ((scrollY + innerHeight) * 4) / document.body.scrollHeight);
  }

  /** Tells how long the page was open, as the power of two that its milliseconds reach, and how much of it was in sight. */
  function leave(): void {
    // A page opened behind another one comes into sight first.
    if (!document.hidden) return;
    document.onvisibilitychange = null;
    look();
    count("leave", Math.log2(performance.now()) | 0, read | 0);
  }

  function count(step: "view" | "start" | "leave", time?: number, read?: number): void {
    navigator.sendBeacon("/e", JSON.stringify({ landing: form.dataset.landing, step, referrer, time, read }));
  }
}
