import type { Deps } from "../env.ts";
import type { Source } from "../source.ts";
import { withRetries } from "../store/retry.ts";
import { mailingIn } from "./mailing.ts";

/** Counts a page that a mailing led to, where `source` tells of one. */
export async function countLanded({ db, catalog, now }: Deps, source: Source): Promise<void> {
  const found = mailingIn(catalog, source);
  if (found === null) return;
  await withRetries(() =>
    db
      .prepare(
        `INSERT INTO mailing_count (mailing, variant, day, landed) VALUES (?1, ?2, ?3, 1)
         ON CONFLICT DO UPDATE SET landed = landed + 1`,
      )
      .bind(found.mailing, found.variant, Math.floor(now() / 86_400_000))
      .run(),
  );
}
