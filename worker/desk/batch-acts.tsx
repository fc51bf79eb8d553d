import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { CatalogCoupon } from "../../content/schema/catalog.ts";
import { newCouponCode } from "../../content/schema/coupon-code.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import { daySchema } from "../../content/schema/primitives.ts";
import { endOfDay } from "../calendar.ts";
import { printedSheets } from "../coupon/printed-sheet.ts";
import { validityOf } from "../coupon/validity.ts";
import type { AppEnv, Deps } from "../env.ts";
import { csvFile, csvType, formatIn } from "../export/csv.ts";
import { findMagnet } from "../landing.ts";
import { notingChange } from "../people/audit.ts";
import { withRetries } from "../store/retry.ts";
import { newRowId } from "../tokens.ts";
import { BatchPage } from "./batch.tsx";
import { codesSheet } from "./batch-file.ts";
import { BatchesPage, codesAtOnce, codesPerFile, type Typed } from "./batches.tsx";
import { reasonIn } from "./coupon-acts.tsx";
import { MissingPage } from "./missing.tsx";
import { type BatchRow, createBatch, listBatches, listCodes, readBatch, voidBatch } from "./store-batches.ts";
import { countIssued } from "./store-coupon-counts.ts";
import { viewOf } from "./view.ts";

const formOnly = bodyLimit({ maxSize: 4096 });
const most = 100;

/** Codes printed in advance: made, handed out as files, and taken back. */
export const batches = new Hono<AppEnv>()
  .get("/coupons/batches", (c) => showAll(c))
  .post("/coupons/batches", formOnly, async (c) => {
    const typed = typedIn(c.var.deps, await c.req.parseBody());
    const wanted = judge(c.var.deps, typed);
    if (typeof wanted === "string") return showAll(c, typed, viewOf(c).coupons.batch.error[wanted]);
    const { deps } = c.var;
    const at = deps.now();
    const { id } = typed;
    const { magnet, count, ...rest } = wanted;
    const done = await withRetries(() =>
      createBatch(
        deps.db,
        {
          ...{ ...rest, id, at },
          magnet: typed.magnet,
          quota: magnet.quota ?? null,
          codes: Array.from({ length: count }, () => newCouponCode(magnet.prefix, deps.random)),
        },
        notingChange(c, { act: "batch.make", subject: id, about: { magnet: typed.magnet, count } }),
      ),
    );
    if (done) return c.redirect(viewOf(c).link(`/admin/coupons/batches/${id}`, { said: "made" }), 303);
    const issued = (await withRetries(() => countIssued(deps.db))).get(typed.magnet) ?? 0;
    const left = Math.max(0, (magnet.quota ?? 0) - issued);
    return showAll(c, typed, fill(viewOf(c).coupons.batch.error.quota, { n: left }));
  })
  .get("/coupons/batches/:id", (c) => show(c))
  .get("/coupons/batches/:id/codes.csv", async (c) => {
    const { deps } = c.var;
    const id = c.req.param("id");
    const batch = await withRetries(() => readBatch(deps.db, id));
    if (batch === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
    const view = viewOf(c);
    c.header("Content-Type", csvType);
    c.header("Content-Disposition", attachment(`${view.coupons.batch.file}-${batch.source}.csv`));
    return c.body(csvFile(codesSheet(deps, view, id), formatIn(c.req.query("format"))));
  })
  .get("/coupons/batches/:id/sheets.pdf", async (c) => {
    const { deps } = c.var;
    const id = c.req.param("id");
    const part = /^[1-9]\d?$/.test(c.req.query("part") ?? "1") ? Number(c.req.query("part") ?? "1") : 0;
    const batch = await withRetries(() => readBatch(deps.db, id));
    const codes =
      batch === null || part === 0 || !hasSheets(deps, batch)
        ? []
        : await withRetries(() => listCodes(deps.db, id, (part - 1) * codesPerFile, codesPerFile));
    if (batch === null || codes.length === 0) return c.html(<MissingPage view={viewOf(c)} />, 404);
    const name = `${viewOf(c).coupons.batch.file}-${batch.source}-${part}.pdf`;
    c.header("Content-Type", "application/pdf");
    c.header("Content-Disposition", attachment(name));
    return c.body(new Uint8Array(await printedSheets(deps, batch.magnet, codes)));
  })
  .post("/coupons/batches/:id/void", formOnly, async (c) => {
    const { db, now } = c.var.deps;
    const at = now();
    const reason = reasonIn(await c.req.parseBody());
    const id = c.req.param("id");
    const noted = notingChange(c, { act: "batch.void", subject: id });
    await withRetries(() => voidBatch(db, id, at, reason, noted));
    return c.redirect(viewOf(c).link(`/admin/coupons/batches/${id}`, { said: "voided" }), 303);
  });

async function showAll(c: Context<AppEnv>, said?: Typed, error?: string) {
  const { db } = c.var.deps;
  const typed = said ?? typedIn(c.var.deps, {});
  const [rows, issued] = await withRetries(() => Promise.all([listBatches(db, most), countIssued(db)]));
  const page = <BatchesPage view={viewOf(c)} batches={rows} issued={issued} typed={typed} error={error} />;
  return c.html(page, error === undefined ? 200 : 422);
}

async function show(c: Context<AppEnv>) {
  const { deps } = c.var;
  const view = viewOf(c);
  const batch = await withRetries(() => readBatch(deps.db, c.req.param("id") ?? ""));
  if (batch === null) return c.html(<MissingPage view={view} />, 404);
  const told: Record<string, string> = {
    made: fill(view.coupons.said.batch, { n: batch.size }),
    voided: view.coupons.said.batchVoided,
  };
  const said = new Map(Object.entries(told)).get(c.req.query("said") ?? "");
  return c.html(<BatchPage view={view} batch={batch} hasSheets={hasSheets(deps, batch)} said={said} />);
}

/** Whether the build made a sheet for the batch's magnet. */
function hasSheets({ catalog }: Deps, batch: BatchRow): boolean {
  const magnet = findMagnet(catalog, batch.magnet);
  return magnet?.kind === "coupon" && magnet.sheet !== undefined;
}

/** A file to be stored under `name`, whatever letters it has. */
function attachment(name: string): string {
  const plain = name.normalize("NFD").replace(/[^\w.-]/g, "");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

function typedIn({ random, now }: Deps, body: Record<string, unknown>): Typed {
  const text = (name: string, length: number) => {
    const value = body[name];
    return typeof value === "string"
      ? value.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, length)
      : "";
  };
  const id = text("id", 30);
  return {
    id: /^[\w-]{22}$/.test(id) ? id : newRowId(random, now()),
    magnet: text("magnet", 100),
    title: text("title", 80),
    source: text("source", 100),
    count: text("count", 10),
    day: text("day", 20),
  };
}

interface Wanted {
  magnet: CatalogCoupon;
  title: string;
  source: string;
  count: number;
  validFrom: number;
  validUntil: number;
}

/** What was asked for, or what is wrong with it. */
function judge(
  { catalog, now }: Deps,
  typed: Typed,
): Wanted | "magnet" | "title" | "source" | "count" | "day" {
  const magnet = findMagnet(catalog, typed.magnet);
  if (magnet?.kind !== "coupon") return "magnet";
  if (typed.title === "") return "title";
  // As reports write sources: it stands in their tables, in files' names and in the webhooks.
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u.test(typed.source)) return "source";
  const count = /^\d{1,4}$/.test(typed.count) ? Number(typed.count) : 0;
  if (count < 1 || count > codesAtOnce) return "count";
  const validity = validityOf(magnet, now(), catalog.site.timeZone);
  const day = daySchema.safeParse(typed.day);
  if (typed.day !== "" && !day.success) return "day";
  const validUntil = day.success ? endOfDay(day.data, catalog.site.timeZone) : validity.validUntil;
  if (validUntil <= Math.max(now(), validity.validFrom)) return "day";
  return { magnet, title: typed.title, source: typed.source, count, ...validity, validUntil };
}
