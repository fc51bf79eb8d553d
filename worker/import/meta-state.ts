import type { Deps } from "../env.ts";
import type { MetaState } from "./meta-waiting.tsx";

/** What Meta has told of and is not here yet; null where site.yaml names no form of Meta's, and it told of none. */
export async function metaState({ db, catalog, meta }: Deps): Promise<MetaState | null> {
  const [counts] = await db.batch<{ status: string; form: string; reason: string | null; n: number }>([
    db.prepare(
      `SELECT status, form_id AS form, reason, count(*) AS n FROM meta_lead
        WHERE status <> 'taken' GROUP BY status, form_id, reason ORDER BY n DESC LIMIT 50`,
    ),
  ]);
  const rows = counts?.results ?? [];
  if (Object.keys(catalog.site.meta.forms).length === 0 && rows.length === 0) return null;
  const sum = (status: string) =>
    rows.filter((row) => row.status === status).reduce((all, { n }) => all + n, 0);
  return {
    due: sum("due"),
    unknown: rows.filter(({ status }) => status === "unknown").map(({ form, n }) => ({ form, n })),
    failed: rows
      .filter(
        ({ status, reason }) =>
          (status === "refused" || status === "gone" || status === "due") && reason !== null,
      )
      .map(({ reason, n }) => ({ reason: reason ?? "", n })),
    missing: missingSecrets({ meta }),
  };
}

/** The secrets that Meta's lead ads need and that are not set. */
export function missingSecrets({ meta }: Pick<Deps, "meta">): string[] {
  const secrets = {
    META_APP_SECRET: meta.appSecret,
    META_VERIFY_TOKEN: meta.verifyToken,
    META_ACCESS_TOKEN: meta.accessToken,
  };
  return Object.entries(secrets).flatMap(([name, value]) => (value === null ? [name] : []));
}
