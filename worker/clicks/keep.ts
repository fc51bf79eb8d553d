import type { Deps } from "../env.ts";
import { linkName } from "./link-name.ts";
import { listMailings } from "./mailing.ts";
import { keepLinks, keptOf, noteKept } from "./store-links.ts";

/** As many links as one statement takes. */
const together = 2000;

/** Keeps where the links of each build's mailings lead, before mails bear them: those stay, whatever comes after. */
export async function keepMailingLinks({ db, catalog, now }: Deps): Promise<void> {
  const links = listMailings(catalog).flatMap(({ name, links }) =>
    links.map((href) => ({ mailing: name, link: linkName(href), href })),
  );
  if (links.length === 0 || (await keptOf(db)) === catalog.build) return;
  for (let place = 0; place < links.length; place += together)
    await keepLinks(db, links.slice(place, place + together));
  await noteKept(db, catalog.build, now());
}
