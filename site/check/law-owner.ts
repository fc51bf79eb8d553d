import { isAsked } from "../../content/schema/field.ts";
import type { Checked, CheckedForm } from "./checked.ts";
import { phrase } from "./phrase.ts";
import type { Rule, Spot } from "./rule.ts";

const siteFile = "content/site.yaml";
const day = 86_400;
/** Two years, as `24 months` comes out. */
const twoYears = 24 * 2_629_800;

const sensitive = phrase(
  "salute",
  "malatti",
  "patologi",
  "allergi",
  "intolleran",
  "celiac",
  "gravidanza",
  "incinta",
  "disabil",
  "diabet",
  "farmac[io]",
  "religio",
  "orientamento sessuale",
  "etni[ac]",
  "sindacat",
  "opinioni politiche",
  "health",
  "illness",
  "disease",
  "allerg",
  "intoleran",
  "coeliac",
  "pregnan",
  "medication",
  "sexual orientation",
  "ethnic",
  "trade union",
  "political opinion",
);

const tooYoung = phrase(
  "(?:meno|sotto i|minore) (?:di )?1[0-8]\\b",
  "minorenn",
  "under 1[0-8]\\b",
  "younger than 1[0-8]\\b",
);

export const ownerRules: Rule[] = [
  {
    id: "owner-details",
    severity: "warning",
    reason: "A business's site must show its partita IVA, and people must know whom they deal with.",
    source: "DPR 633/1972 art. 35(1); d.lgs. 70/2003 art. 7; GDPR art. 13(1)(a)",
    cure: "Add owner.vat to content/site.yaml; who has none silences the rule there, with the reason.",
    check: ({ content: { site } }) =>
      site.owner.vat === undefined && site.owner.address.country === "IT"
        ? [{ file: siteFile, at: ["owner"], message: "The owner's partita IVA is missing." }]
        : [],
  },
  {
    id: "owner-pec",
    severity: "note",
    reason: "A certified address is a contact that requests about data can be proved to have reached.",
    source: "GDPR art. 13(1)(a) and art. 12(2)",
    cure: "Add owner.pec to content/site.yaml, where the business has one.",
    check: ({ content: { site } }) =>
      site.owner.pec === undefined && site.owner.address.country === "IT"
        ? [{ file: siteFile, at: ["owner"], message: "The owner's PEC is not shown." }]
        : [],
  },
  {
    id: "retention",
    severity: "warning",
    reason: "How long data are kept is the owner's decision, and must be told.",
    source:
      "GDPR art. 5(1)(e) and art. 13(2)(a); 24 months for marketing: Garante on fidelity cards, 2005, as a yardstick",
    cure: "Write retention into content/site.yaml: leads up to 24 months, unconfirmed up to 30 days, networks up to 90 days.",
    check: retentionSpots,
  },
  {
    id: "privacy-notice",
    severity: "error",
    reason: "Who asks for data must say there and then who they are, why, and for how long.",
    source: "GDPR art. 13",
    cure: "Let the template use templates/parts/Form.astro or Notice.astro, and link the privacy page.",
    check: ({ landings, built, content }) =>
      landings.flatMap(({ entry, file }) => {
        const html = built?.get(entry.path)?.html;
        if (html === undefined) return [];
        const address = `${entry.locale === content.site.locale ? "" : `/${entry.locale}`}/privacy/`;
        const has = html.includes('class="law"') && html.includes(`href="${address}"`);
        return has
          ? []
          : [{ file, at: ["template"], message: "The built page lacks the notice or its privacy link." }];
      }),
  },
  {
    id: "special-category",
    severity: "error",
    reason: "Health, belief, origin and the like may be asked only with a consent that names them.",
    source: "GDPR art. 9(1) and art. 9(2)(a)",
    cure: "Do not ask, or add a consent of its own that says explicitly what is agreed to, such as the use of allergies.",
    check: ({ forms }) => forms.flatMap(sensitiveSpots),
  },
  {
    id: "birthday",
    severity: "warning",
    reason: "A date of birth is seldom needed; of children under 14 it means that a parent must consent.",
    source: "GDPR art. 5(1)(c) and art. 8; d.lgs. 196/2003 art. 2-quinquies",
    cure: "Leave the question out, or say in its hint what it is for.",
    check: ({ forms }) => forms.flatMap(ageSpots),
  },
];

function retentionSpots({ content: { site, forms }, written }: Checked): Spot[] {
  const file = siteFile;
  const value = written(file);
  const asked =
    typeof value === "object" && value !== null && "retention" in value ? value.retention : undefined;
  const spots: Spot[] = [];
  const say = (key: string, message: string) => spots.push({ file, at: ["retention", key], message });
  const asksMarketing = [...forms.values()].some(({ consents }) => consents.length > 0);
  const { leads, unconfirmed, networks } = site.retention;
  if (typeof asked !== "object" || asked === null || !("leads" in asked))
    say("leads", "How long leads are kept is not written; 24 months is only a default.");
  if (leads > twoYears && asksMarketing)
    say("leads", "Leads who agreed to marketing are kept beyond 24 months.");
  if (unconfirmed > 30 * day) say("unconfirmed", "Addresses nobody confirmed are kept beyond 30 days.");
  if (unconfirmed > leads) say("unconfirmed", "Unconfirmed leads are kept longer than confirmed ones.");
  if (networks > 90 * day) say("networks", "Network addresses are kept beyond 90 days.");
  return spots;
}

function sensitiveSpots({ file, fields, consents }: CheckedForm): Spot[] {
  if (consents.some(({ consent }) => sensitive.test(consent.text))) return [];
  return fields.flatMap(({ field, at }) => {
    const named = wordsOf(field).find((words) => sensitive.test(words));
    if (named === undefined) return [];
    return [
      { file, at, message: `"${named}" asks about a special category of data without a consent for it.` },
    ];
  });
}

function ageSpots({ file, fields }: CheckedForm): Spot[] {
  return fields.flatMap(({ field, at }) => {
    if (field.type === "birthday" && field.hint === undefined)
      return [{ file, at, message: "The date of birth is asked without a word on why." }];
    return wordsOf(field).some((words) => tooYoung.test(words))
      ? [{ file, at, message: "The question reckons with minors." }]
      : [];
  });
}

/** The words by which a field asks; hints and notes say other things too. */
function wordsOf(field: CheckedForm["form"]["fields"][number]): string[] {
  if (!isAsked(field)) return [];
  const options = field.type === "choice" ? field.options.map(({ label }) => label) : [];
  return [...(field.label === undefined ? [] : [field.label]), ...options];
}
