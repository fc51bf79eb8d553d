import type { FC } from "hono/jsx";
import type { Catalog } from "../../content/schema/catalog.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import { nameOf } from "../desk/person.tsx";
import { landingTitle, type View } from "../desk/view.ts";
import { findLanding, type LandingHere } from "../landing.ts";
import type { Lead } from "./store-lead.ts";

/** A link that was made just now. */
export interface MadeLink {
  landing: string;
  href: string;
  expiresAt: number;
}

/** The landings whose form a link of ours may fill in. */
export function prefillable(catalog: Catalog): LandingHere[] {
  return Object.keys(catalog.landings).flatMap((path) => {
    const here = findLanding(catalog, path);
    return here?.form.prefill && here.landing.dynamic !== undefined ? [here] : [];
  });
}

/** Makes a link that opens a landing with this lead's answers in its form. */
export const PrefillLink: FC<{ view: View; lead: Lead; link?: MadeLink | undefined }> = (props) => {
  const { view, lead, link } = props;
  const { locale, timeZone } = view.reading;
  const words = view.texts.prefill;
  const landings = prefillable(view.catalog);
  if (landings.length === 0) return null;
  return (
    <section id="prefill">
      <h2>{words.title}</h2>
      <p class="soft prose">{words.text}</p>
      <form class="search" method="post" action={`${view.link(`/admin/leads/${lead.id}/prefill`)}#prefill`}>
        <select class="field" name="landing" aria-label={words.landing} required>
          {landings.map(({ path }) => (
            <option value={path} selected={path === link?.landing}>
              {landingTitle(view.catalog, path)}
            </option>
          ))}
        </select>
        <button class="button" type="submit">
          {words.button}
        </button>
      </form>
      {link === undefined ? null : (
        <div class="sheet" role="status">
          <p class="prose">{fill(words.made, { name: nameOf(lead, view) })}</p>
          <p>
            <a href={link.href} rel="noreferrer">
              {link.href}
            </a>
          </p>
          <p class="soft">{fill(words.until, { date: sayDay(link.expiresAt, locale, timeZone) })}</p>
        </div>
      )}
    </section>
  );
};
