import { nearCodes } from "../../content/schema/coupon-typed.ts";
import { type TillAnswer, undoTime } from "../../content/schema/till.ts";
import { sayAnswer } from "../../content/schema/till-words.ts";
import { momentNow } from "./clock.ts";
import { feel } from "./feedback.ts";
import { keptKit } from "./kept.ts";
import { fillList, part, showScreen, wordsHere } from "./parts.ts";
import { home } from "./talk.ts";

let counting: ReturnType<typeof setInterval> | undefined;

/** Shows what became of a code, to eye, ear and hand; `waits`: it is on this device alone yet. */
export async function showAnswer(answer: TillAnswer, waits = false): Promise<void> {
  const kept = await keptKit();
  const { words, locale } = wordsHere();
  const { timeZone = "Europe/Rome", shops = {} } = kept?.kit ?? {};
  const said = sayAnswer(answer, { words: words.answer, locale, timeZone, shops });
  const screen = part('[data-screen="answer"]');
  screen.dataset.tone = said.tone;
  screen.dataset.outcome = answer.outcome;
  fillSlot("title", said.title);
  fillSlot("value", answer.offer?.value ?? "");
  fillSlot("offer", answer.offer?.title ?? "");
  fillSlot("code", answer.code);
  fillList("[data-lines]", waits ? [...said.lines, words.act.waiting] : said.lines);
  offerNear(answer);
  part("[data-act=redeem]").hidden = answer.outcome !== "valid";
  part<HTMLInputElement>("[data-act=redeem] [name=amount]").value = "";
  countDown(answer.undo, await momentNow());
  showScreen("answer");
  feel(said.tone);
  // The next press does what is next, without looking for it.
  part(answer.outcome === "valid" ? "[data-act=redeem] button" : "[data-next]").focus();
}

function fillSlot(name: string, text: string): void {
  const place = part(`[data-screen="answer"] [data-slot="${name}"]`);
  place.textContent = text;
  place.hidden = text === "";
}

/** Codes that were perhaps meant, each a link to its answer. */
function offerNear({ outcome, code }: TillAnswer): void {
  const near = outcome === "mistyped" ? nearCodes(code) : [];
  part("[data-near]").hidden = near.length === 0;
  fillList(
    "[data-near] ul",
    near.map((each) => {
      const link = document.createElement("a");
      link.href = home + each;
      link.textContent = each;
      return link;
    }),
  );
}

/** Shows the way back, and for how long it is open after `now`, by the server's clock. */
function countDown(undo: TillAnswer["undo"], now: number): void {
  clearInterval(counting);
  const form = part("[data-act=undo]");
  form.hidden = undo === null;
  if (undo === null) return;
  const { words } = wordsHere();
  const began = performance.now();
  const lasts = Math.min(undoTime, undo.until - now) / 1000;
  const tell = () => {
    const left = Math.ceil(lasts - (performance.now() - began) / 1000);
    form.hidden = left <= 0;
    part("[data-left]", form).textContent = words.act.undoLeft.replace(
      "{seconds}",
      String(Math.max(0, left)),
    );
  };
  tell();
  counting = setInterval(tell, 1000);
}
