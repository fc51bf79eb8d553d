/**
 * What a landing's private page must contain for the Worker to fill in.
 *
 * The page holds one element `data-state` for each state; the Worker keeps the one that applies and removes the others.
 * Inside it, `data-slot` elements get their text; forms `data-form="open"` and `data-form="redeem"` get their action;
 * `data-list="files"` repeats its one child for each file (link `data-slot="file"`, with href, name and size), and
 * `data-list="agreed"` gets one item for each wording that was agreed to; `data-when="agreed"` goes where there is none.
 */
export const grantStates = ["ready", "open", "coupon", "spent", "confirm", "confirmed", "mailed"] as const;
export type GrantState = (typeof grantStates)[number];
