import type { CatalogForm } from "../../content/schema/catalog.ts";
import { type Field, isAsked } from "../../content/schema/field.ts";
import { type Texts, textsIn } from "../../content/schema/locales/worker.ts";
import { localeSchema } from "../../content/schema/primitives.ts";
import { metaFields, metaHeads } from "../export/meta-layout.ts";
import { sourceKeys } from "../source.ts";

/**
 * What a column becomes: `field:<name>` an answer, `names` a given and a family name in one cell, `consent:<purpose>` a
 * purpose agreed to, `mark:<key>` where the lead came from, `key` the name that another system has for it, `created`
 * when it came there, `landing`, `tag`, `status`; or nothing, the empty text.
 */
export type Target = string;

/** What a column of `form` may become. */
export function targetsFor(form: CatalogForm): Target[] {
  const fields = answerable(form);
  const has = (type: Field["type"]) => fields.some((field) => field.type === type);
  return [
    "",
    ...fields.map(({ name }) => `field:${name}`),
    ...(has("given-name") && has("family-name") ? ["names"] : []),
    ...form.consents.map(({ purpose }) => `consent:${purpose}`),
    ...["key", "created", "landing", "tag", "status"],
    ...marks.map((mark) => `mark:${mark}`),
  ];
}

/** Whether `heads` are those of a file of Meta's lead ads, whatever language its questions are in. */
export function isMeta(heads: readonly string[]): boolean {
  const known = heads.map(plainHead);
  return ["id", "created_time", "form_id"].every((head) => known.includes(head));
}

/** What each of `heads` most likely becomes for `form`; each target but tags at most once. */
export function guessColumns(heads: readonly string[], form: CatalogForm): Target[] {
  const meta = isMeta(heads);
  const possible = new Set(targetsFor(form));
  const used = new Set<Target>();
  return heads.map((head) => {
    const guess =
      guessesFor(head, form, meta).find((target) => possible.has(target) && !used.has(target)) ?? "";
    if (guess !== "tag") used.add(guess);
    return guess;
  });
}

const marks = [
  ...sourceKeys,
  "platform",
  ...["ad_id", "ad_name", "adset_id", "adset_name", "campaign_id", "campaign_name"],
];

function answerable({ fields }: CatalogForm): Field[] {
  return fields.filter((field) => isAsked(field) || field.type === "hidden");
}

/** What `head` may mean, the likeliest first. */
function guessesFor(head: string, form: CatalogForm, meta: boolean): Target[] {
  const plain = plainHead(head);
  const [own] = answerable(form).filter((field) => namesOf(field).includes(plain));
  if (meta && (metaHeads as readonly string[]).includes(plain)) return [fixed[plain] ?? `mark:${plain}`];
  const consent = /^consent[._](.+?)$/.exec(head.trim().toLowerCase())?.[1];
  if (consent !== undefined) return [`consent:${consent}`];
  const types = Object.entries(words).filter(([, known]) => known.includes(plain));
  return [
    ...(own === undefined ? [] : [`field:${own.name}`]),
    ...types.flatMap(([type]) =>
      answerable(form).flatMap((field) => (field.type === type ? [`field:${field.name}`] : [])),
    ),
    ...(words.name.includes(plain) ? ["names"] : []),
    ...(fixed[plain] === undefined ? [] : [fixed[plain]]),
    ...(plain.startsWith("source_") ? [`mark:${plain.slice(7)}`] : [`mark:${plain}`]),
  ];
}

/** The names of a field in a file: its own, its words above it, and what Meta calls its type. */
function namesOf(field: Field): string[] {
  const label = "label" in field ? field.label : undefined;
  return [field.name, `${field.name}?`, label, metaFields[field.type], ...usualWords(field.type)].flatMap(
    (name) => (name === undefined ? [] : [plainHead(name)]),
  );
}

function usualWords(type: Field["type"]): string[] {
  return localeSchema.options.flatMap((locale) => {
    const labels: Partial<Record<string, string>> = textsIn(locale).labels satisfies Texts["labels"];
    return labels[type] ?? [];
  });
}

/** `head` as it is compared: small letters and figures alone, a line for all else. */
export function plainHead(head: string): string {
  return head
    .normalize("NFKD")
    .replace(/\p{M}|\ufeff/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "");
}

const fixed: Readonly<Record<string, Target>> = {
  id: "key",
  lead_id: "key",
  submission_id: "key",
  created_time: "created",
  created_at: "created",
  submission_at: "created",
  data: "created",
  date: "created",
  data_di_creazione: "created",
  submission_landing: "landing",
  landing: "landing",
  lead_status: "status",
  stato: "status",
  status: "status",
  tag: "tag",
  tags: "tag",
  etichetta: "tag",
  etichette: "tag",
  // Of no use here: the name of a form elsewhere.
  form_id: "",
  form_name: "",
  is_organic: "",
};

// What other programs, and Meta in Italian and English, call what is asked of a person.
const words = {
  email: [
    "email",
    "e_mail",
    "mail",
    "email_address",
    "indirizzo_email",
    "indirizzo_e_mail",
    "posta_elettronica",
    "lead_email",
  ],
  phone: [
    "phone",
    "phone_number",
    "telefono",
    "numero_di_telefono",
    "cellulare",
    "tel",
    "mobile",
    "lead_phone",
    "telephone",
  ],
  "given-name": ["first_name", "nome", "given_name", "lead_given_name", "nome_di_battesimo"],
  "family-name": ["last_name", "cognome", "family_name", "surname", "lead_family_name"],
  name: ["full_name", "nome_e_cognome", "nome_completo", "name", "nominativo"],
  company: ["company_name", "company", "azienda", "nome_azienda", "nome_dell_azienda", "ragione_sociale"],
  "job-title": ["job_title", "ruolo", "qualifica", "mansione"],
  "street-address": ["street_address", "address", "indirizzo", "via"],
  city: ["city", "citta", "comune", "localita"],
  province: ["province", "provincia", "state", "prov"],
  "postal-code": [
    "zip_code",
    "zip",
    "post_code",
    "postal_code",
    "cap",
    "codice_postale",
    "codice_di_avviamento_postale",
  ],
  country: ["country", "paese", "nazione", "stato_paese"],
  birthday: ["date_of_birth", "birthday", "data_di_nascita", "compleanno"],
} satisfies Partial<Record<Field["type"], readonly string[]>>;
