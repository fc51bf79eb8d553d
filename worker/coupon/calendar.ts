import type { CatalogCoupon, CatalogLanding } from "../../content/schema/catalog.ts";
import { icalEscaped, icalMoment, icalText } from "../../content/schema/ical.ts";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import { addDays, dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { sayValue } from "../mail/delivery-mail.tsx";
import type { Coupon } from "../store/coupons.ts";

/**
 * A whole day in the calendar, the last on which the coupon is honoured, with alarms three days before and in the
 * morning: the same coupon gives the same bytes, and a calendar that takes it twice has it once.
 */
export function couponCalendar(
  { catalog, publicUrl }: Deps,
  { locale }: Pick<CatalogLanding, "locale">,
  magnet: CatalogCoupon,
  coupon: Coupon,
): string {
  const { site } = catalog;
  const words = textsIn(locale).coupon.calendar;
  const day = lastDay(coupon, magnet.weekdays, site.timeZone);
  const shops = site.shops.filter(({ name }) => magnet.shops.length === 0 || magnet.shops.includes(name));
  const places = shops.map(
    ({ title, address }) => `${title}, ${address.street}, ${address.postalCode} ${address.city}`,
  );
  const title = fill(words.title, { value: sayValue(magnet.value, locale), site: site.name });
  const page = `${publicUrl}/k/${coupon.code}`;
  const text = [fill(words.text, { code: coupon.code }), page, ...magnet.terms, ...places].join("\n");
  return icalText([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Imbuto//Imbuto//EN",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    `UID:${coupon.code}@${new URL(publicUrl).hostname}`,
    `DTSTAMP:${icalMoment(new Date(coupon.issuedAt))}`,
    `DTSTART;VALUE=DATE:${plain(day)}`,
    `DTEND;VALUE=DATE:${plain(addDays(day, 1))}`,
    `SUMMARY:${icalEscaped(title)}`,
    ...(places.length === 1 ? [`LOCATION:${icalEscaped(places[0] ?? "")}`] : []),
    `DESCRIPTION:${icalEscaped(text)}`,
    `URL:${page}`,
    "STATUS:CONFIRMED",
    "TRANSP:TRANSPARENT",
    // At nine in the morning: a day begins at midnight, wherever the calendar is.
    ...["-P2DT15H", "PT9H"].flatMap((trigger) => alarm(trigger, title)),
    "END:VEVENT",
    "END:VCALENDAR",
  ]);
}

function alarm(trigger: string, title: string): string[] {
  return [
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${icalEscaped(title)}`,
    `TRIGGER:${trigger}`,
    "END:VALARM",
  ];
}

/** The last day within its validity that is one of its weekdays. */
function lastDay(coupon: Coupon, weekdays: readonly number[] | undefined, timeZone: string): string {
  const last = dayIn(coupon.validUntil - 1, timeZone);
  const first = dayIn(coupon.validFrom, timeZone);
  const honoured = [0, 1, 2, 3, 4, 5, 6]
    .map((back) => addDays(last, -back))
    .find((day) => day >= first && (weekdays === undefined || weekdays.includes(weekdayOf(day))));
  return honoured ?? last;
}

/** 1 for Monday to 7 for Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

function plain(day: string): string {
  return day.replaceAll("-", "");
}
