import * as z from "zod";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import { alarmWords, isToldOnce } from "../alarm-words.ts";
import { sayMoment } from "../calendar.ts";
import type { Deps } from "../env.ts";
import type { DueMessage } from "../store/messages.ts";
import { businessLetter } from "./business-letter.tsx";
import type { Letter } from "./compose.ts";

const aboutSchema = z.object({ name: z.string(), detail: z.string(), since: z.number() });

/** Tells the owner of something that needs a hand. */
export function alarmMail({ catalog, publicUrl }: Deps, { about }: DueMessage): Letter | string {
  if (about === null) return "no alarm";
  const { name, detail, since } = aboutSchema.parse(JSON.parse(about));
  const { site } = catalog;
  const { alarmMail: words } = textsIn(site.locale).outbox;
  const { title, text, page } = alarmWords(catalog, name, detail, site.locale);
  return businessLetter(catalog, {
    subject: fill(words.subject, { site: site.name, title }),
    heading: title,
    text,
    rows: [{ label: words.since, text: sayMoment(since, site.locale, site.timeZone) }],
    button: words.button,
    link: `${publicUrl}${page}`,
    foot: [fill(isToldOnce(name) ? words.reasonOnce : words.reason, { site: site.name })],
  });
}
