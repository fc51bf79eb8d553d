import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { codesPerFile } from "./batches.tsx";
import { Void } from "./coupon-forms.tsx";
import { magnetTitle, sayLastDay } from "./coupon-parts.tsx";
import { Figures } from "./figures.tsx";
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
    <Page view={view} title={batch.title} current="batches">
      <p class="soft">
        <a href={view.link("/admin/coupons/batches")}>{words.batch.title}</a>
      </p>
      <h1>{batch.title}</h1>
      <p class="soft">
        {[magnetTitle(view, batch.magnet), sourceName(batch.source, view)].join(" · ")} ·{" "}
        {words.batch.made.toLowerCase()} <When at={batch.createdAt} view={view} /> ·{" "}
        {fill(words.page.until, { day: sayLastDay(batch.validUntil, view) })}
      </p>
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
  const figures = [
    [words.batch.size, sayNumber(size, locale), null],
    [words.redeemed, sayNumber(redeemed, locale), sayRate(redeemed, size, locale)],
    [words.amount, amount === 0 ? "–" : sayMoney(amount, currencyOf(catalog), locale), null],
    [words.void, sayNumber(batch.void, locale), null],
  ] as const;
  return <Figures rows={figures} />;
};

/** One file for each two hundred codes, so that none takes a Worker too long. */
const Sheets: FC<{ view: View; batch: BatchRow }> = ({ view, batch: { id, size } }) => {
  const words = view.coupons.batch;
  const parts = Array.from({ length: Math.ceil(size / codesPerFile) }, (_, place) => place);
  return (
    <>
      <p class="soft">{words.sheetText}</p>
      <ul class="more wrap">
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
