import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/index.ts";
import { codesPerFile } from "./batches.tsx";
import { Void } from "./coupon-forms.tsx";
import { magnetTitle, sayLastDay } from "./coupon-parts.tsx";
import { Page, When } from "./frame.tsx";
import { currencyOf, sayMoney } from "./money.ts";
import type { BatchRow } from "./store-batches.ts";
import { sourceName, type View } from "./view.ts";
import { sayNumber, sayRate } from "./when.ts";

/** One batch: how many of its codes came back, what to print, and its end. */
export const BatchPage: FC<{
  view: View;
  batch: BatchRow;
  hasSheets: boolean;
  said?: string | undefined;
}> = ({ view, batch, hasSheets, said }) => {
  const words = view.coupons;
  const open = batch.size - batch.redeemed - batch.void;
  return (
    <Page view={view} title={batch.title} current="coupons">
      <p class="soft">
        {magnetTitle(view, batch.magnet)} · {words.batch.made.toLowerCase()}{" "}
        <When at={batch.createdAt} view={view} />
      </p>
      <h1>{batch.title}</h1>
      {said === undefined ? null : (
        <p class="said" role="status">
          {said}
        </p>
      )}
      <BatchFigures view={view} batch={batch} />
      <p class="more">
        <a href={view.link("/admin/coupons", { list: "all", batch: batch.id })}>{words.batch.each}</a>
      </p>
      <section>
        <h2>{words.batch.sheets}</h2>
        {hasSheets ? <Sheets view={view} batch={batch} /> : <p class="soft">{words.batch.noSheets}</p>}
      </section>
      <section>
        <h2>{words.batch.codes}</h2>
        <p class="soft">{words.batch.csvText}</p>
        <p class="more">
          <a href={view.link(`/admin/coupons/batches/${batch.id}/codes.csv`)}>CSV</a>
          <a href={view.link(`/admin/coupons/batches/${batch.id}/codes.csv`, { format: "excel" })}>
            {words.batch.excel}
          </a>
        </p>
      </section>
      {open === 0 ? null : (
        <section class="deeds">
          <Void
            view={view}
            action={`/admin/coupons/batches/${batch.id}/void`}
            texts={{ title: words.batch.void, text: words.batch.voidText, sure: words.batch.sure }}
          />
        </section>
      )}
    </Page>
  );
};

const BatchFigures: FC<{ view: View; batch: BatchRow }> = ({ view, batch }) => {
  const { coupons: words, reading, catalog } = view;
  const { locale } = reading;
  const { size, redeemed, amount } = batch;
  const receipts = amount === 0 ? null : sayMoney(amount, currencyOf(catalog), locale);
  return (
    <>
      <dl class="figures">
        <div>
          <dt>{words.batch.size}</dt>
          <dd>{sayNumber(size, locale)}</dd>
          <dd>{sourceName(batch.source, view)}</dd>
        </div>
        <div>
          <dt>{words.redeemed}</dt>
          <dd>{sayNumber(redeemed, locale)}</dd>
          <dd>{[sayRate(redeemed, size, locale), ...(receipts === null ? [] : [receipts])].join(", ")}</dd>
        </div>
        <div>
          <dt>{words.void}</dt>
          <dd>{sayNumber(batch.void, locale)}</dd>
        </div>
      </dl>
      <p class="more soft">
        {words.ends}: {sayLastDay(batch.validUntil, view)}
      </p>
    </>
  );
};

/** One file for each two hundred codes, so that none takes a Worker too long. */
const Sheets: FC<{ view: View; batch: BatchRow }> = ({ view, batch: { id, size } }) => {
  const words = view.coupons.batch;
  const parts = Array.from({ length: Math.ceil(size / codesPerFile) }, (_, place) => place);
  return (
    <>
      <p class="soft">{words.sheetText}</p>
      <ul class="more">
        {parts.map((part) => (
          <li>
            <a href={view.link(`/admin/coupons/batches/${id}/sheets.pdf`, { part: String(part + 1) })}>
              {fill(words.sheet, {
                from: part * codesPerFile + 1,
                to: Math.min(size, (part + 1) * codesPerFile),
              })}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
};
