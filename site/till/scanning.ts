import { type ReadCode, readScanned } from "../../content/schema/coupon-typed.ts";
import { type Looking, look } from "./camera.ts";
import { part, say, wordsHere } from "./parts.ts";

/** Lets codes be read by the camera and typed; each goes to `check`. */
export function beginScanning(check: (read: ReadCode | null) => Promise<void>): void {
  const { words } = wordsHere();
  const video = part<HTMLVideoElement>("video");
  const frame = part("[data-frame]");
  const light = part("[data-light]");
  let looking: Looking | null = null;
  let wanted = false;
  frame.hidden = false;
  part("[data-camera]").addEventListener("click", () => void start());
  part("[data-stop]").addEventListener("click", () => {
    wanted = false;
    stop();
  });
  light.addEventListener("click", () => {
    const on = light.getAttribute("aria-pressed") !== "true";
    light.setAttribute("aria-pressed", String(on));
    void looking?.light?.(on);
  });
  part("[data-typed]").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = part<HTMLInputElement>("[name=code]").value;
    if (typed.replace(/[^A-Za-z0-9]/g, "") === "") return say(words.said.empty);
    stop();
    void check(readScanned(typed));
  });
  document.addEventListener("till:next", () => wanted && void start());
  // Whoever has allowed it once need not press again.
  void mayLook().then((may) => {
    if (may && part("main").dataset.at === "scan") void start();
  });

  async function start(): Promise<void> {
    if (looking !== null) return;
    wanted = true;
    frame.dataset.frame = "opening";
    const opened = await look(video, found);
    if (typeof opened === "string") {
      wanted = false;
      frame.dataset.frame = "off";
      return say(words.scan[opened]);
    }
    looking = opened;
    frame.dataset.frame = "on";
    light.hidden = opened.light === undefined;
    say(null);
  }

  function stop(): void {
    looking?.stop();
    looking = null;
    frame.dataset.frame = "off";
  }

  function found(text: string): void {
    stop();
    void check(readScanned(text));
  }
}

async function mayLook(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: "camera" })).state === "granted";
  } catch {
    return false;
  }
}
