import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import type { Deps } from "../env.ts";
import { isHeld } from "../store/complaints.ts";
import { withRetries } from "../store/retry.ts";
import { type Approved, approvable, campaignNamed, hashOf } from "./campaign.ts";
import { countRecipients } from "./recipients.ts";
import { startIn } from "./starts.ts";
import { type CampaignRow, readCampaign } from "./store-campaign.ts";

/** Why a campaign cannot be approved. */
export type Refusal =
  | "unknown"
  | "running"
  | "done"
  | "segment-gone"
  | "segment-unclear"
  | "words"
  | "past"
  | "no-mailer"
  | "complaints"
  | "nobody";

/** What became of an approval; `did`: it was not approved before, and is now. */
export type Approval = { ok: true; did: boolean } | { ok: false; refusal: Refusal };

/** Who acts, and what notes it: a statement that goes into the batch right after the one that acts. */
export interface By {
  memberId: string | null;
  note: D1PreparedStatement;
}

/**
 * Approves the campaign `name` as it stands in the catalog now; one that was stopped goes on as it is approved now.
 *
 * Approved twice it is approved once.
 */
export async function approveCampaign(deps: Deps, name: string, { memberId, note }: By): Promise<Approval> {
  const { db, catalog, now } = deps;
  const entry = campaignNamed(deps, name);
  if (entry === undefined) return { ok: false, refusal: "unknown" };
  const [before, approved] = await Promise.all([readCampaign(db, name), approvable(deps, entry)]);
  if (typeof approved === "string") return { ok: false, refusal: approved };
  const hash = await hashOf(approved);
  if (before?.hash === hash) return { ok: true, did: false };
  const refusal = refusalOf(deps, entry, before) ?? (await refusalByRows(deps, approved, before));
  if (refusal !== null) return { ok: false, refusal };
  const at = now();
  const [done] = await withRetries(() =>
    db.batch([
      db
        .prepare(insertApproved)
        .bind(name, hash, JSON.stringify(approved), memberId, at, startIn(entry, catalog.site.timeZone, at)),
      note,
    ]),
  );
  return { ok: true, did: (done?.meta.changes ?? 0) > 0 };
}

const insertApproved = `INSERT INTO campaign (name, status, hash, approved, approved_by, approved_at, starts_at)
  VALUES (?1, 'approved', ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, approved = excluded.approved, approved_by = excluded.approved_by,
    approved_at = excluded.approved_at, starts_at = iif(last_row IS NULL, excluded.starts_at, starts_at),
    status = coalesce(was, status), was = NULL, stopped_at = NULL, reason = NULL, turn = turn + 1
   WHERE hash <> excluded.hash AND status IN ('approved', 'stopped')`;

function refusalOf(
  { mailer, catalog, now }: Deps,
  entry: CatalogCampaign,
  before: CampaignRow | null,
): Refusal | null {
  if (before?.status === "done") return "done";
  // What was approved goes on; whoever wants it otherwise stops it first.
  if (before?.status === "sending" || before?.status === "testing") return "running";
  if (mailer === null) return "no-mailer";
  const hasBegun = before !== null && before.lastRow !== null;
  return !hasBegun && startIn(entry, catalog.site.timeZone, now()) < now() ? "past" : null;
}

async function refusalByRows(
  deps: Deps,
  approved: Approved,
  before: CampaignRow | null,
): Promise<Refusal | null> {
  if (!(await hasWords(deps, approved.entry))) return "words";
  const held = await deps.db.prepare(`SELECT ${isHeld} AS held`).first<0 | 1>("held");
  if (held === 1) return "complaints";
  // Of one that has begun there may be nobody left, and then it comes to its end.
  if (before !== null && before.lastRow !== null) return null;
  const { recipients, isExact } = await countRecipients(deps, approved);
  return recipients === 0 && isExact ? "nobody" : null;
}

/** Whether the words of the campaign can be had. */
export async function hasWords(
  { fetchAsset }: Pick<Deps, "fetchAsset">,
  { asset }: CatalogCampaign,
): Promise<boolean> {
  const words = await fetchAsset(asset);
  await words.body?.cancel();
  // A store of files that breaks has lost nothing.
  return words.ok || words.status >= 500;
}
