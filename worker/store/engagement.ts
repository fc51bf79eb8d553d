/** How often on a day visits of a landing fell into a band, without anyone who visited. */
export interface EngagementCount {
  day: string;
  landing: string;
  kind: "time" | "read" | "share";
  band: string;
  n: number;
}

/** The statement that adds `counts` up with what is counted already. */
export function countEngagement(db: D1Database, counts: readonly EngagementCount[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO engagement (day, landing, kind, band, n)
       SELECT value ->> 'day', value ->> 'landing', value ->> 'kind', value ->> 'band', value ->> 'n'
         FROM json_each(?1) WHERE true
       ON CONFLICT (day, landing, kind, band) DO UPDATE SET n = n + excluded.n`,
    )
    .bind(JSON.stringify(counts));
}
