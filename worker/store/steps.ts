/** What the report counts. */
export const steps = ["view", "start", "submit", "confirm", "download", "redeem"] as const;
export type Step = (typeof steps)[number];

// A day and a step of a landing name at most so many sources; an invented one counts as "other".
const mostSources = 100;

/** One more `step` on `landing`, without anyone who took it. */
export function countStep(
  db: D1Database,
  day: string,
  landing: string,
  step: Step,
  source: string,
): D1PreparedStatement {
  return db.prepare(counting("VALUES (?1, ?2, ?3, ?4)")).bind(day, landing, step, source);
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
