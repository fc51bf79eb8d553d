import type { articlesIt } from "./it-articles.ts";

/** Words around articles. */
export const articlesEn: typeof articlesIt = {
  title: "Worth reading",
  intro: "What we learn at work, written for those who do it at home.",
  feed: "Follow with an RSS reader",
  minutes: "{count} minutes to read",
  minutes_one: "One minute to read",
  updated: "Updated on {day}",
  by: "by {name}",
  stages: { awareness: "To start with", consideration: "To know more", decision: "To decide" },
  next: "What next",
  breadcrumbs: "Where you are",
  all: "All articles",
};
