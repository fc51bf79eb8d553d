import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import { CouponActs } from "./coupon-forms.tsx";
import { historyOf } from "./coupon-history.ts";
import { Holder, magnetTitle, Standing, sayLastDay } from "./coupon-parts.tsx";
import { Page, When } from "./frame.tsx";
import { sayWorth } from "./money.ts";
import type { CouponFile, CouponOne } from "./store-coupon.ts";
import { landingTitle, type View } from "./view.ts";

/** Everything about one coupon, and what the owner can do with it. */
export const CouponPage: FC<{ view: View; file: CouponFile; said?: string | undefined }> = ({
  view,
  file,
  said,
}) => {
  const { coupon } = file;
  const words = view.coupons;
  const current = view.member?.role === "staff" ? "counter" : "coupons";
  return (
    <Page view={view} title={fill(words.page.title, { code: coupon.code })} current={current}>
      <p class="soft">{magnetTitle(view, coupon.magnet)}</p>
      <h1 class="code">{coupon.code}</h1>
      {said === undefined ? null : (
        <p class="said" role="status">
          {said}
        </p>
      )}
      <Particulars view={view} coupon={coupon} />
      <div class="halves">
        <section>
          <h2>{words.page.history}</h2>
          <ol class="line">
            {historyOf(file, view).map(({ at, text }) => (
              <li>
                <When at={at} view={view} />
                <span>{text}</span>
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h2>{words.acts.title}</h2>
          <CouponActs view={view} coupon={coupon} />
        </section>
      </div>
    </Page>
  );
};

const Particulars: FC<{ view: View; coupon: CouponOne }> = ({ view, coupon }) => {
  const { page: words, state } = view.coupons;
  const magnet = view.catalog.magnets[coupon.magnet];
  const { locale, timeZone } = view.reading;
  return (
    <dl class="particulars">
      <dt>{state}</dt>
      <dd>
        <Standing view={view} coupon={coupon} />
        <Chain view={view} coupon={coupon} />
      </dd>
      {magnet?.kind !== "coupon" ? null : (
        <>
          <dt>{words.value}</dt>
          <dd>{sayWorth(magnet.value, locale)}</dd>
        </>
      )}
      <dt>{words.validity}</dt>
      <dd>
        {fill(words.fromTo, {
          from: sayDay(coupon.validFrom, locale, timeZone),
          to: sayLastDay(coupon.validUntil, view),
        })}
      </dd>
      {view.member?.role === "staff" ? null : (
        <>
          <dt>{coupon.batchId === null ? words.holder : words.batch}</dt>
          <dd>
            <Holder view={view} coupon={coupon} />
          </dd>
        </>
      )}
      {coupon.landing === null ? null : (
        <>
          <dt>{words.landing}</dt>
          <dd>{landingTitle(view.catalog, coupon.landing)}</dd>
        </>
      )}
      <dt>{words.page}</dt>
      <dd>
        <a href={`/k/${coupon.code}`}>{words.own}</a>
      </dd>
    </dl>
  );
};

/** What came before it and what came after, where it was given anew. */
const Chain: FC<{ view: View; coupon: CouponOne }> = ({ view, coupon: { replacedBy, replaces } }) => {
  const { page: words } = view.coupons;
  return (
    <>
      {replacedBy === null ? null : (
        <div class="soft">
          <a href={view.link(`/admin/coupons/${replacedBy}`)}>
            {fill(words.replacedBy, { code: replacedBy })}
          </a>
        </div>
      )}
      {replaces === null ? null : (
        <div class="soft">
          <a href={view.link(`/admin/coupons/${replaces}`)}>{fill(words.replaces, { code: replaces })}</a>
        </div>
      )}
    </>
  );
};
