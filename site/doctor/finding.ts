/** One thing that the doctor looked at. */
export interface Finding {
  /** `missing` keeps mails from arriving; `advice` makes them arrive more surely. */
  level: "right" | "advice" | "missing";
  /** What was found, in a sentence. */
  text: string;
  /** What to do: the exact record, or where to press. */
  cure?: string;
}

/** All is well with `text`. */
export function right(text: string): Finding {
  return { level: "right", text };
}

/** Mails leave without it, but better with it. */
export function advice(text: string, cure: string): Finding {
  return { level: "advice", text, cure };
}

/** Without it, mails do not arrive. */
export function missing(text: string, cure: string): Finding {
  return { level: "missing", text, cure };
}

/** A DNS record as one writes it into a provider's form. */
export function record(name: string, type: "TXT" | "CNAME" | "MX", value: string): string {
  return `Add to your DNS:  ${name}  ${type}  ${type === "TXT" ? `"${value}"` : value}`;
}
