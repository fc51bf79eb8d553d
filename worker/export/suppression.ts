import type { Catalog } from "../../content/schema/catalog.ts";
import { hexDigest } from "../digest.ts";
import { canonicalEmail } from "../identity.ts";
import { momentCell, type Sheet } from "./sheet.ts";
import { listSuppressed } from "./store-people.ts";

const rowsAPage = 5000;

/**
 * The sheet of inboxes that must not be written to, for another tool that sends mail.
 *
 * Whoever took back a consent or whose address bounced still is a lead: the business holds the address, and hands it to
 * its own mail service so that the wish is kept (GDPR art. 21). Of an erased lead nothing is left but a keyed hash, which
 * only this product can match: no address is brought back by it.
 */
export function suppressionSheet(db: D1Database, { site }: Catalog): Omit<Sheet, "name"> {
  let place: string | null = "";
  return {
    heads: ["email", "email.sha256", "reason", "since", "inbox"],
    timeZone: site.timeZone,
    nextPage: async () => {
      if (place === null) return [];
      const rows = await listSuppressed(db, place, rowsAPage);
      place = rows.length < rowsAPage ? null : (rows.at(-1)?.inbox ?? null);
      return Promise.all(
        rows.map(async ({ inbox, reason, at, email }) => [
          email ?? "",
          email === null ? "" : await hexDigest(canonicalEmail(email)),
          reason,
          momentCell(at),
          inbox,
        ]),
      );
    },
  };
}
