/** The newest migration that this code was written for; a test holds it against the folder. */
export const newestMigration = "0024_quiet_clock.sql";

/** The newest migration that the database has seen, or null. */
export function lastMigration(db: D1Database): Promise<string | null> {
  return db.prepare("SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1").first<string>("name");
}
