import { permissionSql } from "../mailings/permission.ts";

/**
 * Says of a row of `lead` why mails of a purpose may not go there, by consent alone, for a sale allows only some mails;
 * NULL: they may. The purpose is bound as `?first`, and after it no form (`noForms`).
 *
 * Whether the inbox takes mails is asked of `suppression`, by those who know its hash.
 */
export function whyNot(first: number): string {
  return permissionSql({ purpose: `?${first}`, forms: `?${first + 1}`, sales: "0", inbox: "NULL" });
}

/** The forms that ask for a consent, which matter beside sales alone. */
export const noForms = "[]";
