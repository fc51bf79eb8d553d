import type { Catalog } from "../../content/schema/catalog.ts";
import { couponsSheet } from "../desk/coupons-file.ts";
import type { View } from "../desk/view.ts";
import type { Deps } from "../env.ts";
import { audienceSheet } from "./audience.ts";
import { audienceRules, type Platform } from "./audience-rules.ts";
import { consentsSheet } from "./consents.ts";
import { type Click, clickHeads, conversionsSheet } from "./conversions.ts";
import { metaSheet } from "./meta.ts";
import { peopleSheet } from "./people.ts";
import type { Sheet } from "./sheet.ts";
import { countReceipts, readUsedNames, type Whom } from "./store-exports.ts";
import { submissionsSheet } from "./submissions.ts";
import { suppressionSheet } from "./suppression.ts";

/** What a file holds; `form`, `platform` and `click` say which of several. */
export type Kind =
  | { kind: "submissions" | "leads" | "consents" | "coupons" | "suppression" }
  | { kind: "meta"; form: string }
  | { kind: "audience"; platform: Platform }
  | { kind: "conversions"; click: Click };

/** The lists that are about everybody, whoever is asked for. */
export function isOfAll({ kind }: Kind): boolean {
  return kind === "coupons" || kind === "suppression";
}

/** The kinds of files that are offered, by the value that a form sends for each. */
export function kindsOf({ forms }: Catalog): Map<string, Kind> {
  return new Map<string, Kind>([
    ...(["submissions", "leads", "consents", "coupons", "suppression"] as const).map(
      (kind): [string, Kind] => [kind, { kind }],
    ),
    ...Object.keys(forms)
      .sort()
      .map((form): [string, Kind] => [`meta:${form}`, { kind: "meta", form }]),
    ...(Object.keys(audienceRules) as Platform[]).map((platform): [string, Kind] => [
      `audience:${platform}`,
      { kind: "audience", platform },
    ]),
    ...(Object.keys(clickHeads) as Click[]).map((click): [string, Kind] => [
      `conversions:${click}`,
      { kind: "conversions", click },
    ]),
  ]);
}

/** The rows of a file of `kind`, of those whom `whom` means. */
export async function sheetOf(deps: Deps, view: View, kind: Kind, whom: Whom): Promise<Sheet> {
  const { files } = view.words.export;
  return { name: files[kind.kind], ...(await rowsOf(deps, view, kind, whom)) };
}

async function rowsOf(deps: Deps, view: View, kind: Kind, whom: Whom): Promise<Omit<Sheet, "name">> {
  const { db, catalog, now } = deps;
  switch (kind.kind) {
    case "submissions":
      return submissionsSheet(db, catalog, await readUsedNames(db), whom);
    case "leads":
      return peopleSheet(db, catalog, await readUsedNames(db), whom, now());
    case "consents":
      return consentsSheet(db, catalog, await countReceipts(db), whom);
    case "coupons":
      return couponsSheet(deps, view, { list: "all", magnet: null, shop: null, batch: null });
    case "suppression":
      return suppressionSheet(db, catalog);
    case "meta":
      return metaSheet(db, catalog, await readUsedNames(db, kind.form), whom, kind.form);
    case "audience":
      return audienceSheet(deps, await readUsedNames(db), whom, kind.platform);
    case "conversions":
      return conversionsSheet(db, catalog, whom, kind.click, view.words.export.conversions);
  }
}
