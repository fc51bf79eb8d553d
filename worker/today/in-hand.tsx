import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { alarmWords } from "../alarm-words.ts";
import { When } from "../desk/frame.tsx";
import type { View } from "../desk/view.ts";
import { sayWhen } from "../desk/when.ts";
import { daysLeft } from "../requests/due.ts";
import { sayLeft } from "../requests/requests-page.tsx";
import type { Alarm } from "../store/alarms.ts";
import type { Today } from "./today-page.tsx";

/** What will not mend itself, each with the page that helps; nothing at all on a good day. */
export const InHand: FC<{ view: View; today: Today }> = ({ view, today }) => {
  const { alarms, hasMailer } = today;
  const lines = linesIn(view, today);
  if (hasMailer && alarms.length + lines.length === 0) return null;
  return (
    <div class="alarms" role="note" aria-label={view.words.alarms.title}>
      <ul>
        {hasMailer ? null : (
          <li>
            <a href={view.link("/admin/settings")}>{view.words.alarms.noMailer}</a>
          </li>
        )}
        {alarms.map((alarm) => (
          <Raised view={view} alarm={alarm} />
        ))}
        {lines.map(([text, page]) => (
          <li>
            <a href={view.link(page)}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** What waits for somebody, in a sentence each, and where it is done. */
function linesIn(view: View, { hands, conflicts, alarms }: Today): [text: string, page: string][] {
  const { words, coupons, texts } = view;
  const { now, timeZone } = view.reading;
  const { rooms, requests } = texts;
  const say = (n: number, one: string, many: string) => (n === 1 ? one : fill(many, { n }));
  const lines: [number, string, string][] = [
    [conflicts, say(conflicts, coupons.conflicts.todayOne, coupons.conflicts.today), "/admin/tills"],
    [
      hands.quarantined,
      say(hands.quarantined, words.alarms.quarantinedOne, words.alarms.quarantined),
      "/admin/quarantine",
    ],
    [
      // The alarm says it already, once it is near.
      alarms.some(({ name }) => name === "request-due") ? 0 : hands.requests,
      fill(say(hands.requests, requests.today.one, requests.today.many), {
        left: sayLeft(daysLeft(hands.due ?? now, now, timeZone), view),
      }),
      "/admin/requests",
    ],
    [
      hands.campaigns,
      say(hands.campaigns, texts.campaigns.waitsOne, texts.campaigns.waits),
      "/admin/mail/campaigns",
    ],
    [hands.imports, say(hands.imports, rooms.today.importOne, rooms.today.imports), "/admin/imports"],
    [
      hands.ticked !== null && hands.ticked < now - 86_400_000 ? 1 : 0,
      fill(rooms.today.clock, { when: sayWhen(hands.ticked ?? now, view.reading) }),
      "/admin/settings",
    ],
  ];
  return lines.flatMap(([n, text, page]) => (n === 0 ? [] : [[text, page]]));
}

const Raised: FC<{ view: View; alarm: Alarm }> = ({ view, alarm: { name, detail, since } }) => {
  const { title, text, page } = alarmWords(view.catalog, name, detail, view.reading.locale);
  return (
    <li>
      <a href={view.link(page)}>{title}</a>{" "}
      <small>
        <When at={since} view={view} />. {text}
      </small>
    </li>
  );
};
