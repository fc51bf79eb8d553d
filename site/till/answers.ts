import type { ReadCode } from "../../content/schema/coupon-typed.ts";
import { type TillAnswer, undoTime } from "../../content/schema/till.ts";
import { readAmount } from "../../content/schema/till-amount.ts";
import { showAnswer } from "./answer-screen.ts";
import { momentNow } from "./clock.ts";
import { bare, isAwayTooLong, judgeAlone } from "./judge.ts";
import { dropOwn, enqueue, keepOwn } from "./kept.ts";
import { part, say, showScreen, wordsHere } from "./parts.ts";
import { dropWaiting } from "./settle.ts";
import type { State } from "./state.ts";
import { askAbout, askToRedeem, askToUndo, type Heard, home } from "./talk.ts";

/** What the till does with codes. */
export interface Answers {
  check(read: ReadCode | null): Promise<void>;
  show(answer: TillAnswer): void;
}

/** Answers codes, redeems and takes back; `state` is told of reception. */
export function beginAnswers(state: State): Answers {
  const { words } = wordsHere();
  const main = part("main");
  let now: { answer: TillAnswer; payload: string | null } | null = null;
  let isBusy = false;
  part("[data-act=redeem]").addEventListener("submit", (event) => once(event, redeem));
  part("[data-act=undo]").addEventListener("submit", (event) => once(event, undo));
  part("[data-next]").addEventListener("click", (event) => once(event, async () => next()));
  part("[data-near]").addEventListener("click", (event) => {
    if (event.target instanceof HTMLAnchorElement && now !== null) {
      const code = event.target.textContent;
      once(event, () => check({ code, text: code, payload: null }));
    }
  });

  /** Does one thing at a time, in place of what the browser would do. */
  function once(event: Event, act: () => Promise<void>): void {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    main.setAttribute("aria-busy", "true");
    void act().finally(() => {
      isBusy = false;
      main.removeAttribute("aria-busy");
    });
  }

  async function check(read: ReadCode | null): Promise<void> {
    say(null);
    if (read === null) return show(bare("foreign", ""));
    main.setAttribute("aria-busy", "true");
    const heard = await askAbout(read);
    main.removeAttribute("aria-busy");
    await answerTo(heard, read.payload, () => judgeAlone(read));
  }

  /** Shows what was heard; without reception what the till itself says. */
  async function answerTo(
    heard: Heard<TillAnswer>,
    payload: string | null,
    alone: () => Promise<TillAnswer>,
  ): Promise<void> {
    void state.heard(heard.heard !== "away");
    switch (heard.heard) {
      case "answer":
        return show(heard.answer, payload);
      case "away":
        show(await alone(), payload);
        return say((await isAwayTooLong()) ? words.state.old : null);
      case "too-many":
        return back(words.act.tooMany);
      case "out":
        return location.assign(home);
      case "refused":
        return back(words.act.failed);
    }
  }

  async function redeem(): Promise<void> {
    if (now === null) return;
    const { answer, payload } = now;
    const { code } = answer;
    const amount = readAmount(part<HTMLInputElement>("[data-act=redeem] [name=amount]").value);
    say(amount === null ? words.said.amountWrong : null);
    if (amount === null) return;
    const id = newId();
    const at = await momentNow();
    const heard = await askToRedeem(code, { id, payload, amount: amount ?? null });
    if (heard.heard !== "away") {
      if (heard.heard === "answer" && heard.answer.outcome === "redeemed") await keepOwn({ code, at });
      return answerTo(heard, payload, async () => answer);
    }
    // Perhaps it arrived and only the answer was lost: under the same name it counts once.
    await enqueue({ id, code, payload, at, amount: amount ?? null });
    await keepOwn({ code, at });
    void state.heard(false);
    const undoable = { redemption: id, until: at + undoTime };
    await present({ ...answer, outcome: "redeemed", undo: undoable }, payload, true);
  }

  async function undo(): Promise<void> {
    if (now?.answer.undo == null) return;
    const { answer, payload } = now;
    const { redemption } = now.answer.undo;
    if (await dropWaiting(redemption)) {
      await dropOwn(answer.code);
      void state.heard(navigator.onLine);
      return present({ ...answer, outcome: "undone", undo: null }, payload);
    }
    const heard = await askToUndo(answer.code, redemption);
    void state.heard(heard.heard !== "away");
    if (heard.heard !== "answer") return say(words.act.failed);
    const isUndone = heard.answer.outcome === "undone" || heard.answer.outcome === "valid";
    if (isUndone) await dropOwn(answer.code);
    say(isUndone ? null : words.said.late);
    await present(isUndone ? { ...heard.answer, outcome: "undone" } : heard.answer, payload);
  }

  function present(answer: TillAnswer, payload: string | null, waits = false): Promise<void> {
    now = { answer, payload };
    return showAnswer(answer, waits);
  }

  function show(answer: TillAnswer, payload: string | null = null): void {
    void present(answer, payload);
  }

  function next(): void {
    back(null);
    document.dispatchEvent(new Event("till:next"));
  }

  function back(text: string | null): void {
    now = null;
    history.replaceState(null, "", home);
    showScreen("scan");
    part<HTMLInputElement>("[name=code]").value = "";
    say(text);
    part("[data-screen=scan] h1").focus();
  }

  return { check, show };
}

/** A name for a redemption: 128 random bits, in 22 letters. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
