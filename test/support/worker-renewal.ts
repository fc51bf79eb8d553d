import { tick } from "../../worker/clock.ts";
import { renewSilent } from "../../worker/lists/renew.ts";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { type App, anApp, press, submit } from "./worker-app.ts";
import { aCatalog } from "./worker-catalog.ts";
import { ada } from "./worker-preferences.ts";

export const [hour, day] = [3_600_000, 86_400_000];
export const [silent, answer] = [365 * day, 30 * day];

/** A Worker that asks whoever was silent for a year, and waits a month. */
export function keeping() {
  return anApp({
    catalog: aCatalog(({ site }) => {
      site.hygiene = { silent: silent / 1000, answer: answer / 1000, purpose: "marketing" };
    }),
  });
}

/** A lead that agreed to marketing and confirmed it from the mail. */
export async function subscribe(app: App, answers: Record<string, string> = ada): Promise<void> {
  await submit(app, "guida", answers);
  await press(app, /\/g\/[\w-]{43}/.exec(app.mails.at(-1)?.text ?? "")?.[0] ?? "");
}

/** The mails that leave when the clock calls at `time`. */
export async function mailsAt(app: App, time: number): Promise<App["mails"]> {
  app.clock.now = time;
  const before = app.mails.length;
  await tick(app.deps);
  // Alarms go to the business.
  return app.mails.slice(before).filter(({ to }) => to.endsWith("@example.com"));
}

/** The same, where the clock does nothing else. */
export async function askedAt(app: App, time: number): Promise<App["mails"]> {
  app.clock.now = time;
  const before = app.mails.length;
  await renewSilent(app.deps);
  await sweepOutbox(app.deps);
  return app.mails.slice(before);
}

/** The address of the page that a renewal leads to. */
export const pageIn = (app: App) =>
  /Sì, vi leggo ancora: \S+(\/u\/[\w-]{43})/.exec(app.mails.at(-1)?.text ?? "")?.[1] ?? "";
