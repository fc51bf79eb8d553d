import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import type { Catalog, Colours } from "../../content/schema/catalog.ts";
import type { Field } from "../../content/schema/field.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Basis } from "./rule.ts";

/** A mail that is sent for itself, as the catalog tells of it. */
export interface Mailing {
  /** `sequences/<name>/<step>` or `campaigns/<name>`. */
  path: string;
  locale: Locale;
  /** The name before the sender's address, where it has one of its own. */
  from: string | undefined;
  purpose: string;
  basis: Basis;
  asset: string;
  links: readonly string[];
  /** As somebody reads them of whom nothing is known. */
  subjects: readonly string[];
  colours: Colours;
  /** The questions whose answers it may tell. */
  fields: readonly Field[];
}

/** The mailing of `catalog` called `path`. */
export function mailingAt(catalog: Catalog, path: string): Mailing | null {
  const [folder, name = "", step] = path.split("/");
  const { sequences, campaigns, site } = catalog;
  const campaign = folder === "campaigns" && Object.hasOwn(campaigns, name) ? campaigns[name] : undefined;
  if (campaign !== undefined) return campaignMailing(catalog, path, campaign);
  const sequence = folder === "sequences" && Object.hasOwn(sequences, name) ? sequences[name] : undefined;
  const found = sequence?.steps.find((one) => one.name === step);
  if (sequence === undefined || found === undefined) return null;
  const { locale, asset, links, subject, from } = found;
  const [landing] = sequence.landings;
  return {
    ...{ path, locale, from, asset, links, subjects: [subject] },
    purpose: sequence.purpose,
    basis: "consent",
    colours: landing === undefined ? site.colours : coloursOf(catalog, landing),
    fields: fieldsOf(catalog, landing === undefined ? Object.keys(catalog.landings) : sequence.landings),
  };
}

/** The campaign `entry`, which may be the one that was approved and no longer the catalog's, as a mailing. */
export function campaignMailing(catalog: Catalog, path: string, entry: CatalogCampaign): Mailing {
  const { locale, from, asset, links, subjects, landing, purpose, basis } = entry;
  return {
    ...{ path, locale, from, purpose, basis, asset, links, subjects },
    colours: coloursOf(catalog, landing),
    fields: fieldsOf(catalog, Object.keys(catalog.landings)),
  };
}

function coloursOf({ landings, site }: Catalog, path: string | undefined): Colours {
  return (path === undefined ? undefined : landings[path]?.colours) ?? site.colours;
}

function fieldsOf({ landings, forms }: Catalog, paths: readonly string[]): Field[] {
  const found = new Map<string, Field>();
  for (const path of paths)
    for (const field of forms[landings[path]?.form ?? ""]?.fields ?? [])
      if (!found.has(field.name)) found.set(field.name, field);
  return [...found.values()];
}
