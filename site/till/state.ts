import { sayAnswer } from "../../content/schema/till-words.ts";
import { isAwayTooLong } from "./judge.ts";
import { conflicts, dropConflicts, forgetAll, keptKit, queued } from "./kept.ts";
import { fillList, part, say, wordsHere } from "./parts.ts";
import { handOver } from "./settle.ts";
import { home } from "./talk.ts";

/** Whether there is reception, and what waits for it. */
export interface State {
  /** Hands over what waits, and says how things stand. */
  contact(): Promise<void>;
  /** Notes that the network answered, or did not. */
  heard(isThere: boolean): Promise<void>;
}

/** Milliseconds before the second try and between the last ones. */
const patience = { least: 5000, most: 300_000 };

/** Shows the state, and hands over what waits whenever that is possible. */
export function beginState(): State {
  const { words } = wordsHere();
  let isThere = navigator.onLine;
  let pause = patience.least;
  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener("online", () => void contact());
  addEventListener("offline", () => void heard(false));
  document.addEventListener("visibilitychange", () => document.hidden || void contact());
  part("[data-conflicts] button").addEventListener("click", () => void dropConflicts().then(show));
  part("form[action$='/leave']").addEventListener("submit", (event) => {
    event.preventDefault();
    void leave(event.currentTarget as HTMLFormElement);
  });
  void show();

  async function contact(): Promise<void> {
    clearTimeout(timer);
    const handed = await handOver();
    // None of the tills any more: the page that comes says why.
    if (handed.heard === "out") return location.assign(home);
    if (handed.heard !== "busy") isThere = handed.heard !== "away";
    await show();
    if (handed.done > 0) say(words.state.settled);
    if (handed.heard === "answer") pause = patience.least;
    else timer = setTimeout(() => void contact(), pause * (0.75 + Math.random() / 2));
    if (handed.heard !== "answer") pause = Math.min(pause * 2, patience.most);
  }

  async function heard(answers: boolean): Promise<void> {
    const wasThere = isThere;
    isThere = answers && navigator.onLine;
    await show();
    if ((isThere && !wasThere) || (!isThere && wasThere)) void contact();
  }

  async function show(): Promise<void> {
    const waiting = (await queued()).length;
    const place = part("[data-state]");
    place.dataset.state = isThere ? (waiting > 0 ? "waiting" : "online") : "offline";
    const count =
      waiting === 1 ? words.state.waitingOne : words.state.waiting.replace("{n}", String(waiting));
    place.textContent = [
      isThere ? words.state.online : words.state.offline,
      ...(waiting > 0 ? [count] : []),
    ].join(" · ");
    part("[data-old]").hidden = !(await isAwayTooLong());
    await showConflicts();
  }

  return { contact, heard };
}

/** What was given without reception and did not hold, until somebody says that it was seen. */
async function showConflicts(): Promise<void> {
  const { words, locale } = wordsHere();
  const { kit } = (await keptKit()) ?? {};
  const saying = {
    words: words.answer,
    locale,
    timeZone: kit?.timeZone ?? "Europe/Rome",
    shops: kit?.shops ?? {},
  };
  const all = await conflicts();
  const time = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "it-IT", {
    timeZone: saying.timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  fillList(
    "[data-conflicts] ul",
    all.map(({ at, answer }) => {
      const said = sayAnswer(answer, saying);
      const title = document.createElement("strong");
      title.textContent = `${answer.code} · ${said.title}`;
      const row = document.createElement("span");
      const taken = words.conflict.taken.replace("{when}", time.format(at));
      row.append(title, ` ${[said.lines[0], taken].filter(Boolean).join(" · ")}`);
      return row;
    }),
  );
  part("[data-conflicts]").hidden = all.length === 0;
}

/** Leaves the device as any other, once nothing waits on it. */
async function leave(form: HTMLFormElement): Promise<void> {
  const { words } = wordsHere();
  await handOver();
  if ((await queued()).length > 0) return say(words.device.outWaiting);
  for (const registration of await navigator.serviceWorker.getRegistrations())
    if (/\/k\/$/i.test(registration.scope)) await registration.unregister();
  await caches.delete("imbuto-till");
  await forgetAll();
  form.submit();
}
