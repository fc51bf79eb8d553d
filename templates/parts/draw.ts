import { type Draw, worthOf } from "../../content/schema/draw.ts";
import { fill } from "../../content/schema/locales/index.ts";
import { drawTextsIn } from "../../content/schema/locales/notice.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";
import { addressOf, type Told } from "./notice.ts";
import { conventionsOf, dayInWords, durationInWords } from "./words.ts";

/** What DPR 430/2001 wants people to be told about `draw`. */
export function drawLines(draw: Draw, site: Site, locale: Locale): Told[] {
  const words = drawTextsIn(locale);
  const { drawn, charity, guarantee } = draw;
  const length = durationInWords(draw.delivery, locale);
  const delivery = draw.kind === "concorso" ? words.delivery_text : words.delivery_request;
  const said: [title: string, ...lines: (string | undefined)[]][] = [
    [words.name, draw.name],
    [words.promoter, draw.promoter ?? `${site.owner.name}, ${addressOf(site.owner)}`],
    [
      words.period,
      fill(words.between, { from: dayInWords(draw.from, locale), until: dayInWords(draw.until, locale) }),
    ],
    [words.territory, draw.territory],
    [words.participants, draw.participants],
    [words.how, draw.how],
    [words.prizes, ...prizesIn(draw, locale), fill(words.worth, { total: euro(worthOf(draw), locale) })],
    [words.drawn, drawn && winnersIn(drawn, locale)],
    [words.delivery, fill(delivery, { length })],
    [words.charity, charity && fill(words.charity_text, { charity })],
    [words.guarantee, guarantee],
  ];
  return said.flatMap(([title, ...lines]) => {
    const present = lines.filter((line) => line !== undefined);
    return present.length === 0 ? [] : [{ title, lines: present }];
  });
}

function prizesIn({ prizes }: Draw, locale: Locale): string[] {
  const words = drawTextsIn(locale);
  return prizes.map(({ prize, count, value }) =>
    fill(count === 1 ? words.each : words.several, { count, prize, value: euro(value, locale) }),
  );
}

function winnersIn({ by, place, overseer }: NonNullable<Draw["drawn"]>, locale: Locale): string {
  const words = drawTextsIn(locale);
  return fill(words.drawn_text, {
    day: dayInWords(by, locale),
    place,
    overseer: words.overseers[overseer],
  });
}

function euro(amount: number, locale: Locale): string {
  const style = { style: "currency", currency: "EUR", trailingZeroDisplay: "stripIfInteger" } as const;
  return new Intl.NumberFormat(conventionsOf(locale), style).format(amount);
}
