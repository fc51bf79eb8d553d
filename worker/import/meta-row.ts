import type { Catalog } from "../../content/schema/catalog.ts";
import type { MetaForm } from "../../content/schema/meta.ts";
import { findLanding } from "../landing.ts";
import { judgeRow, lenient, type Refusal } from "./judge-row.ts";
import type { MetaLead } from "./meta-graph.ts";
import type { Reading } from "./reading.ts";
import type { Arrival } from "./take.ts";
import { guessColumns } from "./targets.ts";

/** The form of Meta's that site.yaml names, or null. */
function metaFormOf({ site }: Catalog, form: string): MetaForm | null {
  return (Object.hasOwn(site.meta.forms, form) && site.meta.forms[form]) || null;
}

/** What `lead` of Meta's `form` says, as a row of its file would. */
export function arrivalOf(catalog: Catalog, form: string, lead: MetaLead): Arrival | Refusal {
  const told = metaFormOf(catalog, form);
  const here = told === null ? null : findLanding(catalog, told.landing);
  if (told === null || here === null) return { reason: "unknown", field: null };
  const fixed = Object.entries({
    id: lead.id,
    created_time: lead.created_time,
    ad_id: lead.ad_id,
    ad_name: lead.ad_name,
    adset_id: lead.adset_id,
    adset_name: lead.adset_name,
    campaign_id: lead.campaign_id,
    campaign_name: lead.campaign_name,
    form_id: form,
    platform: lead.platform,
  });
  const asked = lead.field_data.map(({ name, values }) => [name, values.join(" | ")] as const);
  const heads = [...fixed, ...asked].map(([head]) => head);
  const named = new Map(Object.entries(told.fields).map(([question, field]) => [question, `field:${field}`]));
  const chosen = new Set(named.values());
  const guessed = guessColumns(heads, here.form).map((target) => (chosen.has(target) ? "" : target));
  const reading: Reading = {
    encoding: "utf-8",
    separator: ",",
    heads,
    samples: [],
    meta: true,
    columns: heads.map((head, place) => named.get(head) ?? guessed[place] ?? ""),
    claims: Object.entries(told.consents)
      .filter(([, { key }]) => key === undefined || isTicked(lead, key))
      .map(([purpose, { wording }]) => ({ purpose, wording })),
  };
  const cells = [...fixed, ...asked].map(([, cell]) => cell ?? "");
  const judged = judgeRow(cells, reading, lenient(here.form), catalog.site.timeZone);
  if ("reason" in judged) return judged;
  return { here, row: judged, key: `meta:l:${lead.id}`, from: `meta:${form}`, claims: reading.claims };
}

function isTicked({ custom_disclaimer_responses: ticks }: MetaLead, key: string): boolean {
  return ticks.some(
    ({ checkbox_key: name, is_checked: state }) =>
      name === key && (state === true || state === "1" || state === "true"),
  );
}
