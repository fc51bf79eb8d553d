// Makes a tablet of the page. Until whoever owns the device opens the stand, nothing here stores anything, and the page is
// a form like any other.
import { keep, post, takeOwnerKey } from "./delivery.ts";
import { keepInside, readPart } from "./inside.ts";
import { find } from "./screens.ts";
import { lookAfterStand } from "./stand.ts";
import { serveVisitors } from "./visitor.ts";

const main = document.querySelector<HTMLElement>("main[data-kiosk]");
const form = main?.querySelector<HTMLFormElement>("form[data-landing]");
if (main && form && "serviceWorker" in navigator) void begin(main, form);

async function begin(main: HTMLElement, form: HTMLFormElement): Promise<void> {
  // At rest the whole front is one key.
  const first = find(form, "[data-step] .button");
  find(main, ".poster").addEventListener("click", () => first.click());
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration?.scope === new URL(location.pathname, location.origin).href) return run(main, form);
  const open = find(main, "[data-open]");
  open.removeAttribute("disabled");
  open.addEventListener("click", () => {
    fillScreen();
    void run(main, form);
  });
}

async function run(main: HTMLElement, form: HTMLFormElement): Promise<void> {
  const open = find(main, "[data-open]");
  document.documentElement.classList.add("stand");
  const landing = form.dataset.landing ?? "";
  const stand = lookAfterStand(main);
  keepInside(main);
  stayLit();
  find(form, "[data-step] .button").addEventListener("click", fillScreen);
  // The form's own script would have the visitor wait for the network.
  for (const change of ["offline", "online"])
    addEventListener(change, () => find(form, "[data-status]").replaceChildren());
  serveVisitors(
    {
      main,
      form,
      landing,
      pause: Number(main.dataset.pause),
      thanks: main.dataset.thanksPage ?? "",
    },
    async (entries) => {
      const key = crypto.randomUUID();
      const answer = await post(landing, key, entries);
      // The thanks come only once the answers lie somewhere for good.
      if (answer.result === "later") await keep(landing, key, entries);
      void stand.deliver();
      return answer;
    },
    (address) => readPart(address, ".told"),
  );
  open.hidden = true;
  try {
    await navigator.serviceWorker.register("/kiosk-worker.js", { scope: location.pathname });
    await navigator.storage.persist();
  } catch {
    main.dataset.broken = "";
  }
  await takeOwnerKey();
  await stand.deliver();
}

/** A browser fills the screen only on a touch; one that cannot stays as it is. */
function fillScreen(): void {
  if (document.fullscreenElement === null)
    document.documentElement.requestFullscreen?.({ navigationUI: "hide" }).catch(() => {});
}

/** Keeps the screen from going dark while the page is to be seen. */
function stayLit(): void {
  const ask = () => {
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}
