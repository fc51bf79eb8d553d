/** Spends `proof` on the post with this fingerprint; false when another post has spent it. */
export async function spendProof(
  db: D1Database,
  proof: string,
  fingerprint: string,
  at: number,
  outdated: number,
): Promise<boolean> {
  const [, , spent] = await db.batch<{ fingerprint: string }>([
    db.prepare("DELETE FROM spent_proof WHERE at < ?1").bind(outdated),
    db
      .prepare("INSERT INTO spent_proof (proof, fingerprint, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
      .bind(proof, fingerprint, at),
    db.prepare("SELECT fingerprint FROM spent_proof WHERE proof = ?1").bind(proof),
  ]);
  return spent?.results[0]?.fingerprint === fingerprint;
}

/** Whether more posts came from `network` than are taken as people's. */
export async function isCrowded(
  db: D1Database,
  network: string,
  at: number,
  most: { minute: number; hour: number },
): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT count(*) FILTER (WHERE at > ?2 - 60000) AS minute, count(*) AS hour
         FROM submission WHERE network = ?1 AND at > ?2 - 3600000`,
    )
    .bind(network, at)
    .first<{ minute: number; hour: number }>();
  return row !== null && (row.minute >= most.minute || row.hour >= most.hour);
}
