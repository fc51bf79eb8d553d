import type { kioskIt } from "../../content/schema/locales/it-kiosk.ts";
import { count, readRefused, sendWaiting, type Tally, takeOwnerKey } from "./delivery.ts";
import { find } from "./screens.ts";
import { dropWaiting, keepWaiting, type Waiting } from "./waiting.ts";

/** What the stand says to whoever looks after it. */
type StandWords = (typeof kioskIt)["stand"];

/** Milliseconds before the second try and between the last ones. */
const patience = { least: 5000, most: 300_000 };

/** Shows how much waits, sends it whenever that is possible, and lets the owner look at what was refused. */
export function lookAfterStand(main: HTMLElement): { deliver: () => Promise<void> } {
  const words: StandWords = JSON.parse(main.dataset.kiosk ?? "{}");
  const button = find(main, "[data-state]");
  const dialog = main.querySelector<HTMLDialogElement>("dialog[data-stand]");
  if (!dialog) throw new Error("dialog");
  const others = new BroadcastChannel("imbuto-kiosk");
  let last: Tally = { waiting: 0, refused: 0, locked: false };
  let pause = patience.least;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Nothing is said before it is known.
  void count().then((now) => {
    show({ ...last, ...now });
    button.hidden = false;
  });
  button.addEventListener("click", () => void look());
  find(dialog, "[data-send]").addEventListener("click", () => void hurry());
  find(dialog, "[data-end]").addEventListener("click", () => void end());
  find(dialog, "[data-close]").addEventListener("click", () => dialog.close());
  addEventListener("online", () => void hurry());
  addEventListener("offline", () => show(last));
  document.addEventListener("visibilitychange", () => document.hidden || void hurry());
  others.addEventListener("message", () => void count().then((now) => show({ ...last, ...now })));

  async function deliver(): Promise<void> {
    clearTimeout(timer);
    const before = last;
    show(await sendWaiting());
    if (before.waiting !== last.waiting || before.refused !== last.refused) others.postMessage("changed");
    if (last.waiting === 0) pause = patience.least;
    else timer = setTimeout(() => void deliver(), pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, patience.most);
  }

  function hurry(): Promise<void> {
    pause = patience.least;
    return deliver();
  }

  function show(tally: Tally): void {
    last = tally;
    const { waiting, refused, locked } = tally;
    const said = [
      ...(main.dataset.broken === undefined ? [] : [words.failed]),
      ...(navigator.onLine ? [] : [words.away]),
      ...(waiting > 0 ? [filled(locked ? words.waiting_sign_in : words.waiting, waiting)] : []),
      ...(refused > 0 ? [filled(words.refused, refused)] : []),
    ];
    find(button, "[data-said]").textContent = said.join(" · ") || words.ready;
    button.dataset.state =
      refused > 0 ? "refused" : waiting > 0 ? "waiting" : navigator.onLine ? "ready" : "away";
    const ending = find(main, "[data-end]");
    ending.toggleAttribute("disabled", waiting + refused > 0);
  }

  /** Opens the view of the stand; what visitors answered is shown to a signed-in owner alone. */
  async function look(): Promise<void> {
    if (!dialog?.open) dialog?.showModal();
    find(main, "dialog[data-stand] [data-close]").focus();
    const isOwner = await takeOwnerKey();
    const refused = isOwner ? await readRefused() : null;
    find(main, "[data-sign-in]").hidden = isOwner;
    find(main, "[data-kept]").textContent =
      last.waiting + last.refused === 0 ? words.nothing : isOwner ? words.sealed : words.device;
    const list = find(main, "[data-refused]");
    list.replaceChildren(...(refused ?? []).map(({ entry, entries }) => row(entry, entries)));
    const hint = find(main, "[data-owner-only]");
    hint.hidden = last.refused === 0 || refused !== null;
    await hurry();
  }

  function row(entry: Waiting, entries: [string, string][] | null): HTMLElement {
    const said = (entries ?? []).filter(([name]) => !name.startsWith("_"));
    const answers = element("dl");
    for (const [name, value] of said) answers.append(element("dt", name), element("dd", value));
    const reason = entries === null ? words.unreadable : (entry.refused?.title ?? "");
    const line = element("li", element("p", `${new Date(entry.at).toLocaleString()} · ${reason}`), answers);
    const again = async () => {
      const { refused: _, ...sendable } = entry;
      await keepWaiting(sendable);
    };
    line.append(
      deed(words.retry, again),
      deed(words.drop, () => dropWaiting(entry.key)),
    );
    return line;
  }

  function deed(text: string, act: () => Promise<void>): HTMLElement {
    const made = element("button", text);
    made.setAttribute("type", "button");
    made.addEventListener("click", () => void act().then(hurry).then(look));
    return made;
  }

  /** Leaves the device as any other: nothing is stored on it any more. */
  async function end(): Promise<void> {
    const { waiting, refused } = await count();
    if (waiting + refused > 0) return;
    for (const registration of await navigator.serviceWorker.getRegistrations()) {
      if (registration.scope.endsWith(location.pathname)) await registration.unregister();
    }
    for (const name of await caches.keys()) if (name.startsWith("imbuto-kiosk")) await caches.delete(name);
    indexedDB.deleteDatabase("imbuto-kiosk");
    if (document.fullscreenElement) await document.exitFullscreen();
    location.reload();
  }

  return { deliver };
}

function filled(text: string, number: number): string {
  return text.replace("{count}", String(number));
}

function element(name: string, ...inside: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
}
