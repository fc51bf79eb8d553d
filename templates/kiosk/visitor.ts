import type { Answer, Entries } from "./delivery.ts";
import { find, forget, isComplete, isLastScreen, refuse, showScreen } from "./screens.ts";
import { type Countdown, countDown } from "./timing.ts";

/** What the machine knows of the page it stands on. */
export interface Machine {
  main: HTMLElement;
  form: HTMLFormElement;
  /** The landing's path. */
  landing: string;
  /** Seconds without a touch before it asks whether anybody is still there. */
  pause: number;
  /** The address of the usual thank-you page. */
  thanks: string;
}

/** How a submission ended for the visitor. */
export type Ending = Exclude<Answer, { result: "later" }> | { result: "later" };

/** Seconds to answer that one is still there, to read the thanks, and to read them after a touch. */
const seconds = { warning: 20, thanks: 6, longer: 20 };

/** Serves one visitor after the other: from the first touch to the thanks, and then to the start with nothing left. */
export function serveVisitors(
  machine: Machine,
  send: (entries: Entries) => Promise<Ending>,
  read: (address: string) => Promise<Node[]>,
): void {
  const { main, form, pause } = machine;
  const asks = dialogIn(main, "[data-idle]");
  const thanks = find(main, "[data-thanks]");
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let counting: Countdown | undefined;
  let isBusy = false;
  // The form's own script has counted the first visitor, and will count that one's start.
  let isCounted = true;

  document.addEventListener("pointerdown", touched, true);
  document.addEventListener("keydown", touched, true);
  document.addEventListener("submit", sent, true);
  form.addEventListener("turn", focusQuestion);
  form.addEventListener("input", countStart);
  // What it says is read out as an alert; the hands go on where they were.
  find(form, "[data-summary]").addEventListener("focus", focusQuestion);
  find(asks, "[data-leave]").addEventListener("click", startAgain);
  find(thanks, "[data-again]").addEventListener("click", startAgain);
  // Any touch is an answer, and so is Escape; not before the finger is up, or it would press what lies beneath.
  asks.addEventListener("click", () => asks.close());
  asks.addEventListener("close", wait);
  startAgain();

  function touched(event: Event): void {
    const { target } = event;
    if (target instanceof Element && target.closest("[data-leave], [data-again]")) return;
    if (asks.open) return;
    if (thanks.hidden) wait();
    else leaveIn(seconds.longer);
  }

  /** The keyboard comes by itself: the question is the label of what has the focus. */
  function focusQuestion(): void {
    const inputs = form.querySelectorAll<HTMLElement>(
      "[data-field] :is(input:not([type=radio], [type=checkbox]), textarea)",
    );
    [...inputs].find((input) => input.checkVisibility())?.focus();
  }

  function countStart(): void {
    if (isCounted) return;
    isCounted = true;
    for (const step of ["view", "start"])
      navigator.sendBeacon("/e", JSON.stringify({ landing: machine.landing, step }));
  }

  /** Counts the quiet time anew, where there is something to lose. */
  function wait(): void {
    clearTimeout(quiet);
    counting?.stop();
    if (!thanks.hidden || isBusy) return;
    quiet = setTimeout(ask, pause * 1000);
  }

  function ask(): void {
    if (isAtStart()) return void startAgain();
    for (const open of document.querySelectorAll("dialog[open]"))
      if (open !== asks) dialogIn(main, `#${open.id}`).close();
    asks.showModal();
    find(asks, "[data-stay]").focus();
    counting = countDown(seconds.warning, find(asks, "[data-count]"), startAgain);
  }

  function isAtStart(): boolean {
    return (
      !find(form, "[data-step]").hidden && thanks.hidden && document.querySelector("dialog[open]") === null
    );
  }

  function sent(event: Event): void {
    if (event.target !== form || !(event instanceof SubmitEvent)) return;
    // Turning pages, and telling what is wrong, is the form's own script's.
    if (!isLastScreen(form, event.submitter) || !isComplete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isBusy) void handOver();
  }

  async function handOver(): Promise<void> {
    setBusy(true);
    try {
      const ending = await send(entriesOf(form));
      setBusy(false);
      if (ending.result === "refused") refuse(form, ending);
      else await thank(ending);
    } catch {
      // Nothing could be kept, so nothing is claimed: the answers are still there.
      setBusy(false);
      find(form, "[data-status]").textContent = main.dataset.failed ?? "";
    }
    if (thanks.hidden) wait();
  }

  async function thank(ending: Exclude<Ending, { result: "refused" }>): Promise<void> {
    const isOther =
      ending.result === "kept" && new URL(ending.next, location.href).pathname !== machine.thanks;
    const told = isOther ? await read(ending.next).catch(() => []) : [];
    forget(form);
    thanks.dataset.thanks = told.length > 0 ? "other" : ending.result;
    find(thanks, "[data-told]").replaceChildren(...told);
    main.dataset.screen = "thanks";
    thanks.hidden = false;
    thanks.focus();
    leaveIn(seconds.thanks);
    isCounted = false;
  }

  function leaveIn(time: number): void {
    counting?.stop();
    clearTimeout(quiet);
    thanks.classList.toggle("longer", time > seconds.thanks);
    counting = countDown(time, find(thanks, "[data-count]"), startAgain);
  }

  function startAgain(): void {
    counting?.stop();
    clearTimeout(quiet);
    forget(form);
    thanks.hidden = true;
    find(thanks, "[data-told]").replaceChildren();
    for (const open of main.querySelectorAll<HTMLDialogElement>("dialog[open]")) open.close();
    clearTimeout(quiet);
    delete main.dataset.screen;
    showScreen(form, 0);
    scrollTo(0, 0);
  }

  function setBusy(now: boolean): void {
    isBusy = now;
    find(form, "[data-submit]").setAttribute("aria-disabled", `${now}`);
    find(form, "[data-status]").textContent = now ? (main.dataset.sending ?? "") : "";
    if (now) clearTimeout(quiet);
  }
}

function entriesOf(form: HTMLFormElement): Entries {
  const entries = [...new FormData(form)].flatMap(
    ([name, value]): Entries => (typeof value === "string" && value !== "" ? [[name, value]] : []),
  );
  return [...entries, ["_page", location.href.replace(/#.*/, "")]];
}

function dialogIn(main: HTMLElement, selector: string): HTMLDialogElement {
  const found = find(main, selector);
  if (found instanceof HTMLDialogElement) return found;
  throw new Error(selector);
}
