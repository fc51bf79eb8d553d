import type { partsIt } from "./it-parts.ts";

/** Words of the parts that all pages of the desk are made of, in English. */
export const partsEn: typeof partsIt = {
  owner: "Owner",
  errors: { one: "One thing to put right", many: "{n} things to put right" },
  optional: "optional",
};
