import type { Catalog } from "../../content/schema/catalog.ts";
import type { Texts } from "../../content/schema/locales/worker.ts";
import { isoLocal } from "../desk/when.ts";
import type { Sheet } from "./sheet.ts";
import { listConversions } from "./store-audience.ts";
import type { Whom } from "./store-exports.ts";

/** Each kind of click number, and the head that Google's file has for it; one file holds one kind. */
export const clickHeads = { gclid: "Google Click ID", gbraid: "GBRAID", wbraid: "WBRAID" } as const;
export type Click = keyof typeof clickHeads;

const rowsAPage = 8000;
// What Google makes; whatever else a visitor wrote into an address is none.
const number = /^[\w.-]{8,200}$/;

/**
 * The sheet of what came of clicks on Google's advertisements: addresses confirmed, coupons redeemed (with the till's
 * amount), leads that became customers.
 *
 * What somebody did after a click is told to Google only where they consented to being followed: the purpose `tracking`
 * stands confirmed. The person is not in it, but the click's number is theirs.
 */
export function conversionsSheet(
  db: D1Database,
  { site }: Catalog,
  whom: Whom,
  click: Click,
  names: Texts["desk"]["export"]["conversions"],
): Omit<Sheet, "name"> {
  let after: number | null = 0;
  return {
    heads: [
      clickHeads[click],
      "Conversion Name",
      "Conversion Time",
      "Conversion Value",
      "Conversion Currency",
    ],
    timeZone: site.timeZone,
    nextPage: async () => {
      while (after !== null) {
        const found = await listConversions(db, whom, click, after, rowsAPage);
        const page = found.find(({ act }) => act === "page");
        after = page === undefined || (page.cents ?? 0) < rowsAPage ? null : page.row;
        const rows = found.flatMap(({ click: made, act, at, cents }) => {
          if (act === "page" || !number.test(made)) return [];
          const value = cents === null ? ["", ""] : [(cents / 100).toFixed(2), "EUR"];
          return [[made, names[act], googleTime(at, site.timeZone), ...value]];
        });
        if (rows.length > 0) return rows;
      }
      return [];
    },
  };
}

/** The line that stands above the heads. */
export function zoneLine(timeZone: string): string {
  return `Parameters:TimeZone=${timeZone}\r\n`;
}

/** A moment as Google reads it, 2027-03-10 12:00:00+0100: the offset tells the two hours of a night in October apart. */
function googleTime(at: number, timeZone: string): string {
  return isoLocal(at, timeZone)
    .replace("T", " ")
    .replace(/:(\d\d)$/, "$1");
}
