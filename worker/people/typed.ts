import * as z from "zod";
import type { Catalog } from "../../content/schema/catalog.ts";
import type { Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { type Role, roles } from "./member.ts";
import type { MemberDraft } from "./store-members.ts";

/** What was typed into the form about a member. */
export type Typed = Record<"name" | "email" | "role" | "shop", string>;

/** The most letters that a name has. */
export const longestName = 80;

/** What `body` says of a member, in one line each. */
export function typedIn(body: Record<string, unknown>): Typed {
  const text = (name: keyof Typed, longest: number) => {
    const value = body[name];
    return typeof value === "string"
      ? value.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, longest)
      : "";
  };
  return {
    name: text("name", 200),
    email: text("email", 254),
    role: text("role", 20),
    shop: text("shop", 100),
  };
}

/** The member that was typed, or what is to be mended. */
export function judge(view: View, typed: Typed): MemberDraft | Problem[] {
  const { errors } = view.texts.people;
  const email = typed.email.toLowerCase();
  const role = roles.find((each) => each === typed.role);
  const shop = shopOf(view.catalog, role, typed.shop);
  const wrong: Problem[] = [
    ...(typed.name === "" || typed.name.length > longestName ? [{ field: "name", text: errors.name }] : []),
    ...(email === "" || z.email().safeParse(email).success ? [] : [{ field: "email", text: errors.email }]),
    ...(role === undefined ? [{ field: "role", text: errors.role }] : []),
    ...(shop === undefined ? [{ field: "shop", text: errors.shop }] : []),
  ];
  if (wrong.length > 0 || role === undefined || shop === undefined) return wrong;
  return { name: typed.name, email: email === "" ? null : email, role, shop };
}

/** The shop of staff, null for all others; undefined where staff would have none. */
function shopOf({ site }: Catalog, role: Role | undefined, typed: string): string | null | undefined {
  return role === "staff" ? site.shops.find(({ name }) => name === typed)?.name : null;
}
