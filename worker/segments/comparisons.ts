import type { LeadCondition } from "../../content/schema/segment.ts";
import { secondsAgo } from "../../content/schema/segment-check.ts";
import { endOfDay, startOfDay } from "../calendar.ts";
import type { Making } from "./compile.ts";
import { folded, foldedSql } from "./fold.ts";
import { columnOf, type Some, valuesAt } from "./places.ts";

/** Words: the same, one of several, in it, at its beginning; in capitals or not. */
export function textSql(condition: LeadCondition, making: Making): string {
  const some = valuesAt(condition.field, making);
  const { contains, starts } = condition;
  const { bound } = making;
  const words = wordsOf(condition).map(folded);
  if (words.length > 0)
    return negated(
      condition,
      some((value) => bound.among(foldedSql(value, words), words)),
    );
  if (contains !== undefined) {
    // instr() has no wildcards to escape, and not the 50 bytes that D1 allows a LIKE.
    const needle = folded(contains);
    return some((value) => `instr(${foldedSql(value, [needle])}, ${bound.mark(needle)}) > 0`);
  }
  if (starts !== undefined) {
    const needle = folded(starts);
    const length = Array.from(needle).length;
    return some((value) => `substr(${foldedSql(value, [needle])}, 1, ${length}) = ${bound.mark(needle)}`);
  }
  return emptiness(condition, some);
}

/** Numbers; an answer that is none is smaller and greater than nothing. */
export function numberSql(condition: LeadCondition, making: Making): string {
  const some = valuesAt(condition.field, making);
  if (condition.empty !== undefined) return emptiness(condition, some);
  const isAnswer = condition.field.startsWith("answer.");
  const { bound } = making;
  const numbers = [condition.is ?? condition.not ?? condition.in ?? []].flat().map(Number);
  const bounds = [
    ["above", ">"],
    ["below", "<"],
    ["from", ">="],
    ["until", "<="],
  ] as const;
  const found = some((value) => {
    const number = isAnswer ? numberIn(value) : value;
    if (numbers.length > 0) return bound.among(number, numbers);
    return bounds
      .flatMap(([key, sign]) =>
        condition[key] === undefined ? [] : [`${number} ${sign} ${bound.mark(Number(condition[key]))}`],
      )
      .join(" AND ");
  });
  return negated(condition, found);
}

/** The number that a text is, as JSON writes numbers; NULL for all else. */
function numberIn(value: string): string {
  return `CASE WHEN json_valid(${value}) THEN CASE WHEN json_type(${value}) IN ('integer', 'real') THEN CAST(${value} AS REAL) END END`;
}

/** Moments in a column of the lead's own. */
export function momentSql(condition: LeadCondition, making: Making): string {
  const column = columnOf(condition.field) ?? "NULL";
  if (condition.empty !== undefined) return `${column} IS ${condition.empty ? "" : "NOT "}NULL`;
  return timeSql(column, condition, making).join(" AND ");
}

/** What must hold for the moment `expression`, by `from`, `until` and `within`. */
export function timeSql(
  expression: string,
  { from, until, within }: LeadCondition,
  { bound, catalog, now }: Making,
): string[] {
  const { timeZone } = catalog.site;
  const at = (value: string | number, ofDay: (day: string, timeZone: string) => number) => {
    const seconds = secondsAgo(value);
    return bound.mark(seconds === null ? ofDay(String(value), timeZone) : now - seconds * 1000);
  };
  const least = from ?? within;
  return [
    ...(least === undefined ? [] : [`${expression} >= ${at(least, startOfDay)}`]),
    // A day counts with all its hours; a time ago is one moment.
    ...(until === undefined
      ? []
      : [`${expression} ${secondsAgo(until) === null ? "<" : "<="} ${at(until, endOfDay)}`]),
  ];
}

/** Days in answers, which are text that sorts like time. */
export function daySql(condition: LeadCondition, making: Making): string {
  const some = valuesAt(condition.field, making);
  if (condition.empty !== undefined) return emptiness(condition, some);
  const { bound } = making;
  const days = wordsOf(condition);
  const { from, until } = condition;
  const found = some((value) => {
    const day = `substr(${value}, 1, 10)`;
    if (days.length > 0) return bound.among(day, days);
    return [
      ...(from === undefined ? [] : [`${day} >= ${bound.mark(String(from))}`]),
      ...(until === undefined ? [] : [`${day} <= ${bound.mark(String(until))}`]),
    ].join(" AND ");
  });
  return negated(condition, found);
}

/** Whether the address belongs to a service of throw-away addresses; what was not looked up does not. */
export function flagSql({ is }: LeadCondition): string {
  return `coalesce(lead.disposable, 0) = ${is === true ? 1 : 0}`;
}

/** The words of `is`, `not` or `in`. */
export function wordsOf(condition: LeadCondition): string[] {
  return [condition.is ?? condition.not ?? condition.in ?? []].flat().map(String);
}

/** The opposite of `sql` where `condition` says "not". */
export function negated(condition: LeadCondition, sql: string): string {
  return condition.not === undefined ? sql : `NOT coalesce(${sql}, 0)`;
}

function emptiness({ empty }: LeadCondition, some: Some): string {
  const there = some((value) => `${value} <> ''`);
  return empty === true ? `NOT coalesce(${there}, 0)` : there;
}
