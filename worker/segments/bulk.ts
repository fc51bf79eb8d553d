import { leadStatuses, markets } from "../../content/schema/segment-fields.ts";
import type { Market } from "../lists/market.ts";
import { sayMarket } from "../lists/say-market.ts";
import { livingLead, type Where } from "./compile.ts";

/** What is done to many leads at once. */
export type BulkAct =
  | { act: "tag" | "untag"; tag: string }
  | { act: "status"; status: string }
  /** Null: as what is known tells. */
  | { act: "market"; market: Market | null }
  | { act: "assign"; member: string | null };

/** What a form asked for, or which of its fields has to be put right. */
export function bulkIn(
  form: Record<string, string>,
): BulkAct | "needsTag" | "needsStatus" | "needsMarket" | "needsAct" {
  switch (form["act"]) {
    case "tag":
    case "untag": {
      const tag = tagIn(form["tag"] ?? "");
      return tag === null ? "needsTag" : { act: form["act"], tag };
    }
    case "status": {
      const status = leadStatuses.find((one) => one === form["status"]);
      return status === undefined ? "needsStatus" : { act: "status", status };
    }
    case "market": {
      const market = markets.find((one) => one === form["market"]);
      if (market === undefined) return "needsMarket";
      return { act: "market", market: market === "unknown" ? null : market };
    }
    case "assign":
      return { act: "assign", member: form["member"] || null };
    default:
      return "needsAct";
  }
}

/** A tag as it is kept, or null where the text is none. */
function tagIn(text: string): string | null {
  const tag = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .normalize("NFC");
  return tag === "" || [...tag].length > 40 ? null : tag;
}

/** Does `act` to every lead that meets the condition: one statement, however many they are. */
export function actOnLeads(
  db: D1Database,
  act: BulkAct,
  where: (first: number) => Where,
  now: number,
): D1PreparedStatement {
  const { sql, values } = where(3);
  const which = `SELECT lead.id FROM lead WHERE ${livingLead} AND ${sql}`;
  switch (act.act) {
    case "tag":
      return db
        .prepare(
          `INSERT INTO lead_tag (lead_id, tag, at)
           SELECT lead.id, ?1, ?2 FROM lead WHERE ${livingLead} AND ${sql} ON CONFLICT DO NOTHING`,
        )
        .bind(act.tag, now, ...values);
    case "untag":
      return db
        .prepare(`DELETE FROM lead_tag WHERE tag = ?1 AND ?2 > 0 AND lead_id IN (${which})`)
        .bind(act.tag, now, ...values);
    case "status":
      return db
        .prepare(`UPDATE lead SET status = ?1 WHERE status <> ?1 AND ?2 > 0 AND id IN (${which})`)
        .bind(act.status, now, ...values);
    case "market":
      return db
        .prepare(`UPDATE lead SET ${sayMarket} WHERE market_said IS NOT ?1 AND ?2 > 0 AND id IN (${which})`)
        .bind(act.market, now, ...values);
    case "assign":
      return db
        .prepare(`UPDATE lead SET assignee = ?1 WHERE assignee IS NOT ?1 AND ?2 > 0 AND id IN (${which})`)
        .bind(act.member, now, ...values);
  }
}

/** The condition that a lead is one of those that were ticked. */
export function amongTicked(ids: readonly string[]): (first: number) => Where {
  return (first) => ({
    sql: `lead.id IN (SELECT value FROM json_each(?${first}))`,
    values: [JSON.stringify(ids)],
  });
}

/** Who of the business may look after leads. */
export async function listColleagues(db: D1Database): Promise<{ id: string; name: string }[]> {
  const found = await db
    .prepare(
      "SELECT id, name FROM member WHERE revoked_at IS NULL ORDER BY name COLLATE NOCASE, id LIMIT 200",
    )
    .all<{ id: string; name: string }>();
  return found.results;
}
