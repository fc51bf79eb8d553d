import type { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import * as z from "zod";
import { pageCopyText } from "../../content/schema/ledger.ts";
import { hex, link } from "./hash.ts";
import type { Fault } from "./verify.ts";

const copySchema = z.object({
  /** The build it is of. */
  build: z.string(),
  /** The landing. */
  landing: z.string(),
  /** SHA-256 of the page, hexadecimal. */
  hash: z.string(),
  /** The page, gzip. */
  html: z.instanceof(Uint8Array),
  /** The form, as JSON. */
  form: z.string(),
  /** When it was kept. */
  at: z.number(),
  /** SHA-256 of the row, base64url. */
  seal: z.string().nullable(),
});

/** A kept page, unpacked. */
export type Copy = Omit<z.output<typeof copySchema>, "html"> & { page: Uint8Array };

/** Reads every copy of a page, adds what is wrong to `faults`, and returns how many there are. */
export function wrongPages(db: DatabaseSync, faults: Fault[]): number {
  const asked = formHashes(db);
  let count = 0;
  for (const row of db.prepare("SELECT * FROM page_copy ORDER BY build, landing").iterate()) {
    count += 1;
    const wrong = wrongWith(row, asked);
    if (wrong === null) continue;
    const message = `The copy of the page "${row["landing"]}" of build ${String(row["build"]).slice(0, 12)}: ${wrong}`;
    faults.push({ kind: "page", message });
  }
  return count;
}

function wrongWith(row: unknown, asked: ReadonlyMap<string, Set<string>>): string | null {
  const parsed = copySchema.safeParse(row);
  if (!parsed.success) return "it is no copy.";
  const { html, seal, ...copy } = parsed.data;
  if (seal !== link(pageCopyText({ ...copy, packed: hex(html) }))) return "something in it was changed.";
  const page = unpacked(html);
  if (page === null) return "it cannot be unpacked.";
  if (hex(page) !== copy.hash) return "its hash is not that of the page.";
  const forms = asked.get(keyOf(copy.build, copy.landing));
  if (forms === undefined || forms.has(hex(copy.form))) return null;
  return "its form is not the one that the receipts name.";
}

/** The hashes of the forms that receipts name, by build and landing. */
function formHashes(db: DatabaseSync): Map<string, Set<string>> {
  const rows = db
    .prepare(
      `SELECT DISTINCT receipt.build, submission.landing, receipt.form_hash AS hash
         FROM receipt JOIN submission ON submission.id = receipt.submission_id
        WHERE receipt.form_hash IS NOT NULL`,
    )
    .all();
  const grouped = Map.groupBy(rows, ({ build, landing }) => keyOf(String(build), String(landing)));
  return new Map([...grouped].map(([key, each]) => [key, new Set(each.map(({ hash }) => String(hash)))]));
}

function keyOf(build: string, landing: string): string {
  return `${build} ${landing}`;
}

function unpacked(html: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(html);
  } catch {
    return null;
  }
}

/** The copy of the page `landing` of `build`, unpacked, or null where none was kept. */
export function readCopy(db: DatabaseSync, build: string, landing: string): Copy | null {
  const row = db.prepare("SELECT * FROM page_copy WHERE build = ?1 AND landing = ?2").get(build, landing);
  if (row === undefined) return null;
  const { html, ...copy } = copySchema.parse(row);
  return { ...copy, page: unpacked(html) ?? new Uint8Array() };
}
