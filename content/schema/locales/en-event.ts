import type { eventIt } from "./it-event.ts";

/** Words of the template `event`, in English. */
export const eventEn: typeof eventIt = {
  at: "At {time}",
  seats: "{count} seats",
  seats_one: "one seat only",
  free: "free entry",
  price: "{price} each",
  online: "live, online",
  seat: "Your seat",
  programme: "Programme",
  cast: "Who you’ll meet",
  place: "Where",
  file: "event",
  calendar: {
    title: "Save the date",
    text: "Two taps now, and your phone reminds you on {day}.",
    file: "Add to calendar",
    google: "Add to Google Calendar",
    hint: "The first button suits iPhone, Outlook and almost everything else.",
    link: "All you need to know: {href}",
  },
};
