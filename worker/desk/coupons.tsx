import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { CouponTable } from "./coupon-parts.tsx";
import { Ask } from "./coupons-ask.tsx";
import { CouponsOverview, type Overview } from "./coupons-overview.tsx";
import { Page } from "./frame.tsx";
import { type CouponFilter, type CouponRow, couponLists } from "./store-coupons.ts";
import type { View } from "./view.ts";
import { sayNumber } from "./when.ts";

/** How many coupons a page holds. */
export const couponsPerPage = 50;

/** One page of coupons. */
export interface CouponsHere {
  filter: CouponFilter;
  query: string;
  rows: CouponRow[];
  /** Where the next page begins, if there is one. */
  next: string | null;
  first: boolean;
  /** Whether none of the rows is quite what was searched for. */
  isGuess: boolean;
  /** On the first page of all alone. */
  overview: Overview | null;
}

/** Every coupon there is, at a glance and one by one. */
export const CouponsPage: FC<{ view: View; here: CouponsHere; said?: string | undefined }> = ({
  view,
  here,
  said,
}) => {
  const words = view.coupons;
  return (
    <Page view={view} title={words.title} current="coupons">
      <div class="head">
        <h1>{headline(view, here.overview)}</h1>
        <p>
          <a href={view.link("/admin/coupons/batches")}>{words.batches}</a>
        </p>
      </div>
      {said === undefined ? null : (
        <p class="said" role="status">
          {said}
        </p>
      )}
      {here.overview === null || here.overview.magnets.length === 0 ? null : (
        <CouponsOverview view={view} overview={here.overview} />
      )}
      {here.overview?.magnets.length === 0 ? (
        <p class="empty">{words.noneText}</p>
      ) : (
        <List view={view} here={here} />
      )}
    </Page>
  );
};

function headline(view: View, overview: Overview | null): string {
  const { coupons: words, reading } = view;
  if (overview === null) return words.title;
  const sum = (key: "issued" | "redeemed") => overview.magnets.reduce((total, row) => total + row[key], 0);
  const [issued, redeemed] = [sum("issued"), sum("redeemed")];
  if (overview.magnets.length === 0) return words.none;
  const text = issued === 1 ? words.headlineOne : words.headline;
  return fill(text, {
    issued: sayNumber(issued, reading.locale),
    redeemed: sayNumber(redeemed, reading.locale),
  });
}

const List: FC<{ view: View; here: CouponsHere }> = ({ view, here }) => {
  const words = view.coupons;
  const { filter, query, rows, next, first, isGuess } = here;
  return (
    <section>
      <div class="head">
        <h2>{words.list}</h2>
        <nav aria-label={words.list}>
          <ul class="choices">
            {couponLists.map((list) => (
              <li>
                <a
                  href={view.link("/admin/coupons", queryOf({ ...filter, list }))}
                  aria-current={query === "" && list === filter.list ? "true" : undefined}
                >
                  {words.lists[list]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <Ask view={view} filter={filter} query={query} />
      {query === "" ? null : (
        <p class="more" role="status">
          <span>
            {fill(rows.length === 0 ? words.nobody : isGuess ? words.perhaps : words.found, {
              n: sayNumber(rows.length, view.reading.locale),
              query,
            })}
          </span>
          <a href={view.link("/admin/coupons")}>{words.all}</a>
        </p>
      )}
      {rows.length > 0 ? <CouponTable view={view} rows={rows} /> : null}
      {rows.length === 0 && query === "" ? <p class="empty">{words.nothing}</p> : null}
      <p class="more">
        {next === null ? null : (
          <a href={view.link("/admin/coupons", { ...queryOf(filter), after: next })} rel="next">
            {fill(words.next, { n: couponsPerPage })}
          </a>
        )}
        {first ? null : <a href={view.link("/admin/coupons", queryOf(filter))}>{words.first}</a>}
        {query !== "" || rows.length === 0 ? null : <TakeFile view={view} filter={filter} />}
      </p>
    </section>
  );
};

/** The list as it is narrowed now, as a file; it names nobody, so it asks for no token. */
const TakeFile: FC<{ view: View; filter: CouponFilter }> = ({ view, filter }) => (
  <>
    <a href={view.link("/admin/coupons.csv", queryOf(filter))}>CSV</a>
    <a href={view.link("/admin/coupons.csv", { ...queryOf(filter), format: "excel" })}>
      {view.coupons.batch.excel}
    </a>
  </>
);

/** What an address says of a filter. */
function queryOf({ list, magnet, shop, batch }: CouponFilter): Record<string, string> {
  return {
    list,
    ...(magnet === null ? {} : { magnet }),
    ...(shop === null ? {} : { shop }),
    ...(batch === null ? {} : { batch }),
  };
}
