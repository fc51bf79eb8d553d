import type { Catalog } from "../content/schema/catalog.ts";
import { fill, textsIn } from "../content/schema/locales/worker.ts";
import type { Locale } from "../content/schema/primitives.ts";

/** An alarm in words, and the page of the desk that helps. */
export interface AlarmWords {
  title: string;
  text: string;
  page: string;
}

/** What to say of the alarm `name`; names that this build does not know stand for themselves. */
export function alarmWords(catalog: Catalog, name: string, detail: string, locale: Locale): AlarmWords {
  const { alarms, noDetail } = textsIn(locale).outbox;
  const [kind = "", of = ""] = name.split(/:(.*)/s);
  const words = Object.entries(alarms).find(([known]) => known === kind)?.[1];
  const values = { of: catalog.landings[of]?.title ?? of, detail: detail === "" ? noDetail : detail };
  return {
    title: words === undefined ? name : fill(words.title, values),
    text: words === undefined ? detail : fill(words.text, values),
    page: ofCampaigns.has(kind)
      ? `/admin/mail/campaigns/${encodeURIComponent(of)}`
      : (pages[kind] ?? "/admin/mail"),
  };
}

/** Whether the alarm `name` is told once, and not each day: a campaign may be left where it stands. */
export function isToldOnce(name: string): boolean {
  return ofCampaigns.has(name.split(":")[0] ?? "");
}

const ofCampaigns: ReadonlySet<string> = new Set(["campaign-words", "campaign-segment"]);

// Where an alarm is seen to; what is not told here is about mail.
const pages: Record<string, string | undefined> = {
  "webhook-off": "/admin/webhooks",
  "webhook-failed": "/admin/webhooks",
  "request-due": "/admin/requests",
};
