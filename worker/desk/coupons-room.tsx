import { type Context, Hono } from "hono";
import { readCouponCode } from "../../content/schema/coupon-code.ts";
import { addDays, dayIn, endOfDay, startOfDay } from "../calendar.ts";
import type { AppEnv, Deps } from "../env.ts";
import { canonicalEmail } from "../identity.ts";
import { withRetries } from "../store/retry.ts";
import { CouponsPage, couponsPerPage } from "./coupons.tsx";
import type { Overview } from "./coupons-overview.tsx";
import { listConflicts, markSeen } from "./store-conflicts.ts";
import { countByDay, countByMagnet } from "./store-coupon-counts.ts";
import {
  type CouponFilter,
  type CouponPlace,
  type CouponRow,
  couponLists,
  listByCode,
  listByIdentity,
  listCoupons,
} from "./store-coupons.ts";
import { viewOf } from "./view.ts";

/** How many conflicts are shown, and how many coupons a search finds. */
const most = { conflicts: 50, found: 50 };

/** All coupons, counted and listed; and the conflicts that the owner has looked at. */
export const couponsRoom = new Hono<AppEnv>()
  .get("/coupons", (c) => show(c))
  .post("/coupons/conflicts/:id/seen", async (c) => {
    const { db, now } = c.var.deps;
    await withRetries(() => markSeen(db, c.req.param("id"), now()));
    return c.redirect(viewOf(c).link("/admin/coupons"), 303);
  });

async function show(c: Context<AppEnv>) {
  const { deps } = c.var;
  const asked = c.req.query();
  const query = (asked.q ?? "").normalize("NFC").trim().slice(0, 254);
  const filter = filterIn(asked);
  const place = placeIn(asked.after);
  const isFront = query === "" && place === null && isEmpty(filter);
  const [found, conflicts, overview] = await withRetries(() =>
    Promise.all([
      query === ""
        ? // One more than is shown tells whether there is a next page.
          listCoupons(deps.db, filter, deps.now(), place, couponsPerPage + 1)
        : search(deps.db, query),
      isFront ? listConflicts(deps.db, most.conflicts) : [],
      isFront ? readOverview(deps) : null,
    ]),
  );
  const rows = found.slice(0, couponsPerPage);
  const last = query === "" && found.length > couponsPerPage ? rows.at(-1) : undefined;
  const next = last === undefined ? null : `${last.placedAt}.${last.code}`;
  const here = { filter, query, rows, next, first: place === null, conflicts, overview };
  return c.html(<CouponsPage view={viewOf(c)} here={here} />);
}

async function readOverview({ db, now, catalog }: Deps): Promise<Overview> {
  const { timeZone } = catalog.site;
  const today = dayIn(now(), timeZone);
  const days = Array.from({ length: 30 }, (_, place) => addDays(today, place - 29)).map((day) => ({
    day,
    from: startOfDay(day, timeZone),
    to: endOfDay(day, timeZone),
  }));
  const [magnets, counts] = await Promise.all([countByMagnet(db, now()), countByDay(db, days)]);
  return { magnets, days, ...counts };
}

/** Coupons by code, by its beginning, or by the whole address of who has them. */
function search(db: D1Database, query: string): Promise<CouponRow[]> {
  if (query.includes("@")) return listByIdentity(db, `email:${canonicalEmail(query)}`, most.found);
  const begin = query.toUpperCase().replace(/[^A-Z0-9-]/g, "");
  return begin === "" ? Promise.resolve([]) : listByCode(db, readCouponCode(query) ?? begin, most.found);
}

function filterIn(asked: Record<string, string>): CouponFilter {
  const named = (name: string) => asked[name]?.slice(0, 100) || null;
  const shop = named("shop");
  const list = couponLists.find((known) => known === asked.list) ?? "all";
  return {
    // Only a used one was used in a shop.
    list: shop !== null && list === "all" ? "redeemed" : list,
    magnet: named("magnet"),
    shop,
    batch: named("batch"),
  };
}

function isEmpty({ list, magnet, shop, batch }: CouponFilter): boolean {
  return list === "all" && magnet === null && shop === null && batch === null;
}

/** The place that an address names, or null: then the list begins at its top. */
function placeIn(text: string | undefined): CouponPlace | null {
  const [, at, code] = /^(\d{1,15})\.([A-Z0-9-]{11,24})$/.exec(text ?? "") ?? [];
  return at === undefined || code === undefined ? null : { at: Number(at), code };
}
