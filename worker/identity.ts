import type { Answers } from "../content/schema/answers.ts";
import type { Field } from "../content/schema/field.ts";

/** Who answered. */
export interface Person {
  /** The one name of this person, whatever way the address was typed. */
  identity: string;
  email: string | null;
  phone: string | null;
  givenName: string | null;
  familyName: string | null;
}

/** The person behind `answers`: known by e-mail, or else by phone. */
export function personIn(fields: readonly Field[], answers: Answers): Person | null {
  const email = answerOf(fields, answers, "email");
  const phone = answerOf(fields, answers, "phone");
  // Accepted numbers are written in one way already.
  const identity = email === null ? phone && `tel:${phone}` : `email:${canonicalEmail(email)}`;
  if (identity === null) return null;
  const givenName = answerOf(fields, answers, "given-name");
  return { identity, email, phone, givenName, familyName: answerOf(fields, answers, "family-name") };
}

/** `email` as everyone's mail server reads it: small letters, and the domain as the network writes it. */
export function canonicalEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, at).toLowerCase()}@${canonicalDomain(email.slice(at + 1).toLowerCase())}`;
}

function canonicalDomain(domain: string): string {
  // Nearly all are letters and dots, which stay as they are; reading an address takes longer than all else about a person.
  if (/^[a-z.]+$/.test(domain)) return domain;
  const address = `https://${domain}/`;
  return URL.canParse(address) ? new URL(address).hostname : domain;
}

/** A name fit for a greeting in a mail: short, and nothing in it that could be an address or a sentence. */
export function greetingName(name: string | null): string | null {
  return name !== null && /^[\p{L}\p{M}][\p{L}\p{M}'’ -]{0,39}$/u.test(name) ? name : null;
}

function answerOf(fields: readonly Field[], answers: Answers, type: Field["type"]): string | null {
  for (const field of fields) {
    const answer = field.type === type ? answers[field.name] : undefined;
    if (typeof answer === "string") return answer;
  }
  return null;
}
