import { type Context, Hono } from "hono";
import { addDays, dayIn, endOfDay, startOfDay } from "../calendar.ts";
import type { AppEnv, Deps } from "../env.ts";
import { csvFile, csvType, formatIn } from "../export/csv.ts";
import { withRetries } from "../store/retry.ts";
import { type Found, searchCoupons } from "./coupon-search.ts";
import { CouponsPage, couponsPerPage } from "./coupons.tsx";
import { couponsSheet } from "./coupons-file.ts";
import type { Overview } from "./coupons-overview.tsx";
import { countByDay, countByMagnet } from "./store-coupon-counts.ts";
import { type CouponFilter, type CouponPlace, couponLists, listCoupons } from "./store-coupons.ts";
import { viewOf } from "./view.ts";

/** All coupons, counted and listed; and the list as a file. */
export const couponsRoom = new Hono<AppEnv>()
  .get("/coupons", (c) => show(c))
  .get("/coupons.csv", (c) => {
    const { catalog, now } = c.var.deps;
    const view = viewOf(c);
    const name = `${view.coupons.file}-${dayIn(now(), catalog.site.timeZone)}.csv`;
    c.header("Content-Type", csvType);
    c.header("Content-Disposition", `attachment; filename="${name}"`);
    return c.body(
      csvFile(couponsSheet(c.var.deps, view, filterIn(c.req.query())), formatIn(c.req.query("format"))),
    );
  });

async function show(c: Context<AppEnv>) {
  const { deps } = c.var;
  const asked = c.req.query();
  const query = (asked.q ?? "").normalize("NFC").trim().slice(0, 254);
  const filter = filterIn(asked);
  const place = placeIn(asked.after);
  const isFront = query === "" && place === null && isEmpty(filter);
  const [found, overview] = await withRetries(() =>
    Promise.all([
      query === "" ? listed(deps, filter, place) : searchCoupons(deps, query),
      isFront ? readOverview(deps) : null,
    ]),
  );
  const rows = found.rows.slice(0, couponsPerPage);
  const last = query === "" && found.rows.length > couponsPerPage ? rows.at(-1) : undefined;
  const next = last === undefined ? null : `${last.placedAt}.${last.code}`;
  const here = { ...found, filter, query, rows, next, first: place === null, overview };
  return c.html(<CouponsPage view={viewOf(c)} here={here} />);
}

async function listed({ db, now }: Deps, filter: CouponFilter, place: CouponPlace | null): Promise<Found> {
  // One more than is shown tells whether there is a next page.
  return { rows: await listCoupons(db, filter, now(), place, couponsPerPage + 1), isGuess: false };
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
