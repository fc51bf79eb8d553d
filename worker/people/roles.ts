import { readCouponCode } from "../../content/schema/coupon-code.ts";
import { type Role, roles } from "./member.ts";

/** Who may read the pages under an address of the desk, and who may act there: this role and those above it. */
interface Rule {
  reads: Role;
  acts: Role;
}

// The longest beginning decides. An address that is not told here is the owner's alone.
const rules: Record<string, Rule> = {
  "/admin": { reads: "editor", acts: "editor" },
  "/admin/leads": { reads: "editor", acts: "editor" },
  "/admin/leads.csv": { reads: "owner", acts: "owner" },
  "/admin/segments": { reads: "editor", acts: "editor" },
  "/admin/export": { reads: "owner", acts: "owner" },
  "/admin/tokens": { reads: "owner", acts: "owner" },
  "/admin/steps": { reads: "editor", acts: "editor" },
  "/admin/costs": { reads: "editor", acts: "editor" },
  "/admin/coupons": { reads: "editor", acts: "editor" },
  "/admin/coupons/:code": { reads: "staff", acts: "editor" },
  "/admin/counter": { reads: "staff", acts: "staff" },
  "/admin/kiosk": { reads: "editor", acts: "editor" },
  "/admin/tills": { reads: "editor", acts: "editor" },
  "/admin/imports": { reads: "editor", acts: "editor" },
  "/admin/quarantine": { reads: "editor", acts: "editor" },
  "/admin/mail": { reads: "editor", acts: "editor" },
  "/admin/mail/go-on": { reads: "owner", acts: "owner" },
  "/admin/mail/campaigns": { reads: "editor", acts: "editor" },
  "/admin/mail/campaigns/:name/approve": { reads: "owner", acts: "owner" },
  "/admin/mail/sequences": { reads: "editor", acts: "editor" },
  "/admin/webhooks": { reads: "editor", acts: "owner" },
  "/admin/privacy": { reads: "editor", acts: "owner" },
  // Everybody sees and ends their own.
  "/admin/sessions": { reads: "staff", acts: "staff" },
  "/admin/receipts": { reads: "editor", acts: "owner" },
  "/admin/requests": { reads: "editor", acts: "owner" },
  "/admin/content": { reads: "editor", acts: "owner" },
  "/admin/settings": { reads: "editor", acts: "owner" },
  "/admin/sign-out": { reads: "staff", acts: "staff" },
};

/** Whether `role` may ask `path` by `method`. */
export function mayDo(role: Role, method: string, path: string): boolean {
  return roles.indexOf(role) <= roles.indexOf(roleFor(method, path));
}

/** The least role that may ask `address` by `method`. */
export function roleFor(method: string, address: string): Role {
  const path = placeOf(address);
  const [, rule] =
    Object.entries(rules)
      .filter(([beginning]) => path === beginning || path.startsWith(`${beginning}/`))
      .filter(([beginning]) => beginning !== "/admin" || path === "/admin" || path === "/admin/")
      .sort(([one], [other]) => other.length - one.length)[0] ?? [];
  if (rule === undefined) return "owner";
  return method === "GET" || method === "HEAD" ? rule.reads : rule.acts;
}

/** `path`, with ":code" in place of a coupon's code and ":name" in that of a campaign's to approve; what is no code is no coupon's page. */
function placeOf(path: string): string {
  if (/^\/admin\/mail\/campaigns\/[^/]+\/approve$/.test(path)) return "/admin/mail/campaigns/:name/approve";
  const [, code = ""] = /^\/admin\/coupons\/([A-Za-z0-9-]+)$/.exec(path) ?? [];
  return readCouponCode(code) === null ? path : "/admin/coupons/:code";
}
