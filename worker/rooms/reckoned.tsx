import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { Facts } from "./facts.tsx";

/** How long what is kept is kept. */
export const Kept: FC<{ view: View }> = ({ view }) => {
  const words = view.texts.rooms.settings;
  const { retention } = view.catalog.site;
  const rows = (["unconfirmed", "leads", "networks"] as const).map(
    (kind) => [words.kept[kind], saySpan(retention[kind], view)] as const,
  );
  return <Facts title={words.retention} rows={rows} />;
};

/** How much is taken and mailed before it looks like abuse. */
export const Limits: FC<{ view: View }> = ({ view }) => {
  const words = view.texts.rooms.settings;
  const { network, inbox, unproved, mails } = view.catalog.site.limits;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  return (
    <Facts
      title={words.limits}
      rows={[
        [words.limit.minute, say(network.minute)],
        [words.limit.hour, say(network.hour)],
        [words.limit.spacing, saySpan(inbox.spacing, view)],
        [words.limit.day, say(inbox.day)],
        [words.limit.month, say(inbox.month)],
        [words.limit.proved, say(inbox.proved)],
        [words.limit.unproved, say(unproved)],
        [words.limit.mails, say(mails)],
      ]}
    />
  );
};

/** What acts are worth, and how soon that fades. */
export const Score: FC<{ view: View }> = ({ view }) => {
  const words = view.texts.rooms.settings;
  const { acts, halfLife, hot } = view.catalog.site.score;
  // A minus as wide as a figure, where the formatter writes a hyphen.
  const say = (n: number) => sayNumber(n, view.reading.locale).replace("-", "\u2212");
  const points = (["submit", "confirm", "download", "redeem", "withdraw"] as const).map(
    (act) => [words.scores[act], say(acts[act])] as const,
  );
  return (
    <Facts
      title={words.score}
      rows={[...points, [words.halfLife, saySpan(halfLife, view)], [words.hot, say(hot)]]}
    />
  );
};

/** So many seconds as people say them. */
function saySpan(seconds: number, view: View): string {
  const { units } = view.texts.rooms.settings;
  const days = seconds / 86_400;
  if (days === 1) return units.day;
  if (days > 1) return fill(units.days, { n: sayNumber(Math.round(days), view.reading.locale) });
  if (seconds >= 7200) return fill(units.hours, { n: Math.round(seconds / 3600) });
  return seconds >= 120
    ? fill(units.minutes, { n: Math.round(seconds / 60) })
    : fill(units.seconds, { n: seconds });
}
