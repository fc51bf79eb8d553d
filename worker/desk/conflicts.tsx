import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { magnetTitle, shopTitle } from "./coupon-parts.tsx";
import { When } from "./frame.tsx";
import type { ConflictRow } from "./store-conflicts.ts";
import type { View } from "./view.ts";
import { sayWhen } from "./when.ts";

/** What tills gave without reception for codes that were not good; nothing at all on a good day. */
export const Conflicts: FC<{ view: View; rows: ConflictRow[] }> = ({ view, rows }) => {
  const words = view.coupons.conflicts;
  if (rows.length === 0) return null;
  return (
    <section class="conflicts">
      <h2>{words.title}</h2>
      <p class="soft prose">{words.text}</p>
      <ul class="held">
        {rows.map((row) => (
          <li>
            <div>
              <strong>{outcomeWords(view, row.outcome)}</strong>
              {row.code === null ? null : (
                <>
                  {": "}
                  <a class="nowrap" href={view.link(`/admin/coupons/${row.code}`)}>
                    {row.code}
                  </a>
                </>
              )}
              <small>{particulars(view, row)}</small>
              <small>
                <When at={row.at} view={view} />
                {row.till === null ? null : `, ${row.till} (${shopTitle(view, row.shop)})`}
              </small>
            </div>
            <div class="acts">
              <form method="post" action={view.link(`/admin/tills/conflicts/${row.id}/seen`)}>
                <button class="plain" type="submit">
                  {words.seen}
                </button>
              </form>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Which offer it was, and where it had been used before. */
function particulars(view: View, { magnet, redeemedAt, redeemedShop }: ConflictRow): string {
  const before =
    redeemedAt === null
      ? []
      : [
          fill(view.coupons.conflicts.usedAt, {
            when: sayWhen(redeemedAt, view.reading),
            shop: shopTitle(view, redeemedShop),
          }),
        ];
  return [...(magnet === null ? [] : [magnetTitle(view, magnet)]), ...before].join(", ");
}

/** What came of a code, in words. */
export function outcomeWords({ coupons }: View, outcome: string): string {
  return new Map(Object.entries(coupons.outcomes)).get(outcome) ?? outcome;
}
