import type { Landing } from "./landing.ts";

/** Something the contract knows and this version does not do: where it stands, and what it is. */
export interface NotYet {
  path: (string | number)[];
  feature: string;
}

/** What `landing` asks for that this version does not do. */
export function landingNotYet(landing: Landing): NotYet[] {
  const found: NotYet[] = [];
  if (landing.sequence !== undefined) found.push({ path: ["sequence"], feature: "a sequence of mails" });
  return found;
}
