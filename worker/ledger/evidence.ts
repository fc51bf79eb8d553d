import {
  type Evidence,
  type EvidenceRows,
  evidenceOf,
  evidenceQueries,
} from "../../content/schema/evidence.ts";
import type { Deps } from "../env.ts";

/** The proof of the consents of `lead`, or null where there is no such lead. */
export async function readEvidence(
  { db, catalog, publicUrl, now }: Deps,
  lead: string,
): Promise<Evidence | null> {
  async function rowsOf<Name extends keyof EvidenceRows>(name: Name) {
    const found = await db.prepare(evidenceQueries[name]).bind(lead).all<EvidenceRows[Name][number]>();
    return found.results;
  }
  const [person, receipts, states, submissions, mails, pages, chain] = await Promise.all([
    rowsOf("lead"),
    rowsOf("receipts"),
    rowsOf("states"),
    rowsOf("submissions"),
    rowsOf("mails"),
    rowsOf("pages"),
    rowsOf("chain"),
  ]);
  return evidenceOf(
    { lead: person, receipts, states, submissions, mails, pages, chain },
    { name: catalog.site.name, url: publicUrl, owner: catalog.site.owner.name, now: now() },
  );
}
