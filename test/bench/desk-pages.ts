/** What the addresses of single things are made with; what a database lacks is left out of the walk. */
export interface Things {
  lead: string;
  coupon?: string;
  batch?: string;
  member?: string;
  receipt?: string;
  request?: string;
  import?: string;
  cost?: string;
  campaigns?: readonly string[];
  sequence?: string;
  /** `<sequence>/<step>`. */
  step?: string;
}

/** Every page of the desk by its route, with one address or several; the door is not among them. */
export function deskPages(things: Things): Record<string, string[]> {
  const of = (thing: string | undefined, path: (id: string) => string) =>
    thing === undefined ? [] : [path(thing)];
  return {
    "/admin": ["/admin"],
    "/admin/steps": ["/admin/steps", "/admin/steps?days=365"],
    "/admin/costs": ["/admin/costs"],
    "/admin/costs/import": ["/admin/costs/import"],
    "/admin/costs/calculator": ["/admin/costs/calculator"],
    "/admin/costs/:id": of(things.cost, (id) => `/admin/costs/${id}`),
    "/admin/export": ["/admin/export"],
    "/admin/tokens": ["/admin/tokens"],
    "/admin/leads": leadLists,
    "/admin/leads/:id": [`/admin/leads/${things.lead}`],
    "/admin/leads/duplicates": ["/admin/leads/duplicates"],
    "/admin/segments": ["/admin/segments"],
    "/admin/quarantine": ["/admin/quarantine"],
    "/admin/imports": ["/admin/imports"],
    "/admin/imports/:id": of(things.import, (id) => `/admin/imports/${id}`),
    "/admin/coupons": ["/admin/coupons", "/admin/coupons?list=redeemed", "/admin/coupons?q=PANE"],
    "/admin/coupons/:code": of(things.coupon, (code) => `/admin/coupons/${code}`),
    "/admin/coupons/batches": ["/admin/coupons/batches"],
    "/admin/coupons/batches/:id": of(things.batch, (id) => `/admin/coupons/batches/${id}`),
    "/admin/counter": ["/admin/counter"],
    "/admin/tills": ["/admin/tills"],
    "/admin/kiosk": ["/admin/kiosk"],
    "/admin/mail": ["/admin/mail"],
    "/admin/mail/figures": ["/admin/mail/figures?days=365", "/admin/mail/figures?mailing=campaigns/inverno"],
    "/admin/mail/lists": ["/admin/mail/lists"],
    "/admin/mail/campaigns": ["/admin/mail/campaigns"],
    "/admin/mail/campaigns/:name": (things.campaigns ?? []).map((name) => `/admin/mail/campaigns/${name}`),
    "/admin/mail/sequences": ["/admin/mail/sequences"],
    "/admin/mail/sequences/:name/:step": of(things.step, (step) => `/admin/mail/sequences/${step}`),
    "/admin/mail/sequences/:name": of(things.sequence, (name) => `/admin/mail/sequences/${name}`),
    "/admin/webhooks": ["/admin/webhooks"],
    "/admin/privacy": ["/admin/privacy"],
    "/admin/privacy/chain": ["/admin/privacy/chain"],
    "/admin/receipts": ["/admin/receipts", "/admin/receipts?q=rossi"],
    "/admin/receipts/:id": of(things.receipt, (id) => `/admin/receipts/${id}`),
    "/admin/requests": ["/admin/requests"],
    "/admin/requests/:id": of(things.request, (id) => `/admin/requests/${id}`),
    "/admin/people": ["/admin/people"],
    "/admin/people/:id": of(things.member, (id) => `/admin/people/${id}`),
    "/admin/sessions": ["/admin/sessions"],
    "/admin/audit": ["/admin/audit"],
    "/admin/content": ["/admin/content"],
    "/admin/settings": ["/admin/settings"],
  };
}

const leadLists = [
  "/admin/leads",
  "/admin/leads?q=rossi",
  "/admin/leads?q=ada.neri.77%40example",
  "/admin/leads?q=nobody-at-all",
  "/admin/leads?status=customer",
  "/admin/leads?sort=score",
];
