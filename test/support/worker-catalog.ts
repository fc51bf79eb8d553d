import { type Catalog, type CatalogFileContents, catalogSchema } from "../../content/schema/catalog.ts";
import { limitsSchema } from "../../content/schema/limits.ts";
import contents from "../fixtures/catalog.json";

/** The words beside the tick for marketing; receipts must repeat them exactly. */
export const marketingWords = "Voglio ricevere ricette e offerte «due volte al mese».";

/** The bytes of the guide, and of its second form, as the catalog knows their sizes. */
export const guide = new TextEncoder().encode("%PDF-1.7 La guida, dalla prima all’ultima pagina.");
export const guideEpub = new TextEncoder().encode("PK La guida, per lettori.");

/**
 * A small catalog: a guide by mail, in two forms, and in English; a coupon, on the page and by mail; a question.
 *
 * `change` makes another one of it.
 */
export function aCatalog(change: (catalog: CatalogFileContents) => void = () => {}): Catalog {
  const catalog: CatalogFileContents = catalogSchema.parse(contents);
  change(catalog);
  return catalogSchema.parse(catalog);
}

/** The limits that a site has which sets none: most tests would run into them. */
export const usualLimits = limitsSchema.parse({});
