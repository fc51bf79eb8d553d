import { answersSchema } from "../content/schema/answers.ts";
import { type AskedField, isAsked } from "../content/schema/field.ts";
import type { Form } from "../content/schema/form.ts";
import { answersIn } from "./desk/stored.ts";
import type { Deps } from "./env.ts";
import type { Entries } from "./guards/entries.ts";
import type { LandingHere } from "./landing.ts";
import { readPhone, sayPhone } from "./phone.ts";
import { type KnownLead, readPrefill } from "./store/prefill.ts";
import { withRetries } from "./store/retry.ts";
import { hashOfToken, linkParam, looksLikeToken, tokenFor } from "./tokens.ts";

/** For how long a signed link fills in a form, in milliseconds. */
const goodFor = 30 * 86_400_000;

/** First answers to `form` that the page's own address gives, as far as each field takes them. */
export function answersInAddress(form: Form, query: URLSearchParams): Entries {
  const found: Entries = new Map();
  for (const field of form.fields) {
    if (!isAsked(field) || field.query === undefined || !query.has(field.query)) continue;
    const several = field.type === "choice" && field.multiple;
    const answer = accepted(field, several ? query.getAll(field.query) : query.get(field.query));
    if (answer !== null) found.set(field.name, answer);
  }
  return found;
}

/** First answers from the lead that the signed link names; none where it is unknown, over, or another landing's. */
export async function answersOfLink(deps: Deps, here: LandingHere, query: URLSearchParams): Promise<Entries> {
  const token = query.get(linkParam) ?? "";
  if (!here.form.prefill || !looksLikeToken(token)) return new Map();
  const hash = await hashOfToken(token);
  try {
    const lead = await withRetries(() => readPrefill(deps.db, hash, deps.now()));
    return lead === null || lead.landing !== here.path ? new Map() : answersOf(deps, here, lead);
  } catch (error) {
    // The form does without: better an empty page than none.
    deps.log({ event: "prefill", error: error instanceof Error ? error.name : "unknown" });
    return new Map();
  }
}

/** What a signed link of `lead` to `landing` is made of. */
export async function prefillLink(deps: Deps, { path, landing }: LandingHere, lead: string) {
  const subject = `${lead}/${path}`;
  const token = await tokenFor(deps.tokenSecret, "prefill", subject);
  return {
    subject,
    hash: await hashOfToken(token),
    expiresAt: deps.now() + goodFor,
    href: `${deps.publicUrl}${landing.pages.landing}?${linkParam}=${token}`,
  };
}

function answersOf({ catalog }: Deps, { form }: LandingHere, lead: KnownLead): Entries {
  const found: Entries = new Map();
  const earlier = lead.submissions.map((submission) => ({
    fields: catalog.forms[submission.form]?.fields ?? [],
    answers: answersIn(submission.answers),
  }));
  const contacts = new Map(Object.entries(lead.contacts));
  for (const field of form.fields) {
    if (!isAsked(field)) continue;
    const same = earlier
      .filter(({ fields }) => fields.some(({ name, type }) => name === field.name && type === field.type))
      .map(({ answers }) => answers[field.name]);
    // A contact belongs to the first field of its type.
    const contact = contacts.get(field.type) ?? undefined;
    contacts.delete(field.type);
    for (const value of [...same, contact]) {
      const answer = value === undefined ? null : accepted(field, value);
      if (answer === null) continue;
      found.set(field.name, answer);
      break;
    }
  }
  return found;
}

/** `value` as the page may show it in `field`, or null where the field does not take it. */
function accepted(field: AskedField, value: unknown): string | string[] | null {
  const judged = schemaOf(field).safeParse({ [field.name]: value });
  const answer = judged.data?.[field.name] ?? null;
  if (field.type !== "phone" || typeof answer !== "string") return answer;
  const number = readPhone(answer, field.country);
  return number === null ? null : sayPhone(number);
}

const schemas = new WeakMap<AskedField, ReturnType<typeof answersSchema>>();

// Whether a conditional field applies, the page itself tells.
function schemaOf(field: AskedField): ReturnType<typeof answersSchema> {
  const known = schemas.get(field);
  if (known !== undefined) return known;
  const schema = answersSchema([{ ...field, when: undefined }]);
  schemas.set(field, schema);
  return schema;
}
