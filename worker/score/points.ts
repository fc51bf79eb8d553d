import type { Catalog } from "../../content/schema/catalog.ts";
import type { Field } from "../../content/schema/field.ts";
import type { Score } from "../../content/schema/score.ts";
import { openFor } from "../opened.ts";
import { growthAt } from "./decay.ts";
import type { Facts } from "./facts.ts";

/** Points that an answer gave; they stay. */
interface AnswerPoints {
  form: string;
  field: Field;
  /** What was answered that has points. */
  answer: string;
  points: number;
}

/** Points that an act gave at its moment; they fade. */
export interface ActPoints {
  act: keyof Score["acts"];
  at: number;
  points: number;
}

/** All that a lead's score consists of. */
export interface Points {
  answers: AnswerPoints[];
  acts: ActPoints[];
}

/** Every point of a lead, by the answers and the acts that gave it. */
export function pointsOf(catalog: Catalog, facts: Facts): Points {
  return { answers: answerPoints(catalog, facts), acts: actPoints(catalog, facts) };
}

/** The two parts of a score, as `decay.ts` defines them. */
export function sumOf(catalog: Catalog, { answers, acts }: Points): { fit: number; heat: number } {
  return {
    fit: answers.reduce((sum, { points }) => sum + points, 0),
    heat: acts.reduce((sum, { points, at }) => sum + points * growthAt(catalog, at), 0),
  };
}

/** The latest answers of each form count. */
function answerPoints({ forms }: Catalog, { submissions }: Facts): AnswerPoints[] {
  const latest = new Map(submissions.map(({ form, answers }) => [form, answers]));
  return [...latest].flatMap(([form, answers]) =>
    (forms[form]?.fields ?? []).flatMap((field) =>
      [answers[field.name] ?? []]
        .flat()
        .map((answer) => ({ form, field, answer, points: pointsFor(field, answer) }))
        .filter(({ points }) => points !== 0),
    ),
  );
}

function pointsFor(field: Field, answer: string): number {
  switch (field.type) {
    case "choice":
      return field.score !== undefined && Object.hasOwn(field.score, answer) ? (field.score[answer] ?? 0) : 0;
    case "number":
    case "scale": {
      const n = Number(answer);
      const range = field.score?.find(
        ({ from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }) => n >= from && n <= to,
      );
      return range?.points ?? 0;
    }
    default:
      return 0;
  }
}

function actPoints(catalog: Catalog, facts: Facts): ActPoints[] {
  const { acts } = catalog.site.score;
  const moments: Record<keyof Score["acts"], readonly number[]> = {
    submit: facts.submissions.map(({ at }) => at),
    confirm: facts.confirmations,
    download: facts.openings.flatMap(({ magnet, until }) => {
      const gift = catalog.magnets[magnet];
      // A gift that is no longer there was open for an hour, as most are.
      return until - (gift === undefined ? 3_600_000 : openFor(gift));
    }),
    redeem: facts.redemptions,
    withdraw: facts.withdrawals,
  };
  return (Object.keys(moments) as (keyof Score["acts"])[]).flatMap((act) =>
    moments[act].map((at) => ({ act, at, points: acts[act] })).filter(({ points }) => points !== 0),
  );
}
