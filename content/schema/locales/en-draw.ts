import type { drawIt } from "./it-draw.ts";

/** What a page says of a contest or a promotion with prizes (DPR 430/2001), in English. */
export const drawEn: typeof drawIt = {
  open: { concorso: "Prize draw: the rules in short", operazione: "Gift promotion: the rules in short" },
  name: "Name",
  promoter: "Promoter",
  period: "Period",
  between: "From {from} to {until}.",
  territory: "Territory",
  participants: "Who may take part",
  how: "How",
  prizes: "Prizes",
  worth: "Worth in all: {total}.",
  each: "{prize}, worth {value}",
  several: "{count} × {prize}, worth {value} each",
  drawn: "Winners",
  drawn_text: "By {day}, {place}, {overseer}.",
  overseers: {
    notary: "before a notary",
    chamber: "before the chamber of commerce’s official for consumer protection",
  },
  delivery: "Delivery",
  delivery_text: "Within {length} of the end of the promotion.",
  delivery_request: "Within {length} of the request for the gift.",
  charity: "Prizes left over",
  charity_text: "They go to {charity}.",
  guarantee: "Guarantee",
  rules: "Read the full rules",
};
