import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { undoTime } from "../../content/schema/till.ts";
import { dayIn } from "../calendar.ts";
import { RedeemForm } from "../people/redeem-form.tsx";
import { standingOf } from "./coupon-parts.tsx";
import type { CouponOne } from "./store-coupon.ts";
import type { View } from "./view.ts";

/** What the owner can do with a coupon; each asks once more, without any script. */
export const CouponActs: FC<{ view: View; coupon: CouponOne }> = ({ view, coupon }) => {
  const words = view.coupons.acts;
  const state = standingOf(coupon, view.reading.now);
  const isStaff = view.member?.role === "staff";
  if (state === "redeemed") return <Used view={view} coupon={coupon} />;
  if (isStaff) return state === "valid" ? <RedeemForm view={view} code={coupon.code} /> : null;
  if (state === "void" && coupon.replacedBy !== null) return <p class="soft">{words.over}</p>;
  const isHeld = coupon.leadId !== null && (coupon.email !== null || coupon.phone !== null);
  return (
    <div class="deeds">
      {state === "valid" ? <Redeem view={view} code={coupon.code} /> : null}
      {isHeld && state !== "expired" ? <Replace view={view} coupon={coupon} /> : null}
      {state === "void" ? <p class="soft">{words.over}</p> : <Extend view={view} coupon={coupon} />}
      {state === "void" ? null : <Void view={view} action={`/admin/coupons/${coupon.code}/void`} />}
    </div>
  );
};

const Redeem: FC<{ view: View; code: string }> = ({ view, code }) => (
  <details>
    <summary>{view.texts.people.counter.redeem}</summary>
    <RedeemForm view={view} code={code} />
  </details>
);

/** A use can be taken back while its time lasts, whoever noted it; by staff, in their own shop. */
const Used: FC<{ view: View; coupon: CouponOne }> = ({ view, coupon: { code, redeemedAt, shop } }) => {
  const words = view.coupons.acts;
  const own = view.member?.shop ?? null;
  const isOver = (redeemedAt ?? 0) <= view.reading.now - undoTime || (own !== null && own !== shop);
  if (isOver) return <p class="soft">{words.used}</p>;
  return (
    <form class="take" method="post" action={view.link(`/admin/counter/${code}/undo`)}>
      <p class="soft">{words.undoText}</p>
      <button class="plain" type="submit">
        {words.undo}
      </button>
    </form>
  );
};

const Replace: FC<{ view: View; coupon: CouponOne }> = ({ view, coupon }) => {
  const words = view.coupons.acts;
  const hasMail = coupon.email !== null;
  return (
    <details>
      <summary>{words.replace}</summary>
      <form class="take" method="post" action={view.link(`/admin/coupons/${coupon.code}/replace`)}>
        <p class="soft">{words.replaceText}</p>
        {hasMail ? (
          <label class="tick">
            <input type="checkbox" name="mail" value="yes" checked />
            {fill(words.replaceMail, { email: coupon.email ?? "" })}
          </label>
        ) : (
          <p class="soft">{words.replaceNoMail}</p>
        )}
        <Reason view={view} id="replace-reason" />
        <button class="plain" type="submit">
          {words.sureReplace}
        </button>
      </form>
    </details>
  );
};

const Extend: FC<{ view: View; coupon: CouponOne }> = ({ view, coupon }) => {
  const words = view.coupons.acts;
  const { now, timeZone } = view.reading;
  // What has ended already can only end today or later.
  const least = dayIn(Math.max(coupon.validUntil, now), timeZone);
  return (
    <details>
      <summary>{words.extend}</summary>
      <form class="take" method="post" action={view.link(`/admin/coupons/${coupon.code}/extend`)}>
        <p class="soft">
          {words.extendText} {words.extendQr}
        </p>
        <label for="last-day">{words.lastDay}</label>
        <input class="field" id="last-day" name="day" type="date" min={least} required />
        <Reason view={view} id="extend-reason" />
        <button class="plain" type="submit">
          {words.extend}
        </button>
      </form>
    </details>
  );
};

/** Taking back, with a reason if there is one to tell. */
export const Void: FC<{ view: View; action: string; texts?: Record<"title" | "text" | "sure", string> }> = ({
  view,
  action,
  texts,
}) => {
  const words = view.coupons.acts;
  return (
    <details>
      <summary>{texts?.title ?? words.void}</summary>
      <form class="take" method="post" action={view.link(action)}>
        <p class="soft">{texts?.text ?? words.voidText}</p>
        <Reason view={view} id="void-reason" />
        <button class="plain" type="submit">
          {texts?.sure ?? words.sure}
        </button>
      </form>
    </details>
  );
};

const Reason: FC<{ view: View; id: string }> = ({ view, id }) => (
  <>
    <label for={id}>{view.coupons.acts.reason}</label>
    <input class="field" id={id} name="reason" maxlength={120} autocomplete="off" />
  </>
);
