/** What the report counts. */
export const steps = ["view", "start", "submit", "confirm", "download", "redeem"] as const;
export type Step = (typeof steps)[number];

// A day and a step of a landing name at most so many sources; an invented one counts as "other".
const mostSources = 100;

/** How often a step was taken on a landing on a day from a source, without anyone who took it. */
export interface StepCount {
  day: string;
  landing: string;
  step: Step;
  source: string;
  n: number;
}

/** The statement that adds `counts` up with what is counted already. */
export function countSteps(db: D1Database, counts: readonly StepCount[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO step_count (day, landing, step, source, n)
       WITH taken AS (
         SELECT value ->> 'day' AS day, value ->> 'landing' AS landing, value ->> 'step' AS step,
           value ->> 'source' AS source, value ->> 'n' AS n FROM json_each(?1)
       ), judged AS (
         SELECT taken.*, EXISTS (
             SELECT 1 FROM step_count AS known
              WHERE known.day = taken.day AND known.landing = taken.landing
                AND known.step = taken.step AND known.source = taken.source) AS is_known,
           (SELECT count(*) FROM step_count AS known
             WHERE known.day = taken.day AND known.landing = taken.landing AND known.step = taken.step) AS sources
           FROM taken
       )
       SELECT day, landing, step,
         CASE
           WHEN is_known THEN source
           WHEN sources + row_number() OVER (PARTITION BY day, landing, step, is_known) <= ${mostSources} THEN source
           ELSE 'other'
         END, n
       FROM judged WHERE true
       ON CONFLICT (day, landing, step, source) DO UPDATE SET n = n + excluded.n`,
    )
    .bind(JSON.stringify(counts));
}

/** One more `step` of the submission that `condition` finds (in SQL, about `submission`, its values from ?3 on). */
export function countStepOf(
  db: D1Database,
  day: string,
  step: Step,
  condition: string,
  ...values: (string | number)[]
): D1PreparedStatement {
  const taken = `SELECT ?1, submission.landing, ?2, submission.source_label FROM submission ${condition}`;
  return db.prepare(counting(taken)).bind(day, step, ...values);
}

/** One more 'redeem' of the coupon that `condition` finds (in SQL, its values from ?3 on); a printed one counts for `landing`, by its batch's source. */
export function countRedemption(
  db: D1Database,
  day: string,
  landing: string,
  condition: string,
  ...values: (string | number)[]
): D1PreparedStatement {
  const taken = `SELECT ?1, coalesce(submission.landing, ?2), 'redeem', coalesce(submission.source_label, batch.source)
    FROM coupon LEFT JOIN submission ON submission.id = coupon.submission_id
    LEFT JOIN batch ON batch.id = coupon.batch_id WHERE ${condition}`;
  return db.prepare(counting(taken)).bind(day, landing, ...values);
}

function counting(taken: string): string {
  return `
    INSERT INTO step_count (day, landing, step, source, n)
    WITH taken (day, landing, step, source) AS (${taken})
    SELECT day, landing, step,
      CASE
        WHEN EXISTS (
          SELECT 1 FROM step_count AS known
           WHERE known.day = taken.day AND known.landing = taken.landing
             AND known.step = taken.step AND known.source = taken.source
        ) THEN source
        WHEN (
          SELECT count(*) FROM step_count AS known
           WHERE known.day = taken.day AND known.landing = taken.landing AND known.step = taken.step
        ) < ${mostSources} THEN source
        ELSE 'other'
      END,
      1
    FROM taken WHERE true
    ON CONFLICT (day, landing, step, source) DO UPDATE SET n = n + 1`;
}
