/**
 * What a landing's private page must contain for the Worker to fill in.
 *
 * Elements with `data-state` name the states they are for, separated by spaces; the Worker removes those that are not
 * for the page's own. Inside, `data-slot` elements get their text; `data-form` elements (`open`, `redeem`, `confirm`,
 * `again`) get their action, and are removed without one; `data-link` elements get their address, and are removed
 * without one; `data-list="agreed"` gets one item for each wording that was agreed to; `data-when="agreed"` is removed
 * where there is none, and `data-when="linked"` where no link has an address. Of the elements `data-coupon="<magnet>"`
 * that of the coupon's magnet stays, and `data-coupon=""` for what the landing gives no more.
 *
 * For each gift of the landing there is one element `data-gift="<magnet>"`, and one `data-gift=""` for what the landing
 * gave once and gives no more; the Worker keeps those that the visitor has. Inside, `data-gift-state` says as `data-state`
 * does which state of the gift a part is for; `data-magnet` gets the magnet's name as its value; `data-play="<file>"` gets
 * that file as its source; `data-list="files"` repeats its one child for each file (link `data-slot="file"`, with href,
 * name and size), and of it the parts with `data-only` for those kinds of file alone.
 */
export const grantStates = [
  "ready",
  "open",
  "spent",
  "several",
  "coupon",
  "confirm",
  "confirmed",
  "mailed",
] as const;
export type GrantState = (typeof grantStates)[number];

/** How one gift of a private page stands: its button waits, it is open, its uses or its time are over, or a coupon shows. */
export const giftStates = ["ready", "open", "spent", "coupon"] as const;
export type GiftState = (typeof giftStates)[number];
