import type { Context } from "hono";
import { html } from "hono/html";
import { nearCodes } from "../../content/schema/coupon-typed.ts";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import type { TillAnswer } from "../../content/schema/till.ts";
import { sayAnswer } from "../../content/schema/till-words.ts";
import type { AppEnv } from "../env.ts";
import { answerProblem } from "../pages/problem.tsx";
import { pageHeaders } from "../pages/static-page.ts";
import type { Device } from "../store/till-entry.ts";
import { shopTitleOf, shopTitles } from "./kit.ts";

/** Where the till's page lies among the assets. */
const tillPage = "/_private/till/";

/** What the till's page shows. */
export type TillView = Entry | Scan | Told;

interface Common {
  status?: 200 | 401 | 404 | 409 | 422 | 429;
  /** What is to be said before all else. */
  notice?: string | undefined;
}

/** The way in: by a link, for its shop, or by a PIN. */
interface Entry extends Common {
  screen: "enter";
  invite?: { token: string; shop: string };
}

/** The way to a code. */
interface Scan extends Common {
  screen: "scan";
  device: Device;
}

/** What became of a code. */
interface Told extends Common {
  screen: "answer";
  device: Device;
  answer: TillAnswer;
  /** Names the redemption that its button would be. */
  redemption: string;
}

/** The page of a till, filled in; its script goes on from there, and without one its forms do. */
export async function showTill(c: Context<AppEnv>, view: TillView): Promise<Response> {
  const page = await c.var.deps.fetchAsset(tillPage);
  if (!page.ok) return answerProblem(c, "unavailable");
  const rewriter = new HTMLRewriter()
    .on("[data-screen]", { element: (part) => setScreen(part, view.screen) })
    .on("[data-notice]", { element: (part) => setText(part, view.notice ?? null) })
    .on("[data-till]", { element: (main) => void main.setAttribute("data-at", view.screen) });
  if (view.screen === "enter") fillEntry(c, rewriter, view);
  else fillDevice(c, rewriter, view.device);
  if (view.screen === "answer") fillAnswer(c, rewriter, view);
  const headers = pageHeaders(page);
  // Its buttons post from here: with a referrer policy of none, older browsers would hide where they come from.
  headers.set("Referrer-Policy", "same-origin");
  const filled = rewriter.transform(new Response(page.body));
  // By way of the context, which has cookies and the like to add.
  return c.newResponse(filled.body, view.status ?? 200, Object.fromEntries(headers));
}

/** Shows the one screen; whoever is not in gets none but the way in, and whoever is gets all others. */
function setScreen(part: Element, screen: TillView["screen"]): void {
  const name = part.getAttribute("data-screen");
  if (name === screen) part.removeAttribute("hidden");
  else if ((name === "enter") !== (screen === "enter")) part.remove();
}

function setText(part: Element, text: string | null): void {
  if (text === null) return;
  part.removeAttribute("hidden");
  part.setInnerContent(text);
}

function fillEntry({ var: { deps } }: Context<AppEnv>, rewriter: HTMLRewriter, { invite }: Entry): void {
  const words = textsIn(deps.catalog.site.locale).till.said;
  const kept = invite === undefined ? "pin" : "invite";
  rewriter.on("[data-device]", { element: (part) => void part.remove() }).on("[data-entry]", {
    element: (part) => void (part.getAttribute("data-entry") === kept || part.remove()),
  });
  if (invite === undefined) return;
  rewriter
    .on('form[data-entry="invite"]', {
      element: (form) => void form.setAttribute("action", `/k/enter/${invite.token}`),
    })
    .on('[data-slot="invited"]', {
      element: (part) =>
        void part.setInnerContent(fill(words.invited, { shop: shopTitleOf(deps, invite.shop) })),
    });
}

function fillDevice(
  { var: { deps } }: Context<AppEnv>,
  rewriter: HTMLRewriter,
  { name, shop }: Device,
): void {
  const words = textsIn(deps.catalog.site.locale).till;
  const at = fill(words.at, { name, shop: shopTitleOf(deps, shop) });
  rewriter.on('[data-slot="device"]', { element: (part) => void part.setInnerContent(at) });
}

function fillAnswer({ var: { deps } }: Context<AppEnv>, rewriter: HTMLRewriter, view: Told): void {
  const { locale, timeZone } = deps.catalog.site;
  const { answer, redemption } = view;
  const { answer: words } = textsIn(locale).till;
  const said = sayAnswer(answer, { words, locale, timeZone, shops: shopTitles(deps) });
  const slots = new Map([
    ["title", said.title],
    ["value", answer.offer?.value ?? ""],
    ["offer", answer.offer?.title ?? ""],
    ["code", answer.code],
  ]);
  const near = answer.outcome === "mistyped" ? nearCodes(answer.code) : [];
  const acts = new Map([
    ["redeem", answer.outcome === "valid" ? { to: `/k/${answer.code}`, id: redemption } : null],
    ["undo", answer.undo === null ? null : { to: `/k/${answer.code}/undo`, id: answer.undo.redemption }],
  ]);
  let id = "";
  rewriter
    // What the script goes on from.
    .on("[data-till]", { element: (main) => void main.setAttribute("data-answer", JSON.stringify(answer)) })
    .on('[data-screen="answer"]', {
      element(part) {
        part.setAttribute("data-tone", said.tone);
        part.setAttribute("data-outcome", answer.outcome);
      },
    })
    .on('[data-screen="answer"] [data-slot]', {
      element: (part) => setText(part, slots.get(part.getAttribute("data-slot") ?? "") || null),
    })
    .on("[data-lines]", { element: (list) => void list.setInnerContent(listed(said.lines), { html: true }) })
    .on("[data-near]", {
      element(part) {
        if (near.length > 0) part.removeAttribute("hidden");
      },
    })
    .on("[data-near] ul", {
      element: (list) =>
        void list.setInnerContent(
          near.map((code) => html`<li><a href="/k/${code}">${code}</a></li>`).join(""),
          {
            html: true,
          },
        ),
    })
    .on("[data-act]", {
      element(form) {
        const act = acts.get(form.getAttribute("data-act") ?? "");
        if (act == null) return;
        id = act.id;
        form.removeAttribute("hidden");
        form.setAttribute("action", act.to);
      },
    })
    .on("[data-redemption]", { element: (input) => void input.setAttribute("value", id) });
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => html`<li>${line}</li>`).join("");
}
