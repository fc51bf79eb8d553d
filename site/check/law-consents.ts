import { freePurposes, tellsOfOpenings } from "../../content/schema/consent.ts";
import type { CheckedForm } from "./checked.ts";
import { found, phrase } from "./phrase.ts";
import type { Rule, Spot } from "./rule.ts";

/** Words by which a consent's text says what it is for, in both languages. */
const purposeWords = {
  marketing: phrase(
    "marketing",
    "offert[ae]",
    "promozion",
    "newsletter",
    "novità",
    "pubblicit",
    "offers?",
    "news\\b",
    "promotion",
    "advertis",
  ),
  profiling: phrase("profilazion", "profilar", "abitudini", "profiling", "build a profile", "your habits"),
  partners: phrase(
    "terz[ei] parti",
    "soggetti terzi",
    "a terzi",
    "i? ?nostri partner",
    "partner\\b",
    "partners\\b",
    "third part",
  ),
  tracking: phrase("traccia", "aperture delle", "sapere se apro", "pixel", "track(?:ing|ed)?\\b"),
  terms: phrase(
    "condizioni generali",
    "termini e condizioni",
    "il regolamento",
    "terms and conditions",
    "the rules",
  ),
} as const;

const everything = phrase(
  "tutte le finalità",
  "tutti gli scopi",
  "ogni finalità",
  "all purposes",
  "any purpose",
);

const withdrawal = phrase("ritir", "revoc", "disiscri", "cancellarmi", "withdraw", "unsubscrib", "opt out");

const forced = phrase(
  "obbligatori",
  "necessari[oa] (?:per|a) (?:ricever|scaricar|ottener|aver|prosegui|procede)",
  "indispensabil",
  "senza (?:il |questo )?consenso non (?:puoi|possiamo)",
  "per (?:ricevere|scaricare|ottenere)[^.]{0,40}(?:devi|occorre|bisogna)",
  "mandatory",
  "required (?:to|for|in order)",
  "necessary (?:to|for|in order)",
  "you must (?:agree|accept)",
);

const bundled = phrase(
  "(?:scaricando|inviando|compilando|premendo|cliccando|proseguendo)[^.]{0,80}(?:accett|acconsent|autorizz)",
  "by (?:downloading|submitting|sending|pressing|clicking|continuing)[^.]{0,80}(?:agree|accept|consent)",
);

const named = phrase("settor", "categori", "elenco", "sectors?", "categor", "list of");

export const consentRules: Rule[] = [
  {
    id: "consent-catch-all",
    severity: "error",
    reason: "One tick for several purposes is no specific consent, and so none at all.",
    source:
      "GDPR art. 4(11), art. 6(1)(a), recital 43; Garante, guidelines against spam, provision 330 of 4 July 2013",
    cure: "Write one consent for each purpose, each with its own words.",
    check: ({ forms }) =>
      eachConsent(forms, ({ text }) => {
        if (everything.test(text)) return "One tick asks for every purpose at once.";
        const purposes = found(purposeWords, text);
        return purposes.length > 1 ? `One tick asks for several purposes: ${purposes.join(", ")}.` : null;
      }),
  },
  {
    id: "consent-forced",
    severity: "error",
    reason: "A consent that is the price of a download is not free, and so not valid.",
    source: "GDPR art. 7(4), recital 43; Garante, guidelines against spam, provision 330 of 4 July 2013",
    cure: "Say that people receive it either way, and take the condition out of the words.",
    check: ({ forms }) => [
      ...eachConsent(forms, ({ text, purpose, required }) => {
        const free = text.replace(
          /\b(?:non è|non sono|it is not|not)\s+(?:obbligatori\p{L}*|necessari\p{L}*|mandatory|required|necessary)/giu,
          "",
        );
        if (required && purposeWords.marketing.test(text))
          return "A required tick asks to agree to marketing under another name.";
        return freePurposes.includes(purpose) && forced.test(free)
          ? "The words say that people cannot do without this consent."
          : null;
      }),
      ...forms.flatMap((form) =>
        wordsAround(form).flatMap(({ at, text }) =>
          bundled.test(text)
            ? [{ file: form.file, at, message: "Sending the form is said to be a consent." }]
            : [],
        ),
      ),
    ],
  },
  {
    id: "consent-unconfirmed",
    severity: "warning",
    reason: "Without a confirmation from the address itself, nobody can prove who agreed to marketing.",
    source: "GDPR art. 7(1); Garante, provision 330 of 4 June 2025 (doc. web 10143278)",
    cure: "Make the e-mail field required: a mail then asks for the confirmation. Or ask no such consent here.",
    check: ({ landings }) =>
      landings.flatMap(({ entry, file }) => {
        const { form } = entry;
        const asked = form.consents.find(({ purpose }) => freePurposes.includes(purpose));
        const mailed = form.fields.some(({ type, ...field }) => type === "email" && isRequired(field));
        // Whoever gives an address is asked by mail, whatever the page gives away and where.
        if (asked === undefined || mailed) return [];
        const message = `Consent to ${asked.purpose} is asked of people who need not give an e-mail.`;
        return [{ file, at: ["form"], message }];
      }),
  },
  {
    id: "consent-no-withdrawal",
    severity: "warning",
    reason: "People must be told, before they agree, that they may change their mind.",
    source: "GDPR art. 7(3)",
    cure: "Add that the consent may be withdrawn at any time, and how.",
    check: ({ forms }) =>
      eachConsent(forms, ({ text, purpose }) =>
        freePurposes.includes(purpose) && !withdrawal.test(text)
          ? "The words do not say that this consent may be withdrawn."
          : null,
      ),
  },
  {
    id: "consent-partners",
    severity: "warning",
    reason: "Who receives the data must be named, or at least their kind of business.",
    source: "GDPR art. 13(1)(e); Garante, guidelines against spam, provision 330 of 4 July 2013",
    cure: "Name the partners, or the sectors they work in.",
    check: ({ forms }) =>
      eachConsent(forms, ({ text, purpose }) =>
        (purpose === "partners" || purposeWords.partners.test(text)) &&
        !named.test(text) &&
        !text.includes(":")
          ? "The words do not say who the partners are."
          : null,
      ),
  },
  {
    id: "consent-openings",
    severity: "warning",
    reason: "Whether somebody opens their mails may be kept only of those who agreed to exactly that.",
    source: "Directive 2002/58/EC art. 5(3); Garante, provision 284 of 2026 on tracking pixels in e-mail",
    cure: "Say in the words that the openings of mails are measured, and set opens: person in content/site.yaml; or leave out both.",
    check: ({ forms, content }) =>
      eachConsent(forms, ({ text, purpose }) => {
        if (purpose !== "tracking") return null;
        const isKept = content.site.opens === "person";
        if (isKept === tellsOfOpenings(text)) return null;
        return isKept
          ? "The words do not tell of openings: those of whoever agrees to them are not kept."
          : "The words tell of openings, and site.yaml keeps none of a person's.";
      }),
  },
];

type AskedConsent = CheckedForm["consents"][number]["consent"];

/** One spot for every consent about which `complaint` has something to say. */
function eachConsent(
  forms: readonly CheckedForm[],
  complaint: (consent: AskedConsent) => string | null,
): Spot[] {
  return forms.flatMap(({ file, consents }) =>
    consents.flatMap(({ consent, at }) => {
      const message = complaint(consent);
      return message === null ? [] : [{ file, at: [...at, "text"], message }];
    }),
  );
}

/** What a form says around its fields. */
function wordsAround({ form, prefix }: CheckedForm): { at: (string | number)[]; text: string }[] {
  const notes = form.fields.flatMap((field, place) =>
    field.type === "note" ? [{ at: [...prefix, "fields", place, "text"], text: field.text }] : [],
  );
  return [
    ...notes,
    ...(form.welcome?.text ? [{ at: [...prefix, "welcome", "text"], text: form.welcome.text }] : []),
    ...(form.reassurance ? [{ at: [...prefix, "reassurance"], text: form.reassurance }] : []),
  ];
}

function isRequired(field: object): boolean {
  return "required" in field && field.required === true;
}
