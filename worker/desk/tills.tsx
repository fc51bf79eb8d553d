import { raw } from "hono/html";
import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { Shop } from "../../content/schema/site.ts";
import { formatter } from "../calendar.ts";
import { qrSvg } from "../coupon/qr.ts";
import type { TillRow } from "../store/tills.ts";
import { Conflicts } from "./conflicts.tsx";
import { shopTitle } from "./coupon-parts.tsx";
import { Page, When } from "./frame.tsx";
import { PinForm } from "./pins.tsx";
import type { ConflictRow } from "./store-conflicts.ts";
import { Table } from "./table.tsx";
import type { View } from "./view.ts";
import { sayNumber, sayWhen } from "./when.ts";

/** The most letters that the name of a device has. */
export const longestName = 40;

/** What the page of tills tells. */
export interface TillsHere {
  tills: TillRow[];
  /** Since when each shop has its PIN. */
  pins: ReadonlyMap<string, number>;
  /** What was given without reception for codes that were not good. */
  conflicts: ConflictRow[];
  /** The link that was just made; it stands on this one page and nowhere else. */
  invite?: { url: string; shop: string; expires: number };
  said?: string | undefined;
  error?: string | undefined;
}

/** The devices that take coupons, and the ways to sign another one in. */
export const TillsPage: FC<{ view: View; here: TillsHere }> = ({ view, here }) => {
  const words = view.coupons.tills;
  const { shops } = view.catalog.site;
  const active = here.tills.filter(({ revokedAt }) => revokedAt === null);
  const revoked = here.tills.filter(({ revokedAt }) => revokedAt !== null);
  return (
    <Page view={view} title={words.title} current="tills">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      {here.said === undefined ? null : (
        <p class="said" role="status">
          {here.said}
        </p>
      )}
      {here.error === undefined ? null : (
        <p class="error said" role="alert">
          {here.error}
        </p>
      )}
      {here.invite === undefined ? null : <Invite view={view} invite={here.invite} />}
      <Conflicts view={view} rows={here.conflicts} />
      {active.length === 0 ? <p class="empty">{words.empty}</p> : <Active view={view} rows={active} />}
      {shops.length === 0 ? (
        <p class="empty">{words.noShops}</p>
      ) : (
        <div class="halves">
          <section>
            <h2>{words.add}</h2>
            <Add view={view} shops={shops} />
            <Install view={view} />
          </section>
          <section>
            <h2>{words.pin}</h2>
            <p class="soft prose">{words.pinText}</p>
            <div class="deeds">
              {shops.map((shop) => (
                <PinForm view={view} shop={shop} since={here.pins.get(shop.name)} />
              ))}
            </div>
          </section>
        </div>
      )}
      {revoked.length === 0 ? null : <Revoked view={view} rows={revoked} />}
    </Page>
  );
};

/** The QR code and the address that sign one device in, once. */
const Invite: FC<{ view: View; invite: NonNullable<TillsHere["invite"]> }> = ({ view, invite }) => {
  const words = view.coupons.tills;
  const { locale, timeZone } = view.reading;
  const time = formatter(locale === "en" ? "en-GB" : "it-IT", { timeZone, timeStyle: "short" });
  return (
    <section class="invite">
      <div class="qr">{raw(qrSvg(invite.url, words.qr))}</div>
      <div>
        <h2>{shopTitle(view, invite.shop)}</h2>
        <p>{words.addText}</p>
        <p>{fill(words.until, { time: time.format(invite.expires) })}</p>
        <p class="soft">{words.link}</p>
        <p class="hash">{invite.url}</p>
      </div>
    </section>
  );
};

const Active: FC<{ view: View; rows: TillRow[] }> = ({ view, rows }) => {
  const words = view.coupons.tills;
  return (
    <section>
      <Table
        class="tills"
        caption={words.title}
        rows={rows}
        columns={[
          { head: words.name, cell: ({ name }) => name },
          { head: words.shop, labelled: false, cell: ({ shop }) => shopTitle(view, shop) },
          { head: words.added, cell: ({ createdAt }) => <When at={createdAt} view={view} /> },
          { head: words.seen, cell: ({ seenAt }) => <When at={seenAt} view={view} /> },
          {
            head: words.redeemed,
            class: "n",
            cell: ({ redeemed }) => sayNumber(redeemed, view.reading.locale),
          },
          { head: words.acts, labelled: false, cell: (row) => <TillActs view={view} row={row} /> },
        ]}
      />
    </section>
  );
};

/** A new name, or away with it. */
const TillActs: FC<{ view: View; row: TillRow }> = ({ view, row: { id, name } }) => {
  const words = view.coupons.tills;
  return (
    <>
      <details>
        <summary>{words.rename}</summary>
        <form class="take" method="post" action={view.link(`/admin/tills/${id}/rename`)}>
          <input
            class="field"
            name="name"
            value={name}
            maxlength={longestName}
            required
            autocomplete="off"
            aria-label={words.name}
          />
          <button class="plain" type="submit">
            {words.save}
          </button>
        </form>
      </details>
      <details>
        <summary>{words.revoke}</summary>
        <form class="take" method="post" action={view.link(`/admin/tills/${id}/revoke`)}>
          <p class="soft">{words.revokeText}</p>
          <button class="plain" type="submit">
            {words.sureRevoke}
          </button>
        </form>
      </details>
    </>
  );
};

const Add: FC<{ view: View; shops: readonly Shop[] }> = ({ view, shops }) => {
  const words = view.coupons.tills;
  const [only] = shops;
  return (
    <form class="take" method="post" action={view.link("/admin/tills/invite")}>
      {shops.length === 1 && only !== undefined ? (
        <input type="hidden" name="shop" value={only.name} />
      ) : (
        <>
          <label for="shop">{words.shop}</label>
          <select class="field" id="shop" name="shop">
            {shops.map(({ name, title }) => (
              <option value={name}>{title}</option>
            ))}
          </select>
        </>
      )}
      <p class="soft">{words.addText}</p>
      <button class="button" type="submit">
        {words.addButton}
      </button>
    </form>
  );
};

/** How the page becomes an app of the phone. */
const Install: FC<{ view: View }> = ({ view }) => {
  const words = view.coupons.tills;
  return (
    <details class="install">
      <summary>{words.install}</summary>
      <ul>
        <li>{words.installIphone}</li>
        <li>{words.installAndroid}</li>
        <li>{words.installOffline}</li>
      </ul>
    </details>
  );
};

const Revoked: FC<{ view: View; rows: TillRow[] }> = ({ view, rows }) => {
  const words = view.coupons.tills;
  return (
    <section>
      <h2>{words.revoked}</h2>
      <ul class="soft">
        {rows.map(({ name, shop, revokedAt, redeemed }) => (
          <li>
            {name}, {shopTitle(view, shop)}, {sayWhen(revokedAt ?? 0, view.reading)} ·{" "}
            {words.redeemed.toLowerCase()}: {sayNumber(redeemed, view.reading.locale)}
          </li>
        ))}
      </ul>
    </section>
  );
};
