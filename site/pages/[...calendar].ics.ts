import type { APIRoute } from "astro";
import { type CalendarPage, calendarPages } from "../landing/calendars.ts";

export const getStaticPaths = calendarPages;

/** The calendar file of an event. */
export const GET: APIRoute<CalendarPage["props"]> = ({ props }) =>
  new Response(props.text, { headers: { "Content-Type": "text/calendar; charset=utf-8" } });
