import type { Catalog } from "../../content/schema/catalog.ts";
import { pageCopyText } from "../../content/schema/ledger.ts";
import { digest, hexDigest } from "../digest.ts";
import type { Deps } from "../env.ts";
import type { LandingHere } from "../landing.ts";
import { assetOf } from "../pages/landing-page.ts";

// An isolate looks once for each landing of each build.
const kept = new WeakMap<Catalog, Set<string>>();

/** Keeps the page and the form that people saw, once for each build; a failure is logged, and the next consent tries again. */
export async function keepPage(deps: Deps, here: LandingHere): Promise<void> {
  const known = kept.get(deps.catalog) ?? new Set();
  kept.set(deps.catalog, known);
  if (known.has(here.path)) return;
  known.add(here.path);
  try {
    if (!(await isKept(deps, here))) await insertPage(deps, here);
  } catch (error) {
    known.delete(here.path);
    const reason = error instanceof Error ? error.message : String(error);
    deps.log({ event: "page-not-kept", landing: here.path, error: reason });
  }
}

async function isKept({ db, catalog }: Deps, { path }: LandingHere): Promise<boolean> {
  const found = await db
    .prepare("SELECT 1 AS there FROM page_copy WHERE build = ?1 AND landing = ?2")
    .bind(catalog.build, path)
    .first("there");
  return found !== null;
}

async function insertPage({ db, catalog, fetchAsset, now }: Deps, here: LandingHere): Promise<void> {
  const page = await fetchAsset(assetOf(here.landing));
  if (!page.ok) throw new Error(`The page was not to be had (${page.status}).`);
  const html = new Uint8Array(await page.arrayBuffer());
  const packed = await pack(html);
  const row = {
    build: catalog.build,
    landing: here.path,
    hash: await hexDigest(html),
    packed: await hexDigest(packed),
    form: JSON.stringify(here.form),
    at: now(),
  };
  await db
    .prepare(
      `INSERT OR IGNORE INTO page_copy (build, landing, hash, html, form, at, seal)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
    )
    .bind(row.build, row.landing, row.hash, packed, row.form, row.at, await digest(pageCopyText(row)))
    .run();
}

async function pack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Response(bytes).body?.pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed ?? null).arrayBuffer());
}
