import type { CatalogForm } from "../../content/schema/catalog.ts";
import type { ConsentLock, Wording } from "../../content/schema/consent-lock.ts";
import type { Form } from "../../content/schema/form.ts";
import { digestOfWords } from "./lock.ts";

/** A wording that the lock does not hold yet. */
export interface NewWording {
  /** The form's key in the catalog. */
  form: string;
  purpose: string;
  version: number;
  text: string;
  /** The wording before it; null when the consent is new. */
  before: Wording | null;
}

/** `form` with the number of each consent's wording: that of the lock, or the next one when the words are new. */
export function versioned(name: string, form: Form, lock: ConsentLock): CatalogForm {
  const consents = form.consents.map((consent) => {
    const last = lastOf(lock, name, consent.purpose);
    const same = last !== null && last.sha256 === digestOfWords(consent.text);
    return { ...consent, version: same ? last.version : (last?.version ?? 0) + 1 };
  });
  return { ...form, consents };
}

/** Every wording in `forms` that the lock does not hold. */
export function newWordings(forms: ReadonlyMap<string, CatalogForm>, lock: ConsentLock): NewWording[] {
  return [...forms].flatMap(([form, { consents }]) =>
    consents.flatMap(({ purpose, text, version = 1 }) => {
      const before = lastOf(lock, form, purpose);
      return before?.version === version ? [] : [{ form, purpose, version, text, before }];
    }),
  );
}

/** `lock` with `added`, first asked on `day`; nothing that it holds is ever changed or dropped. */
export function withWordings(lock: ConsentLock, added: readonly NewWording[], day: string): ConsentLock {
  const next = structuredClone(lock);
  for (const { form, purpose, version, text } of added) {
    next[form] ??= {};
    next[form][purpose] ??= [];
    next[form][purpose].push({ version, from: day, sha256: digestOfWords(text), text });
  }
  return next;
}

function lastOf(lock: ConsentLock, form: string, purpose: string): Wording | null {
  const purposes = Object.hasOwn(lock, form) ? lock[form] : undefined;
  return purposes !== undefined && Object.hasOwn(purposes, purpose)
    ? (purposes[purpose]?.at(-1) ?? null)
    : null;
}
