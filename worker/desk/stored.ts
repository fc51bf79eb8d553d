import * as z from "zod";
import type { Answers } from "../../content/schema/answers.ts";

const answers = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const touch = z
  .object({ at: z.number().optional(), landing: z.string().optional(), created: z.string().optional() })
  .catchall(z.string());
const list = z.array(z.string());
const verdicts = z.record(
  z.string(),
  z.tuple([z.enum(["given", "confirmed", "withdrawn"]), z.number(), z.number().nullable()]),
);

/** Where a purpose stands, since when, and the number of the wording, where it was counted. */
export type Verdict = [state: "given" | "confirmed" | "withdrawn", at: number, version: number | null];

/** Answers as the database keeps them. */
export function answersIn(json: string): Answers {
  return answers.parse(JSON.parse(json));
}

/** A source as the database keeps it: of a submission, or of a lead with its landing and time. */
export interface Touch {
  at: number | null;
  landing: string | null;
  /** When it came to the system that it was imported from. */
  created: string | null;
  /** What came with the visit: utm_source, gclid, referrer … */
  marks: Record<string, string>;
}

/** A source read from the database. */
export function touchIn(json: string): Touch {
  const { at = null, landing = null, created = null, ...marks } = touch.parse(JSON.parse(json));
  return { at, landing, created, marks };
}

/** A list of names as the database gives it. */
export function listIn(json: string): string[] {
  return list.parse(JSON.parse(json));
}

/** The last word on each purpose: where it stands, since when, and on which wording. */
export function verdictsIn(json: string): Record<string, Verdict> {
  return verdicts.parse(JSON.parse(json));
}

/** An answer as one text. */
export function answerText(answer: string | string[] | undefined): string {
  return Array.isArray(answer) ? answer.join(" | ") : (answer ?? "");
}
