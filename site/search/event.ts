import { isEvent } from "../../templates/event/calendar.ts";
import { momentOf } from "../../templates/event/moment.ts";
import type { EventLanding } from "../../templates/event/schema.ts";
import type { LandingView } from "../../templates/view.ts";
import { type GraphNode, organizationId, postal } from "./nodes.ts";

/** The event that a landing invites to, as search engines list it. */
export function eventNode(view: LandingView): GraphNode[] {
  if (!isEvent(view)) return [];
  const { landing, site, canonical, share } = view;
  const { start, end, place, online, price, currency, seats } = landing.event;
  const modes = place === undefined ? "Online" : online === false ? "Offline" : "Mixed";
  return [
    {
      "@type": "Event",
      name: landing.title,
      description: landing.intro,
      url: canonical,
      image: share?.href,
      startDate: instant(start, site.timeZone),
      endDate: end && instant(end, site.timeZone),
      eventStatus: "https://schema.org/EventScheduled",
      eventAttendanceMode: `https://schema.org/${modes}EventAttendanceMode`,
      location: placesOf(view),
      organizer: { "@id": organizationId(site) },
      maximumAttendeeCapacity: seats,
      isAccessibleForFree: price === undefined ? undefined : price === 0,
      offers:
        price === undefined
          ? undefined
          : { "@type": "Offer", price, priceCurrency: currency, url: canonical },
    },
  ];
}

function placesOf({ canonical, landing }: LandingView<EventLanding>): GraphNode | GraphNode[] {
  const { place, online } = landing.event;
  const virtual = { "@type": "VirtualLocation", url: typeof online === "string" ? online : canonical };
  if (place === undefined) return virtual;
  const real = { "@type": "Place", name: place.name, address: postal(place.address) };
  return online === false ? real : [real, virtual];
}

/** `local` with its distance from Greenwich, as in 2027-03-12T20:30+01:00: the same instant everywhere. */
function instant(local: string, timeZone: string): string {
  const ahead = (Date.parse(`${local}Z`) - momentOf(local, timeZone).getTime()) / 60_000;
  const [hours, minutes] = [Math.abs(ahead) / 60, Math.abs(ahead) % 60].map((part) =>
    String(Math.floor(part)).padStart(2, "0"),
  );
  return `${local}${ahead < 0 ? "-" : "+"}${hours}:${minutes}`;
}
