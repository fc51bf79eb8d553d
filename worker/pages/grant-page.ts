import type { Context } from "hono";
import { html } from "hono/html";
import type { CatalogFile, CatalogLanding } from "../../content/schema/catalog.ts";
import type { CouponState } from "../../content/schema/coupon-rules.ts";
import type { GiftState, GrantState } from "../../content/schema/grant-page.ts";
import type { AppEnv } from "../env.ts";
import { repeatFor } from "./file-list.ts";
import { answerProblem } from "./problem.tsx";
import { pageHeaders } from "./static-page.ts";

/** What a private page shows. */
export interface GrantView {
  state: GrantState;
  /** Text by slot; a slot whose text is null is taken out. */
  slots: Record<string, string | null>;
  gifts?: readonly GiftView[];
  /** What the page's forms carry that ask for a new link. */
  token?: string;
  /** Where its forms post to; one without an address is taken out. */
  actions: { open?: string; redeem?: string; confirm?: string; again?: string };
  /** Where its links lead to, by name; one without an address is taken out. */
  links?: Readonly<Record<string, string | null>>;
  /** The wordings that were agreed to. */
  agreed?: readonly string[];
  /** Its QR code is SVG. */
  coupon?: { magnet: string; code: string; status: CouponState; qr: string };
}

/** One gift on a private page. */
export interface GiftView {
  /** The magnet's name. */
  name: string;
  title: string;
  state: GiftState;
  /** Text by slot, within the gift's own part of the page. */
  slots: Record<string, string | null>;
  files: readonly CatalogFile[];
  /** Where the addresses of its files begin. */
  folder: string;
  /** Whether its button leads away from the site. */
  leadsAway: boolean;
}

/** The landing's private page, filled in. */
export async function showGrant(
  c: Context<AppEnv>,
  landing: CatalogLanding,
  view: GrantView,
  status = 200,
): Promise<Response> {
  const page = await c.var.deps.fetchAsset(landing.pages.grant);
  if (!page.ok) return answerProblem(c, "unavailable", landing);
  const known = new Set(landing.magnets.map(({ name }) => name));
  const { rewriter, giftHere } = rewriterFor(landing, known, view);
  rewriter
    .on("[data-state]", {
      element: (part) => void (isFor(part.getAttribute("data-state"), view.state) || part.remove()),
    })
    .on("[data-coupon]", {
      element(part) {
        const name = part.getAttribute("data-coupon");
        const shown = view.coupon?.magnet;
        if (name === "" ? known.has(shown ?? "") : name !== shown) part.remove();
      },
    })
    .on("[data-form]", { element: (form) => setAction(form, view.actions) })
    .on("[data-link]", { element: (link) => setLink(link, view.links) })
    .on("[data-token]", { element: (input) => void input.setAttribute("value", view.token ?? "") })
    .on('[data-when="linked"]', {
      element: (part) =>
        void (Object.values(view.links ?? {}).some((link) => link !== null) || part.remove()),
    })
    .on('[data-when="agreed"]', { element: (part) => void (view.agreed?.length || part.remove()) })
    .on('[data-list="agreed"]', {
      element: (list) =>
        void list.setInnerContent(`${(view.agreed ?? []).map((words) => html`<li>${words}</li>`).join("")}`, {
          html: true,
        }),
    })
    .on('[data-slot="qr"]', {
      element: (place) => void place.setInnerContent(view.coupon?.qr ?? "", { html: true }),
    })
    .on("[data-slot]", { element: (place) => fillSlot(place, view, giftHere()) });
  const headers = pageHeaders(page);
  if (view.gifts?.some(({ leadsAway }) => leadsAway)) letFormsLeave(headers);
  return rewriter.transform(new Response(page.body, { status, headers }));
}

/** Rewrites the parts for gifts, and tells at each place which gift it is about: outside of them, the first. */
function rewriterFor(landing: CatalogLanding, known: ReadonlySet<string>, { gifts = [] }: GrantView) {
  let here: GiftView | undefined = gifts[0];
  const rewriter = new HTMLRewriter()
    .on("[data-gift]", {
      element(part) {
        const name = part.getAttribute("data-gift");
        here = gifts.find((gift) => (name === "" ? !known.has(gift.name) : gift.name === name));
        if (here === undefined) part.remove();
        part.onEndTag(() => {
          here = gifts[0];
        });
      },
    })
    .on("[data-gift-state]", {
      element: (part) =>
        void (isFor(part.getAttribute("data-gift-state"), here?.state ?? "") || part.remove()),
    })
    .on("[data-magnet]", { element: (button) => void button.setAttribute("value", here?.name ?? "") })
    .on("[data-play]", {
      element(player) {
        const address = `${here?.folder ?? ""}${encodeURIComponent(player.getAttribute("data-play") ?? "")}`;
        player.setAttribute("src", `${address}?play`);
      },
    });
  const shown = () => ({ files: here?.files ?? [], folder: here?.folder ?? "" });
  repeatFor(rewriter, '[data-list="files"]', shown, landing.locale);
  return { rewriter, giftHere: () => here };
}

/** Whether `list`, names separated by spaces, has `state` in it. */
function isFor(list: string | null, state: string): boolean {
  return (list ?? "").split(" ").includes(state);
}

/** A button may lead to a page elsewhere, and that one on to others: browsers hold a form's policy against them all. */
function letFormsLeave(headers: Headers): void {
  const policy = headers.get("Content-Security-Policy") ?? "";
  headers.set("Content-Security-Policy", policy.replace("form-action 'self'", "form-action 'self' https:"));
}

function setAction(form: Element, actions: GrantView["actions"]): void {
  const name = form.getAttribute("data-form") ?? "";
  const action = new Map(Object.entries(actions)).get(name);
  if (action === undefined) form.remove();
  else form.setAttribute("action", action);
}

function setLink(link: Element, links: GrantView["links"] = {}): void {
  const name = link.getAttribute("data-link") ?? "";
  const address = Object.hasOwn(links, name) ? links[name] : null;
  if (typeof address === "string") link.setAttribute("href", address);
  else link.remove();
}

function fillSlot(place: Element, { slots: shared, coupon }: GrantView, gift: GiftView | undefined): void {
  const name = place.getAttribute("data-slot") ?? "";
  const slots = { ...shared, ...gift?.slots };
  if (!Object.hasOwn(slots, name)) return;
  const text = slots[name] ?? null;
  if (text === null) place.remove();
  else place.setInnerContent(text);
  if (name === "coupon-status" && coupon !== undefined) place.setAttribute("data-status", coupon.status);
}
