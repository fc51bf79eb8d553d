import type { Catalog, CatalogForm, CatalogLanding, CatalogMagnet } from "../content/schema/catalog.ts";

/** A landing with what it names. */
export interface LandingHere {
  path: string;
  landing: CatalogLanding;
  form: CatalogForm;
  /** What it gives away, or null. */
  gift: { name: string; magnet: CatalogMagnet } | null;
}

/** The landing at `path`, or null; names that every object has are none. */
export function findLanding(catalog: Catalog, path: string): LandingHere | null {
  const landing = Object.hasOwn(catalog.landings, path) ? catalog.landings[path] : undefined;
  const form = landing && catalog.forms[landing.form];
  if (landing === undefined || form === undefined) return null;
  const [name] = landing.magnets;
  const magnet = name === undefined ? undefined : catalog.magnets[name];
  return { path, landing, form, gift: name === undefined || magnet === undefined ? null : { name, magnet } };
}
