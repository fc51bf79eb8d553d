import type { Form } from "../../content/schema/form.ts";
import type { MailKind } from "../../content/schema/mail.ts";
import { isPrivateHost } from "../../content/schema/private-address.ts";
import { missingPage, type ReadLanding } from "../content/references.ts";
import type { TextNode } from "../content/text-tree.ts";
import type { MailBlock, MailBlocks, TellAt } from "./blocks.ts";
import { wrongCondition } from "./conditions.ts";
import { isMarked } from "./pieces.ts";
import type { KnownToMails } from "./read.ts";

/** A mail that was read, and what it may refer to. */
export interface CheckedMail {
  tree: TextNode;
  blocks: MailBlocks;
  forms: readonly Form[];
  /** What it is for; a mailing is sent for itself. */
  kind: MailKind | "mailing";
  landings: readonly ReadLanding[];
  known: Pick<KnownToMails, "coupons" | "pages" | "site">;
}

/** Links lead to pages that are there, conditions can be met, and a coupon stands where one comes. */
export function checkMail(read: CheckedMail, tell: TellAt): void {
  checkAddresses(read.tree, read, tell);
  for (const [node, block] of read.blocks) {
    if (block.name === "If") checkCondition(node, block.props, read.forms, tell);
    if (block.name === "Coupon") checkCoupon(node, read, tell);
    if (block.name === "Button") checkButton(node, block.props, read, tell);
  }
}

function checkButton(
  node: TextNode,
  { href, label }: Extract<MailBlock, { name: "Button" }>["props"],
  { kind }: CheckedMail,
  tell: TellAt,
): void {
  if (href === undefined && kind === "mailing")
    tell(
      node,
      "Button.href",
      "The button leads nowhere: nothing is delivered by this mail.",
      'Give it an "href", such as href="/guida/", and a "label".',
    );
  else if (href !== undefined && label === undefined)
    tell(node, "Button.label", "The button has no words.", 'Give it a "label" that says what happens.');
}

function checkAddresses(node: TextNode, read: CheckedMail, tell: TellAt): void {
  const block = read.blocks.get(node);
  const href = node.type === "link" ? node.url : hrefOf(block);
  if (href !== undefined) checkAddress(node, href, block?.name ?? "", read, tell);
  for (const child of node.children) checkAddresses(child, read, tell);
}

function hrefOf(block: MailBlock | undefined): string | undefined {
  return block?.name === "Button" || block?.name === "Picture" ? block.props.href : undefined;
}

function checkAddress(node: TextNode, href: string, key: string, { known }: CheckedMail, tell: TellAt): void {
  if (isMarked(href)) {
    tell(
      node,
      key,
      "An answer stands in an address.",
      "Write one address for all: a visitor's words belong in none.",
    );
  } else if (!/^(?:\/(?!\/)|https:\/\/|mailto:|tel:)/.test(href)) {
    tell(
      node,
      key,
      `A mail cannot lead to ${href}.`,
      "Use a page of the site (/guida/), or https://, mailto: or tel:.",
    );
  } else if (!leadsSomewhere(href)) {
    tell(
      node,
      key,
      `No reader gets to ${href}.`,
      "Write it whole: https://www.example.com/page, mailto:somebody@example.com or tel:+39051234567.",
    );
  } else {
    const own = href.startsWith(`${known.site.url}/`) ? href.slice(known.site.url.length) : href;
    const wrong = own.startsWith("/") ? missingPage(own, known.pages) : null;
    if (wrong !== null) tell(node, key, wrong.message, wrong.cure);
  }
}

/** Whether an address is whole, and no one of a network at home. */
function leadsSomewhere(href: string): boolean {
  if (href.startsWith("mailto:")) return /^mailto:[^\s@?]+@[^\s@?]+\.[^\s@?]+/.test(href);
  if (href.startsWith("tel:")) return /^tel:\+?\d[\d.()-]+$/.test(href);
  return href.startsWith("/") || (URL.canParse(href) && !isPrivateHost(new URL(href).hostname));
}

function checkCondition(
  node: TextNode,
  { when, answered }: Extract<MailBlock, { name: "If" }>["props"],
  forms: readonly Form[],
  tell: TellAt,
): void {
  if (forms.length === 0) {
    tell(node, "If", "No answers come with this mail.", "Write it for everyone.");
    return;
  }
  const asked =
    answered !== undefined && forms.some((form) => form.fields.some(({ name }) => name === answered));
  const wrong = asked ? null : wrongCondition(when ?? { [answered ?? ""]: "" }, forms);
  if (wrong !== null) tell(node, "If", wrong.message, wrong.cure);
}

function checkCoupon(node: TextNode, { kind, landings, known }: CheckedMail, tell: TellAt): void {
  const given = landings.flatMap(({ entry }) => entry.landing.magnet.map(({ name }) => name));
  if ((kind === "delivery" || kind === "reminder") && given.some((name) => known.coupons.has(name))) return;
  tell(
    node,
    "Coupon",
    "No coupon comes with this mail.",
    "Delete it: a coupon stands in the delivery of one alone.",
  );
}
