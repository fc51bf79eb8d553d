import type { Form } from "./form.ts";
import type { Landing } from "./landing.ts";

/** Something the contract knows and this version does not do: where it stands, and what it is. */
export interface NotYet {
  path: (string | number)[];
  feature: string;
}

/** What `form` asks for that this version does not do; never ignored, always refused. */
export function formNotYet(form: Form): NotYet[] {
  const found: NotYet[] = [];
  form.fields.forEach((field, place) => {
    if (field.type === "choice" && field.score !== undefined) {
      found.push({ path: ["fields", place, "score"], feature: "a score" });
    }
  });
  return found;
}

/** What `landing` asks for that this version does not do. */
export function landingNotYet(landing: Landing): NotYet[] {
  const found: NotYet[] = [];
  if (landing.sequence !== undefined) found.push({ path: ["sequence"], feature: "a sequence of mails" });
  if (typeof landing.form !== "string") {
    found.push(
      ...formNotYet(landing.form).map(({ path, feature }) => ({ path: ["form", ...path], feature })),
    );
  }
  return found;
}
