import type { Catalog, CatalogForm } from "../../content/schema/catalog.ts";
import { hexDigest } from "../digest.ts";
import { formHashOf } from "../draft.ts";

/** Where a person stands on one purpose. */
export interface Standing {
  purpose: string;
  /** `never`: a form asks for it, and it was never ticked. */
  state: "never" | "given" | "confirmed" | "withdrawn";
  at: number | null;
  wording: string;
}

interface StateRow {
  purpose: string;
  state: "given" | "confirmed" | "withdrawn";
  at: number;
  wording: string;
}

/** Where a person stands on every purpose: those once agreed to, and those that the person's forms ask. */
export interface Standings {
  list: Standing[];
  /** Whether the person had all mails stopped that nobody asked for. */
  suppressed: boolean;
  /** Whether it was the person's silence that stopped them. */
  silent: boolean;
}

/** Where the lead stands; `inbox` is the hash of the lead's address. */
export async function readStandings(
  db: D1Database,
  catalog: Catalog,
  lead: string | null,
  inbox: string | null,
): Promise<Standings> {
  const [states, forms, stopped] = await Promise.all([
    db
      .prepare("SELECT purpose, state, at, wording FROM consent_state WHERE lead_id = ?1 ORDER BY receipt_id")
      .bind(lead)
      .all<StateRow>(),
    db
      .prepare("SELECT form FROM submission WHERE lead_id = ?1 GROUP BY form ORDER BY max(at) DESC")
      .bind(lead)
      .all<{ form: string }>(),
    db
      .prepare("SELECT silent FROM suppression WHERE inbox = ?1 AND reason IN ('unsubscribed', 'erased')")
      .bind(inbox)
      .first<0 | 1>("silent"),
  ]);
  const known = states.results;
  const asked = forms.results.flatMap(({ form }) => consentsOf(catalog, form));
  const purposes = new Set(known.map(({ purpose }) => purpose));
  const never = new Map(
    asked.filter(({ purpose }) => !purposes.has(purpose)).map((consent) => [consent.purpose, consent]),
  );
  return {
    list: [
      ...known,
      ...[...never.values()].map(({ purpose, text }) => ({
        purpose,
        wording: text,
        at: null,
        state: "never" as const,
      })),
    ].sort((one, other) => Number(one.purpose === "tracking") - Number(other.purpose === "tracking")),
    suppressed: stopped !== null,
    silent: stopped === 1,
  };
}

// What a form demands is what it cannot be answered without: it is given by sending it, and no purpose to be switched on later.
function consentsOf({ forms }: Catalog, name: string) {
  return formNamed(forms, name)?.consents.filter(({ required }) => !required) ?? [];
}

function formNamed(forms: Catalog["forms"], name: string): CatalogForm | undefined {
  return Object.hasOwn(forms, name) ? forms[name] : undefined;
}

/** A consent as a form asks it today, ready for its first receipt. */
export interface AskedConsent {
  purpose: string;
  wording: string;
  wordingHash: string;
  version: number | null;
  form: string;
  formHash: string;
}

/** The consents among `purposes` as the forms named `names` ask them. */
export async function askedConsents(
  { forms }: Catalog,
  names: readonly string[],
  purposes: readonly string[],
): Promise<AskedConsent[]> {
  const found = names.flatMap((name) => {
    const form = formNamed(forms, name);
    return form === undefined ? [] : form.consents.map((consent) => ({ name, form, consent }));
  });
  const wanted = purposes.flatMap(
    (purpose) => found.find(({ consent }) => consent.purpose === purpose) ?? [],
  );
  return Promise.all(
    wanted.map(async ({ name, form, consent }) => ({
      purpose: consent.purpose,
      wording: consent.text,
      wordingHash: await hexDigest(consent.text),
      version: consent.version ?? null,
      form: name,
      formHash: await formHashOf(form),
    })),
  );
}
