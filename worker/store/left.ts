/** How many of `magnet` were given that count against its quota, those printed among them. */
export async function countGiven(db: D1Database, magnet: string): Promise<number> {
  const issued = await db
    .prepare("SELECT issued FROM stock WHERE magnet = ?1")
    .bind(magnet)
    .first<number>("issued");
  return issued ?? 0;
}
