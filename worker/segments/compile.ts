import type { Catalog } from "../../content/schema/catalog.ts";
import type { LeadCondition, Question } from "../../content/schema/segment.ts";
import { readQuestion } from "../../content/schema/segment-check.ts";
import { segmentFields } from "../../content/schema/segment-fields.ts";
import { Bound, type Value } from "./bound.ts";
import { choiceSql, eventSql } from "./choices.ts";
import { daySql, flagSql, momentSql, numberSql, textSql } from "./comparisons.ts";

/** What a question is compiled with. */
export interface Compiling {
  catalog: Catalog;
  now: number;
  /** The number of the first parameter that is free. */
  first: number;
}

/** A condition on the table `lead`, and the values of its parameters, `?first` and those that follow. */
export interface Where {
  sql: string;
  values: Value[];
}

/** Leads that lists show: neither erased, nor part of another. */
export const livingLead = "lead.erased_at IS NULL AND lead.merged_into IS NULL";

/**
 * The condition under which what is asked holds for a row of `lead`.
 *
 * No name and no value of the question is ever part of the SQL: names choose among the fragments of this folder, values
 * are bound. It never comes out NULL, so that "not" is the opposite of what it stands before.
 */
export function segmentWhere(asked: Question, { catalog, now, first }: Compiling): Where {
  const { question, mistakes } = readQuestion(asked, catalog);
  if (question === null) throw new Error(`This question has no answer: ${mistakes[0]?.message}`);
  const bound = new Bound(first);
  const sql = partSql(question, { catalog, now, bound });
  return { sql, values: bound.values };
}

/** What the SQL of one condition is made with. */
export interface Making {
  catalog: Catalog;
  now: number;
  bound: Bound;
}

function partSql(question: Question, making: Making): string {
  if ("field" in question) return `coalesce(${conditionSql(question, making)}, 0)`;
  if ("all" in question) return `(${question.all.map((part) => partSql(part, making)).join(" AND ")})`;
  if ("any" in question) return `(${question.any.map((part) => partSql(part, making)).join(" OR ")})`;
  return `NOT ${partSql(question.not, making)}`;
}

function conditionSql(condition: LeadCondition, making: Making): string {
  const field = segmentFields(making.catalog).get(condition.field);
  if (field === undefined) throw new Error("A field that was checked is known.");
  switch (field.kind) {
    case "text":
      return textSql(condition, making);
    case "choice":
      return choiceSql(condition, making);
    case "number":
      return numberSql(condition, making);
    case "moment":
      return momentSql(condition, making);
    case "day":
      return daySql(condition, making);
    case "flag":
      return flagSql(condition);
    case "event":
      return eventSql(condition, making);
  }
}
