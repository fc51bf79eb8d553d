// Makes a till of the page: reads codes by camera, judges them without reception, and keeps what it did until it can be
// handed over. Without this script the page's forms do the same with reception, but for the camera.
import { readScanned } from "../../content/schema/coupon-typed.ts";
import { beginAnswers } from "./answers.ts";
import { allowSound } from "./feedback.ts";
import { forgetAll, queued } from "./kept.ts";
import { part } from "./parts.ts";
import { beginScanning } from "./scanning.ts";
import { beginState } from "./state.ts";
import { home } from "./talk.ts";

const main = document.querySelector<HTMLElement>("main[data-till]");
if (main?.dataset.at === "enter") void tellLost();
else if (main) begin(main);

function begin(main: HTMLElement): void {
  addEventListener("pointerdown", allowSound, { once: true });
  addEventListener("keydown", allowSound, { once: true });
  const state = beginState();
  const answers = beginAnswers(state);
  beginScanning(answers.check);
  void state.contact();
  void keepPage();
  const told = main.dataset.answer;
  if (told !== undefined) answers.show(JSON.parse(told));
  // The page that was kept stands in for every code's: it judges the one in the address.
  else if (location.pathname !== home) {
    const read = readScanned(location.href);
    if (read !== null) void answers.check(read);
  }
}

/** Lets the page open without reception: under its own address, and under those of coupons' QR codes. */
async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const base = home.slice(0, -2);
  for (const scope of [home, `${base}K/`])
    await navigator.serviceWorker.register(`${base}till-worker.js`, { scope }).catch(() => {});
  await navigator.storage?.persist?.();
}

/** What a device had done without reception when it was taken from the tills can no longer be handed over: it says so. */
async function tellLost(): Promise<void> {
  const lost = (await queued()).length;
  const place = part("[data-lost]");
  place.hidden = lost === 0;
  const text = part("p", place);
  text.textContent = (text.textContent ?? "").replace("{n}", String(lost));
  if (lost === 0) return forgetAll();
  part("button", place).addEventListener("click", () => {
    place.hidden = true;
    void forgetAll();
  });
}
