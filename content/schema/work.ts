/** How many bits of the digest are zero: about a second's work for a phone, and nothing for whoever checks it. */
export const provenBits = 18;

/** The control that carries the proof: the minute, a salt, and the number that makes the digest begin with zeros. */
export const workField = "_work";

/** The control that carries what Turnstile says of the visitor. */
export const turnstileField = "_turnstile";

/** What Turnstile is told that its check is for; the Worker wants to hear the same. */
export const turnstileAction = "imbuto";

/** What is hashed: a proof is good for one landing. */
export function workText(landing: string, proof: string): string {
  return `imbuto:${landing}:${proof}`;
}
