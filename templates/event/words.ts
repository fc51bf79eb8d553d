import { fill } from "../../content/schema/locales/index.ts";
import { conventionsOf } from "../parts/words.ts";
import type { LandingView } from "../view.ts";
import { hourInWords } from "./moment.ts";
import type { EventLanding } from "./schema.ts";

type Telling = Pick<LandingView<EventLanding>, "landing" | "locale" | "texts">;

/** What a seat costs, in words; nothing where the author does not say. */
export function priceInWords({ landing, locale, texts }: Telling): string | undefined {
  const { price, currency } = landing.event;
  if (price === undefined) return undefined;
  if (price === 0) return texts.event.free;
  const format = new Intl.NumberFormat(conventionsOf(locale), {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  return fill(texts.event.price, { price: format.format(price) });
}

/** How many seats there are, in words. */
export function seatsInWords({ landing, texts }: Telling): string | undefined {
  const { seats } = landing.event;
  if (seats === undefined) return undefined;
  return seats === 1 ? texts.event.seats_one : fill(texts.event.seats, { count: seats });
}

/** At what time and where, in a line. */
export function placeInWords({ landing, locale, texts }: Telling): string {
  const { place, start } = landing.event;
  const time = fill(texts.event.at, { time: hourInWords(start.slice(11), locale) });
  const where = place && `${place.name}, ${place.address.street}, ${place.address.city}`;
  return `${time}, ${where ?? texts.event.online}`;
}
