import type { Texts } from "../../content/schema/locales/worker.ts";
import { mayDo } from "../people/roles.ts";
import type { View } from "./view.ts";

export type PageName = Exclude<keyof Texts["desk"]["nav"], "label">;

export interface Room {
  name: PageName;
  pages: { name: PageName; path: string }[];
}

/** The rooms of the desk with their pages, in the order of the bar; a room's first page is its own. */
const rooms: Partial<Record<PageName, Partial<Record<PageName, string>>>> = {
  today: { today: "/admin" },
  steps: { steps: "/admin/steps", costs: "/admin/costs" },
  leads: {
    leads: "/admin/leads",
    segments: "/admin/segments",
    duplicates: "/admin/leads/duplicates",
    imports: "/admin/imports",
    files: "/admin/export",
    quarantine: "/admin/quarantine",
  },
  coupons: {
    coupons: "/admin/coupons",
    counter: "/admin/counter",
    batches: "/admin/coupons/batches",
    tills: "/admin/tills",
  },
  mail: {
    health: "/admin/mail",
    sequences: "/admin/mail/sequences",
    campaigns: "/admin/mail/campaigns",
    figures: "/admin/mail/figures",
    lists: "/admin/mail/lists",
    webhooks: "/admin/webhooks",
  },
  privacy: { privacy: "/admin/privacy", receipts: "/admin/receipts", requests: "/admin/requests" },
  content: { content: "/admin/content" },
  settings: {
    settings: "/admin/settings",
    tokens: "/admin/tokens",
    people: "/admin/people",
    sessions: "/admin/sessions",
    audit: "/admin/audit",
    clients: "/admin/clients",
  },
};

/** The rooms that this site has a use for, and that whoever reads may enter. */
export function roomsOf({ catalog, member, agency }: View): Room[] {
  const hasCoupons = Object.values(catalog.magnets).some(({ kind }) => kind === "coupon");
  const isUsed: Partial<Record<PageName, boolean>> = {
    webhooks: catalog.site.webhooks.length > 0,
    coupons: hasCoupons,
    counter: hasCoupons,
    clients: agency !== null,
    figures: Object.keys(catalog.campaigns).length + Object.keys(catalog.sequences).length > 0,
    batches: hasCoupons,
    tills: hasCoupons,
  };
  const isOpen = (name: PageName, path: string) =>
    (isUsed[name] ?? true) && member !== null && mayDo(member.role, "GET", path);
  return entriesOf(rooms)
    .map(([name, pages]) => ({
      name,
      pages: entriesOf(pages ?? {}).flatMap(([page, path]) =>
        path !== undefined && isOpen(page, path) ? [{ name: page, path }] : [],
      ),
    }))
    .filter(({ pages }) => pages.length > 0);
}

function entriesOf<Value>(record: Partial<Record<PageName, Value>>): [PageName, Value | undefined][] {
  return Object.entries(record) as [PageName, Value | undefined][];
}
