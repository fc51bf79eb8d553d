import type { Deps } from "../env.ts";

/** The addresses that a test may go to: the owner's, the sender's, and those of the members of the desk. */
export async function listTesters({ db, catalog }: Pick<Deps, "db" | "catalog">): Promise<string[]> {
  const { owner, sender } = catalog.site;
  const members = await db
    .prepare(
      "SELECT email FROM member WHERE email IS NOT NULL AND revoked_at IS NULL ORDER BY email LIMIT 100",
    )
    .all<{ email: string }>();
  const own = [sender.email, sender.replyTo, owner.email].filter((email) => email !== undefined);
  return [...new Set([...own, ...members.results.map(({ email }) => email)])];
}

/** How many tests of campaigns and sequences were sent since `from`. */
export async function countTests(db: D1Database, from: number): Promise<number> {
  const n = await db
    .prepare("SELECT count(*) AS n FROM audit WHERE act IN ('campaign.test', 'sequence.test') AND at > ?1")
    .bind(from)
    .first<number>("n");
  return n ?? 0;
}
