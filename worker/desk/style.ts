import type { Colours } from "../../content/schema/catalog.ts";
import { acts } from "./style/acts.ts";
import { bar } from "./style/bar.ts";
import { base } from "./style/base.ts";
import { charts } from "./style/charts.ts";
import { fields } from "./style/fields.ts";
import { figures } from "./style/figures.ts";
import { leads } from "./style/leads.ts";
import { mailings } from "./style/mailings.ts";
import { pages } from "./style/pages.ts";
import { phone } from "./style/phone.ts";
import { tables } from "./style/tables.ts";

/** The desk's style sheet, inlined into each page and named in the policy by its hash. */
export function styleSheet({ primary, onPrimary }: Colours): string {
  return `:root{--brand:${primary};--on-brand:${onPrimary};${rules}`;
}

const rules = [base, bar, tables, acts, fields, figures, charts, pages, phone, leads, mailings].join("\n");
