import type { Answers } from "../content/schema/answers.ts";
import { digest } from "./digest.ts";
import type { Person } from "./identity.ts";

/** What makes two posts the same: landing, person, answers and ticks, in any order. */
export interface Sameness {
  landing: string;
  person: Pick<Person, "identity" | "email">;
  answers: Answers;
  purposes: readonly string[];
  /** Whether it is a suspect's: a person's post is never answered with a program's. */
  suspected: boolean;
}

/** SHA-256 of what makes two posts the same, base64url. */
export function fingerprintOf({ landing, person, answers, purposes, suspected }: Sameness): Promise<string> {
  const sorted = Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1));
  // The address as typed counts no more than the person it names.
  const told = sorted.map(([name, value]) => [name, value === person.email ? person.identity : value]);
  return digest(JSON.stringify([landing, person.identity, told, [...purposes].sort(), suspected]));
}
