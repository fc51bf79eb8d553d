import type { Act } from "./worker-acts.ts";

/** What a browser's form sends of `act`. */
export function formOf({ body, file }: Pick<Act, "body" | "file">): URLSearchParams | FormData {
  if (file === undefined) return new URLSearchParams(body);
  const form = new FormData();
  for (const [name, value] of body) form.append(name, value);
  form.append("file", file);
  return form;
}

/** What a form says of a member. */
export const about = (name: string, email: string): [string, string][] => [
  ["name", name],
  ["email", email],
  ["role", "editor"],
];
