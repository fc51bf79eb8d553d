import { permissionOf } from "../mailings/permission.ts";

/** Whom the lists take for somebody to write to: by a confirmed consent alone, for a sale allows only some mails. */
const byConsent = { now: 0, purpose: "", sales: false, asking: [], caps: { day: 1, week: 1 } };

/**
 * Says of a row of `lead` why mails of a purpose may not go there; NULL: they may. The purpose is bound as `?first`, and
 * after it no form (`noForms`).
 *
 * Whether the inbox takes mails is asked of `suppression`, by those who know its hash.
 */
export function whyNot(first: number): string {
  return permissionOf(byConsent, first).sql;
}

/** The forms that ask for a consent, which matter beside sales alone. */
export const noForms = "[]";
