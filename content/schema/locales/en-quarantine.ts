import type { quarantineIt } from "./it-quarantine.ts";

/** Words on the desk about posts in quarantine, in English. */
export const quarantineEn: typeof quarantineIt = {
  title: "In quarantine",
  text: "Posts that look like a program’s: they make no lead, and are not lost. If there is a person behind one, let it in: they get what they asked for.",
  empty: "Nothing in quarantine.",
  when: "When",
  landing: "Page",
  reason: "Reason",
  answers: "Answers",
  reasons: {
    honeypot: "filled in the hidden field",
    "name-link": "a link in place of a name",
    hints: "several hints at once: too fast, repeated texts, many links",
    network: "too many posts from one network",
    challenge: "the proof that it is no program is wrong",
    unproved: "no proof: we have asked for a confirmation by mail",
    "check-down": "Turnstile’s check did not answer",
  },
  more: "The latest {n} are shown.",
  actions: "What to do with it",
  release: "Let it in",
  remove: "It is spam",
  releaseAll: "Let the first {n} in",
  released: "Done: it is among the leads now.",
  releasedAll: "Done: {n} posts are among the leads now.",
  removed: "Deleted.",
  sold_out: "There are no coupons left: it stays in quarantine.",
  gone: "Its page is gone: it stays in quarantine.",
  unknown: "This post is no longer in quarantine.",
};
