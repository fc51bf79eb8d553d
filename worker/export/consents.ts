import type { Catalog } from "../../content/schema/catalog.ts";
import { momentCell, pagesOf, type Sheet } from "./sheet.ts";
import type { Whom } from "./store-exports.ts";
import { listReceipts } from "./store-people.ts";

/** The sheet of receipts: each consent given, confirmed or withdrawn, with its exact words and its link in the chain. */
export function consentsSheet(
  db: D1Database,
  { site }: Catalog,
  receipts: number,
  whom: Whom,
): Omit<Sheet, "name"> {
  return {
    heads: [
      ...["receipt.id", "receipt.at", "lead.id", "lead.email", "lead.phone", "purpose", "state", "channel"],
      ...["wording", "version", "wording.sha256", "form", "form.sha256", "build", "locale", "page"],
      ...["submission.id", "message.id", "seal"],
    ],
    timeZone: site.timeZone,
    nextPage: pagesOf(
      receipts,
      (after, limit) => listReceipts(db, whom, after, limit),
      (row) => [
        row.row,
        momentCell(row.at),
        ...[row.lead_id, row.email ?? "", row.phone ?? "", row.purpose],
        row.granted === 0
          ? "withdrawn"
          : /^(?:confirm|preferences)$/.test(row.channel)
            ? "confirmed"
            : "given",
        ...[row.channel, row.wording, row.version ?? "", row.wording_hash, row.form, row.form_hash ?? ""],
        ...[
          row.build,
          row.locale,
          row.page_url,
          row.submission_id ?? "",
          row.message_id ?? "",
          row.seal ?? "",
        ],
      ],
      whom.part,
    ),
  };
}
