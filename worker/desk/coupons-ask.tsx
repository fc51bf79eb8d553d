import type { FC } from "hono/jsx";
import { couponMagnets, magnetTitle } from "./coupon-parts.tsx";
import type { CouponFilter } from "./store-coupons.ts";
import type { View } from "./view.ts";

/** Two forms that ask by GET, so that what was found has an address. */
export const Ask: FC<{ view: View; filter: CouponFilter; query: string }> = ({ view, filter, query }) => {
  const { coupons: words, catalog } = view;
  const magnets = couponMagnets(view);
  return (
    <div class="ask">
      <search>
        <form class="search" method="get" action="/admin/coupons">
          <Language view={view} />
          <input
            class="field"
            type="search"
            name="q"
            value={query}
            maxlength={254}
            aria-label={words.search}
            placeholder={words.search}
          />
          <button class="button" type="submit">
            {words.searchButton}
          </button>
        </form>
      </search>
      {magnets.length < 2 && catalog.site.shops.length < 2 ? null : (
        <form class="search" method="get" action="/admin/coupons">
          <Language view={view} />
          <input type="hidden" name="list" value={filter.list} />
          {magnets.length < 2 ? null : (
            <Choice
              name="magnet"
              label={words.magnet}
              none={words.allMagnets}
              chosen={filter.magnet}
              options={magnets.map((name) => [name, magnetTitle(view, name)])}
            />
          )}
          {catalog.site.shops.length < 2 ? null : (
            <Choice
              name="shop"
              label={words.shop}
              none={words.allShops}
              chosen={filter.shop}
              options={catalog.site.shops.map(({ name, title }) => [name, title])}
            />
          )}
          <button class="plain" type="submit">
            {words.narrow}
          </button>
        </form>
      )}
    </div>
  );
};

/** The language of the page goes on, where it is not the site's own. */
const Language: FC<{ view: View }> = ({ view: { reading, catalog } }) =>
  reading.locale === catalog.site.locale ? null : <input type="hidden" name="lang" value={reading.locale} />;

const Choice: FC<{
  name: string;
  label: string;
  none: string;
  chosen: string | null;
  options: (readonly [string, string])[];
}> = ({ name, label, none, chosen, options }) => (
  <select class="field" name={name} aria-label={label}>
    <option value="">{none}</option>
    {options.map(([value, title]) => (
      <option value={value} selected={value === chosen}>
        {title}
      </option>
    ))}
  </select>
);
