import {
  type Catalog,
  type CatalogLanding,
  type CatalogMagnet,
  catalogSchema,
} from "../../content/schema/catalog.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Site } from "../../content/schema/site.ts";
import { themeOf } from "../../content/schema/theme.ts";
import { mailColours } from "../../templates/theme/palette.ts";
import { outcomePage, privacyOf } from "../content/addresses.ts";
import type { Content, LandingEntry, MailEntry } from "../content/content.ts";
import { sheetPath } from "../overlay/coupons.ts";
import { stampedEntry } from "../overlay/stamped.ts";
import { buildOf } from "./digest.ts";
import { campaignOf, sequenceOf } from "./mailings.ts";
import { catalogFile, filesOf, placed } from "./private-files.ts";

/** What the Worker needs to know of `content`; the same content and templates give the same catalog. */
export async function catalogOf(content: Content): Promise<Catalog> {
  const magnets = new Map<string, CatalogMagnet>();
  for (const [name, magnet] of content.magnets) magnets.set(name, await magnetOf(content, name, magnet));
  return catalogSchema.parse({
    build: await buildOf(content.root, content.files),
    site: siteOf(content.site),
    landings: inOrder(content.landings.map((entry) => [entry.path, landingOf(entry, content.site)])),
    forms: inOrder([...content.forms]),
    magnets: inOrder([...magnets]),
    segments: inOrder([...content.segments]),
    mails: inOrder(content.mails.map((mail) => [mail.path, mailOf(mail)])),
    sequences: inOrder(content.sequences.map((sequence) => [sequence.name, sequenceOf(sequence)])),
    campaigns: inOrder(content.campaigns.map((campaign) => [campaign.name, campaignOf(campaign)])),
  });
}

/** `catalog` as it stands in its file. */
export function catalogText(catalog: Catalog): string {
  return `${JSON.stringify(catalog, null, 1)}\n`;
}

function inOrder<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function siteOf(site: Site): Catalog["site"] {
  const { name, url, locale, timeZone, owner, sender, shops, limits, retention, softOptIn } = site;
  const {
    campaigns,
    score,
    origins,
    returns,
    webhooks,
    notify,
    alarm,
    challenge,
    turnstileKey,
    opens,
    meta,
    database,
    hygiene,
  } = site;
  const privacy = Object.fromEntries(site.locales.map((spoken) => [spoken, privacyOf(site, spoken)]));
  const colours = mailColours(themeOf(site.theme));
  return {
    ...{
      name,
      url,
      locale,
      timeZone,
      owner,
      sender,
      shops,
      campaigns,
      score,
      colours,
      privacy,
      limits,
      softOptIn,
      retention,
    },
    ...{ origins, returns, webhooks, notify, opens, meta, database },
    ...(hygiene === undefined ? {} : { hygiene }),
    ...(alarm === undefined ? {} : { alarm }),
    ...(challenge === undefined ? {} : { challenge }),
    ...(turnstileKey === undefined ? {} : { turnstileKey }),
  };
}

function landingOf(entry: LandingEntry, site: Site): CatalogLanding {
  const { title, template, stage, campaign, delivery, magnet, from, until } = entry.landing;
  return {
    locale: entry.locale,
    title,
    template,
    stage,
    ...(campaign === undefined ? {} : { campaign }),
    form: entry.formName,
    magnets: magnet,
    delivery,
    pages: entry.pages,
    outcomes: entry.landing.outcomes.map(({ name, when }) => ({
      when,
      page: outcomePage(entry.pages, name),
    })),
    ...(entry.dynamic && { dynamic: entry.dynamic }),
    colours: mailColours(themeOf(site.theme, entry.landing.theme)),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}

function mailOf({ kind, locale, landing, asset }: MailEntry): Catalog["mails"][string] {
  return { kind, locale, ...(landing === undefined ? {} : { landing }), asset };
}

async function magnetOf(content: Content, name: string, magnet: Magnet): Promise<CatalogMagnet> {
  switch (magnet.kind) {
    case "coupon": {
      const { remind: _, ...coupon } = magnet;
      const shops = coupon.shops ?? content.site.shops.map((shop) => shop.name);
      return { ...coupon, ...remindOf(magnet), shops, sheet: sheetPath(name) };
    }
    case "ebook":
    case "file":
      return { kind: magnet.kind, ...grantedOf(magnet), files: await catalogFiles(content, name, magnet) };
    case "video": {
      const embed = magnet.embed === undefined ? {} : { embed: magnet.embed };
      return {
        kind: magnet.kind,
        ...grantedOf(magnet),
        files: await catalogFiles(content, name, magnet),
        ...embed,
      };
    }
    case "link":
      return { kind: magnet.kind, ...grantedOf(magnet), href: magnet.href };
  }
}

function catalogFiles({ root, site, books }: Content, name: string, magnet: Magnet) {
  const place = { root, locale: site.locale };
  return Promise.all(
    filesOf(name, magnet, books).map(async (file) =>
      placed(await stampedEntry(place, magnet, file, await catalogFile(root, file))),
    ),
  );
}

function grantedOf({ title, summary, expires, uses, ...magnet }: Magnet) {
  return { title, ...(summary === undefined ? {} : { summary }), expires, uses, ...remindOf(magnet) };
}

function remindOf({ remind }: Pick<Magnet, "remind">) {
  return remind === false ? {} : { remind };
}
