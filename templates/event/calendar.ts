import { icalEscaped as escaped, icalText, icalMoment as stamp } from "../../content/schema/ical.ts";
import { fill } from "../../content/schema/locales/index.ts";
import type { LandingView } from "../view.ts";
import { momentOf } from "./moment.ts";
import type { EventLanding } from "./schema.ts";

/** What a calendar needs to know of a landing. */
type EventView = Pick<
  LandingView<EventLanding>,
  "landing" | "site" | "texts" | "path" | "pages" | "canonical"
>;

const twoHours = 7_200_000;

/** Whether `view` shows an event, which has a calendar file. */
export function isEvent(view: LandingView): view is LandingView<EventLanding> {
  return view.landing.template === "event";
}

/** The address of the event's calendar file, from the root. */
export function calendarFile({ pages, texts }: EventView): string {
  return `${pages.landing}${texts.event.file}.ics`;
}

/** The event as an iCalendar file (RFC 5545): the same event gives the same bytes. */
export function calendarOf(view: EventView): string {
  const { landing, path, site, canonical } = view;
  const { start, end } = spanOf(view);
  const place = placeOf(view);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Imbuto//Imbuto//EN",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    `UID:${path.replaceAll("/", "-")}@${new URL(site.url).host}`,
    // The hour of the build would make every build another file.
    `DTSTAMP:${stamp(start)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${escaped(landing.title)}`,
    ...(place === "" ? [] : [`LOCATION:${escaped(place)}`]),
    `DESCRIPTION:${escaped(tellingOf(view))}`,
    `URL:${canonical}`,
    "STATUS:CONFIRMED",
    "TRANSP:OPAQUE",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return icalText(lines);
}

/** The address at which Google Calendar offers to take the event in. */
export function googleLink(view: EventView): string {
  const { start, end } = spanOf(view);
  const link = new URL("https://calendar.google.com/calendar/render");
  link.search = new URLSearchParams({
    action: "TEMPLATE",
    text: view.landing.title,
    dates: `${stamp(start)}/${stamp(end)}`,
    location: placeOf(view),
    details: tellingOf(view),
  }).toString();
  return link.href;
}

/** From when to when it lasts; an event that does not say its end is given two hours. */
function spanOf({ landing: { event }, site }: EventView): { start: Date; end: Date } {
  const start = momentOf(event.start, site.timeZone);
  const end = event.end === undefined ? undefined : momentOf(event.end, site.timeZone);
  return { start, end: end ?? new Date(start.getTime() + twoHours) };
}

function placeOf({ landing: { event }, texts }: EventView): string {
  const { place, online } = event;
  if (place !== undefined) {
    const { street, postalCode, city } = place.address;
    return `${place.name}, ${street}, ${postalCode} ${city}`;
  }
  return typeof online === "string" ? online : texts.event.online;
}

function tellingOf({ landing, texts, canonical }: EventView): string {
  const more = fill(texts.event.calendar.link, { href: canonical });
  return landing.intro === undefined ? more : `${landing.intro}\n\n${more}`;
}
