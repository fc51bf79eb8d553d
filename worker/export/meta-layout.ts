import type { CatalogForm } from "../../content/schema/catalog.ts";
import { type Field, isAsked } from "../../content/schema/field.ts";

/**
 * Meta's lead file, as its Leads Center hands it out, and what each of its columns is here.
 *
 * | Meta's column | here |
 * |---|---|
 * | `id` | `l:` and the number that Meta gave the lead, or else the submission's own |
 * | `created_time` | when it was sent, here or where it was imported from: local time with its offset |
 * | `ad_id`, `adset_id`, `campaign_id` | `ag:`, `as:`, `c:` and the number that came along with the visit (`ad_id` or `hsa_ad`, and so on) |
 * | `ad_name`, `adset_name`, `campaign_name` | `utm_content`, `utm_term`, `utm_campaign`; or else the landing's campaign |
 * | `form_id`, `form_name` | `f:` and the form's name; the form's name |
 * | `is_organic` | `false` where a paid click brought the visit |
 * | `platform` | `fb`, `ig`, `an`, `msg`, `wa`; or else the short name of the source |
 * | questions | by the field's name; one that Meta uses for something else gets a question mark after it |
 * | `submission.landing` | the landing, which Meta knows nothing of |
 * | `consent.<purpose>`, `consent.<purpose>.since` | `given`, `confirmed` or `withdrawn`, and since when: so that a way out and in again keeps them |
 * | standard fields | the first field of each type that Meta asks itself, such as `phone_number`, `p:` before the number |
 * | `lead_status` | what the business makes of the lead, in Meta's words |
 *
 * Several answers to one question stand in one cell with ` | ` between them. A cell may have been made inert for
 * spreadsheets: an importer reads it through `plainText`, and then through `bareCell`.
 */
export const metaHeads = [
  "id",
  "created_time",
  "ad_id",
  "ad_name",
  "adset_id",
  "adset_name",
  "campaign_id",
  "campaign_name",
  "form_id",
  "form_name",
  "is_organic",
  "platform",
] as const;
export type MetaHead = (typeof metaHeads)[number];

/** The last column. */
export const statusHead = "lead_status";

/** The column of the landing. */
export const landingHead = "submission.landing";

/** What stands before the cells of a column, by its head: it keeps spreadsheets from making numbers of them. */
const metaPrefixes: Readonly<Record<string, string>> = {
  id: "l:",
  ad_id: "ag:",
  adset_id: "as:",
  campaign_id: "c:",
  form_id: "f:",
  phone_number: "p:",
  work_phone_number: "p:",
  zip_code: "z:",
  post_code: "z:",
};

/** What Meta calls the fields that it asks itself, by our type. */
export const metaFields: Readonly<Partial<Record<Field["type"], string>>> = {
  email: "email",
  phone: "phone_number",
  "given-name": "first_name",
  "family-name": "last_name",
  name: "full_name",
  company: "company_name",
  "job-title": "job_title",
  "street-address": "street_address",
  city: "city",
  province: "province",
  "postal-code": "zip_code",
  country: "country",
  birthday: "date_of_birth",
};

/** What Meta calls where a lead stands for the business. */
export const metaStatuses = {
  new: "CREATED",
  contacted: "CONTACTED",
  qualified: "QUALIFIED",
  customer: "CONVERTED",
  lost: "LOST",
} as const;
export type LeadStatus = keyof typeof metaStatuses;

// What else stands in that column, as people rename the stages of the Leads Center.
const otherStatuses: Readonly<Record<string, LeadStatus>> = {
  intake: "new",
  raw: "new",
  new: "new",
  complete: "new",
  "not contacted": "new",
  "in progress": "contacted",
  customer: "customer",
  closed: "customer",
  won: "customer",
  disqualified: "lost",
  unqualified: "lost",
  "not interested": "lost",
};

/** What the business makes of a lead by what Meta's last column says; null: nothing that is known. */
export function statusOfMeta(cell: string): LeadStatus | null {
  const said = cell.trim().toLowerCase().replaceAll("_", " ");
  const own = Object.entries(metaStatuses).find(([, name]) => name.toLowerCase() === said);
  return own === undefined ? (otherStatuses[said] ?? null) : (own[0] as LeadStatus);
}

/** `cell` with the prefix that Meta puts before the cells of `head`; nothing stays nothing. */
export function prefixedCell(head: string, cell: string): string {
  return cell === "" ? "" : `${metaPrefixes[head] ?? ""}${cell}`;
}

/** `cell` without that prefix, where it has it. */
export function bareCell(head: string, cell: string): string {
  const prefix = metaPrefixes[head] ?? "";
  return cell.startsWith(prefix) ? cell.slice(prefix.length) : cell;
}

/** One field of a form and the column that it stands in. */
export interface MetaColumn {
  head: string;
  field: string;
  type: Field["type"];
}

/** The columns of `form`: its questions, and the fields that Meta asks itself, each in the form's order. */
export function metaColumnsOf(form: Pick<CatalogForm, "fields">): {
  questions: MetaColumn[];
  standard: MetaColumn[];
} {
  const questions: MetaColumn[] = [];
  const standard: MetaColumn[] = [];
  for (const field of form.fields) {
    if (field.type !== "hidden" && !isAsked(field)) continue;
    const { name, type } = field;
    const head = metaFields[type];
    // Meta asks each of its own fields once; a second address is a question of its own.
    const isFirst = head !== undefined && !standard.some((column) => column.head === head);
    if (isFirst) standard.push({ head, field: name, type });
    else questions.push({ head: questionHead(name), field: name, type });
  }
  return { questions, standard };
}

const taken = new Set<string>([...metaHeads, ...Object.values(metaFields), statusHead]);

/** The column of the question `field`: no field's name has a question mark, so one can tell. */
export function questionHead(field: string): string {
  return taken.has(field) ? `${field}?` : field;
}

/** The two columns of a purpose. */
export function consentHeads(purpose: string): { state: string; since: string } {
  return { state: `consent.${purpose}`, since: `consent.${purpose}.since` };
}

/** An answer as Meta writes it: several with a bar between, a birthday with the month first. */
export function metaAnswer(type: Field["type"], answer: string | readonly string[] | undefined): string {
  const text = typeof answer === "string" ? answer : (answer ?? []).join(" | ");
  return type === "birthday" ? text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$2/$3/$1") : text;
}

/** What was answered, by what Meta wrote of it. */
export function answerOfMeta(type: Field["type"], cell: string): string {
  return type === "birthday" ? cell.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, "$3-$1-$2") : cell;
}

const platforms: Readonly<Record<string, string>> = {
  fb: "fb",
  facebook: "fb",
  meta: "fb",
  ig: "ig",
  instagram: "ig",
  an: "an",
  audience_network: "an",
  msg: "msg",
  messenger: "msg",
  wa: "wa",
  whatsapp: "wa",
};

const paidMedium = /^(?:cpc|ppc|cpm|cpa|paid.*|ads?|display|retargeting)$/i;
const clicks = ["gclid", "gbraid", "wbraid", "msclkid", "ttclid"];

/** Where a visit came from, in Meta's columns. */
export function metaSource(
  marks: Readonly<Record<string, string>>,
  label: string,
  campaign: string,
): Pick<
  Record<MetaHead, string>,
  | "ad_id"
  | "ad_name"
  | "adset_id"
  | "adset_name"
  | "campaign_id"
  | "campaign_name"
  | "is_organic"
  | "platform"
> {
  const first = (...keys: string[]) => keys.map((key) => marks[key] ?? "").find((mark) => mark !== "") ?? "";
  const ids = {
    ad_id: first("ad_id", "hsa_ad"),
    adset_id: first("adset_id", "hsa_grp"),
    campaign_id: first("campaign_id", "hsa_cam"),
  };
  const isPaid =
    first(...clicks, ...Object.keys(ids), "hsa_ad") !== "" || paidMedium.test(first("utm_medium"));
  return {
    ...ids,
    // A campaign without a number of Meta's goes by the name that the landing gives it.
    campaign_id: ids.campaign_id === "" ? campaign : ids.campaign_id,
    ad_name: first("utm_content"),
    adset_name: first("utm_term"),
    campaign_name: first("utm_campaign") || campaign,
    is_organic: String(!isPaid),
    platform: platforms[first("utm_source").toLowerCase()] ?? label,
  };
}
