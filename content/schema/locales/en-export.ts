import type { exportIt, tokensIt } from "./it-export.ts";

/** Words on the desk about files that leave it, in English. */
export const exportEn: typeof exportIt = {
  title: "Export",
  text: "Each file holds people’s data: that is why we ask for the key again. Every request is written down below, every file taken in the audit, too.",
  what: "What",
  groups: {
    meta: "Meta’s layout, form",
    audience: "Audience",
    conversions: "Conversions for Google Ads, clicks with",
  },
  kinds: {
    submissions: "Submissions, one a row",
    leads: "Leads, one person a row",
    consents: "Receipts of consents",
    coupons: "Coupons",
    suppression: "Addresses not to write to",
  },
  platforms: {
    meta: "Meta, customer list",
    google: "Google, Customer Match",
    tiktok: "TikTok, customer file",
  },
  notes: {
    audience:
      "Only those who confirmed both “marketing” and “partners”, and did not ask to be left alone, are in audiences.",
    conversions:
      "Only those who confirmed “tracking” are in conversions. In Google Ads the actions are called “Lead confirmed”, “Coupon used” and “Customer”.",
    part: "On Cloudflare’s free plan take one part at a time, 100,000 rows each; on the paid plan one file will do.",
    fixed: "Audiences and conversions always come as the CSV that the platform reads.",
  },
  whom: "Whose",
  everybody: "Everybody’s",
  asked: "Of the leads you filtered",
  part: "Part",
  wholeFile: "All in one file",
  partOf: "Part {n} of {all}",
  format: "Format",
  formats: {
    csv: "CSV",
    excel: "CSV for Excel",
    xlsx: "Excel (XLSX)",
    json: "JSON",
    ndjson: "JSON, one a line",
    tab: "Tabs, UTF-16",
  },
  button: "Download the file",
  wrongWhat: "Choose what to export.",
  wrongFormat: "Choose a format.",
  wrongWhom: "This segment is gone. Choose another.",
  wrongPart: "Choose one of the parts, or all in one file.",
  onlyAll: "Coupons and addresses not to write to always come whole: choose “Everybody’s”.",
  log: "The latest files",
  when: "When",
  outcome: "Outcome",
  outcomes: {
    taken: "taken",
    "wrong-token": "refused: wrong key",
    "too-many": "refused: too many in an hour",
  },
  tooMany: "Ten exports an hour are the limit. Try again later.",
  files: {
    submissions: "leads",
    leads: "people",
    consents: "consents",
    coupons: "coupons",
    suppression: "do-not-write",
    meta: "meta",
    audience: "audience",
    conversions: "conversions",
  },
  conversions: { confirm: "Lead confirmed", redeem: "Coupon used", customer: "Customer" },
  cut: "[cut: it had {n} characters]",
};

/** Words on the desk about the keys by which programs read, in English. */
export const tokensEn: typeof tokensIt = {
  title: "API keys",
  text: "With a key another program reads from /admin/api/v1, and writes nothing. Its description is at /admin/api/v1/openapi.json.",
  make: "New key",
  made: "Copy it now, it is not shown again. Key for",
  name: "For which program",
  nameHint: "A name you will recognise: CRM, accounts sheet.",
  scopes: "What it reads",
  scopeNames: {
    "leads:read": "Leads",
    "submissions:read": "Submissions",
    "steps:read": "Steps of the funnel",
    "consents:read": "Consents",
    "segments:read": "Segments",
  },
  button: "Make the key",
  used: "Last used",
  never: "never used",
  state: "State",
  revoke: "Revoke",
  revoked: "revoked",
  saidRevoked: "Revoked: from now on it opens nothing.",
  problems: {
    name: "Write which program the key is for, in 80 characters.",
    scope: "Choose at least one thing to read.",
  },
};
