import { calendarFile, calendarOf, isEvent } from "../../templates/event/calendar.ts";
import { landingPages } from "./pages.ts";

/** One calendar file: its address without the slash before it and its ending, and what it says. */
export interface CalendarPage {
  params: { calendar: string };
  props: { text: string };
}

/** The calendar file of every landing that shows an event. */
export async function calendarPages(): Promise<CalendarPage[]> {
  const pages = await landingPages();
  return pages.flatMap(({ props: { kind, view } }) =>
    kind === "landing" && isEvent(view)
      ? [{ params: { calendar: calendarFile(view).slice(1, -4) }, props: { text: calendarOf(view) } }]
      : [],
  );
}
