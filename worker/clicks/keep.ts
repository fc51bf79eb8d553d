import type { Deps } from "../env.ts";
import { linkName } from "./link-name.ts";
import { listMailings, sourceOf } from "./mailing.ts";
import { keepLinks, keepSources, keptOf, noteKept } from "./store-links.ts";

/** As many links as one statement takes. */
const together = 2000;

/** Keeps where the links of each build's mailings lead and what they tell our pages, before mails bear them: it holds whatever comes after. */
export async function keepMailingLinks({ db, catalog, now }: Deps): Promise<void> {
  const mailings = listMailings(catalog);
  const links = mailings.flatMap(({ name, links }) =>
    links.map((href) => ({ mailing: name, link: linkName(href), href })),
  );
  const sources = mailings.flatMap((mailing) =>
    mailing.subjects.map((_, variant) => {
      const { utm_medium: medium, utm_campaign: label, utm_content: content } = sourceOf(mailing, variant);
      return { medium, label, content, mailing: mailing.name, variant };
    }),
  );
  if (links.length === 0 || (await keptOf(db)) === catalog.build) return;
  await keepSources(db, sources);
  for (let place = 0; place < links.length; place += together)
    await keepLinks(db, links.slice(place, place + together));
  await noteKept(db, catalog.build, now());
}
