import { fill } from "../../content/schema/locales/worker.ts";
import type { Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { findLanding } from "../landing.ts";
import { sayTarget } from "./columns.tsx";
import type { Claim } from "./reading.ts";
import type { Import } from "./store-imports.ts";
import { targetsFor } from "./targets.ts";

/** What the columns become and who agreed to what, and what is wrong with that. */
export interface Choice {
  columns: string[];
  claims: Claim[];
  problems: Problem[];
}

/** What `posted` says of the columns of `current`. */
export function chooseColumns(view: View, current: Import, posted: Record<string, unknown>): Choice {
  const words = view.texts.imports.problems;
  const form = findLanding(view.catalog, current.landing ?? "")?.form;
  if (form === undefined)
    return { columns: [], claims: [], problems: [{ field: "landing", text: words.landing }] };
  const possible = new Set(targetsFor(form));
  const columns = current.reading.heads.map((_, place) => {
    const target = posted[`column-${place}`];
    return typeof target === "string" && possible.has(target) ? target : "";
  });
  const problems: Problem[] = [];
  for (const [place, target] of columns.entries()) {
    if (target === "" || target === "tag" || columns.indexOf(target) === place) continue;
    problems.push({ field: `column-${place}`, text: fill(words.twice, { target: sayTarget(view, target) }) });
  }
  const isContact = ({ type, name }: (typeof form.fields)[number]) =>
    (type === "email" || type === "phone") && columns.includes(`field:${name}`);
  if (!form.fields.some(isContact)) problems.push({ field: "column-0", text: words.contact });
  const claims = form.consents.flatMap(({ purpose }): Claim[] => {
    const wording = posted[`wording-${purpose}`];
    const isClaimed = posted[`claim-${purpose}`] === "all" || columns.includes(`consent:${purpose}`);
    return isClaimed
      ? [{ purpose, wording: typeof wording === "string" ? wording.trim().slice(0, 2000) : "" }]
      : [];
  });
  for (const { purpose, wording } of claims)
    if (wording === "") problems.push({ field: `wording-${purpose}`, text: words.wording });
  return { columns, claims, problems };
}
