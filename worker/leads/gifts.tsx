import type { Child, FC } from "hono/jsx";
import { shopTitle } from "../desk/coupon-parts.tsx";
import { When } from "../desk/frame.tsx";
import { currencyOf, sayMoney } from "../desk/money.ts";
import type { View } from "../desk/view.ts";
import type { Grant } from "./store-history.ts";

/** What the lead was given, and what became of it. */
export const Grants: FC<{ view: View; grants: Grant[] }> = ({ view, grants }) => {
  const words = view.words.lead;
  if (grants.length === 0) return <p class="soft">{words.none}</p>;
  return (
    <ul class="held">
      {grants.map((grant) => (
        <li>
          <div>
            {view.catalog.magnets[grant.magnet]?.title ?? grant.magnet}
            {grant.code === null ? null : (
              <div>
                <a href={view.link(`/admin/coupons/${grant.code}`)}>{grant.code}</a>
              </div>
            )}
            <small>{statusOf(grant, view)}</small>
            {isOver(grant, view) ? null : (
              <small>
                {words.expires}: <When at={grant.valid_until ?? grant.expires_at} view={view} />
                {grant.code === null ? ` · ${words.uses}: ${grant.uses_left}` : null}
              </small>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
};

function isOver({ redeemed_at, voided_at, valid_until, expires_at }: Grant, view: View): boolean {
  return redeemed_at !== null || voided_at !== null || (valid_until ?? expires_at) <= view.reading.now;
}

/** Only a coupon has a use that ends it; an e-book just expires. */
function statusOf(grant: Grant, view: View): Child {
  const words = view.words.couponStatus;
  if (grant.redeemed_at !== null) return <Redeemed view={view} grant={grant} at={grant.redeemed_at} />;
  if (grant.voided_at !== null)
    return [`${view.coupons.states.void}, `, <When at={grant.voided_at} view={view} />];
  if ((grant.valid_until ?? grant.expires_at) <= view.reading.now) return words.expired;
  return grant.code === null ? null : words.valid;
}

/** When a coupon was used, where, and what the receipt came to, as far as the till told. */
const Redeemed: FC<{ view: View; grant: Grant; at: number }> = ({ view, grant: { shop, amount }, at }) => {
  const said = [
    ...(shop === null ? [] : [shopTitle(view, shop)]),
    ...(amount === null ? [] : [sayMoney(amount, currencyOf(view.catalog), view.reading.locale)]),
  ];
  return (
    <>
      {view.words.couponStatus.redeemed}, <When at={at} view={view} />
      {said.length === 0 ? null : <small> {said.join(", ")}</small>}
    </>
  );
};
