import fc from "fast-check";
import type { Catalog } from "../../content/schema/catalog.ts";
import { aCatalog } from "./worker-catalog.ts";

const day = 86_400_000;

/** A catalog with a number, a day, a choice of several and two purposes to ask about. */
export function aSegmentCatalog(): Catalog {
  return aCatalog((catalog) => {
    catalog.forms["contatto"]?.fields.push(
      { type: "date", name: "quando", label: "Quando" },
      { type: "text", name: "citta", label: "Città" },
    );
    const sconto = catalog.landings["sconto"];
    if (sconto !== undefined) sconto.campaign = "primavera";
  });
}

/** One post of a lead, as a test thinks of it. */
export interface APost {
  landing: string;
  form: string;
  label: string;
  at: number;
  confirmedAt: number | null;
  answers: Record<string, string | string[]>;
  grants: { magnet: string; openUntil: number | null }[];
  coupons: { magnet: string; until: number; redeemedAt: number | null; voided: boolean }[];
}

/** One lead with all that is known of it. */
export interface ALead {
  email: string | null;
  phone: string | null;
  givenName: string | null;
  familyName: string | null;
  locale: "it" | "en";
  first: Record<string, string>;
  last: Record<string, string>;
  createdAt: number;
  seenAt: number;
  confirmedAt: number | null;
  disposable: 0 | 1 | null;
  market: "b2b" | "b2c" | null;
  status: string;
  assignee: string | null;
  fit: number;
  heat: number;
  quality: number | null;
  tags: string[];
  /** By purpose: what receipts there are, in their order. */
  receipts: { purpose: string; granted: 0 | 1; channel: string }[];
  mails: { status: "sent" | "queued"; sentAt: number | null; bouncedAt: number | null; notice: boolean }[];
  posts: APost[];
  /** The place of the lead that this one was merged into. */
  into: number | null;
  erased: boolean;
}

/** Members by id. */
export const members: Record<string, string> = {
  m000000000000000000001: "Ada",
  m000000000000000000002: "Bea",
};

/** Words that test comparisons: capitals, accents, wildcards, quotes, letters beyond the first plane. */
export const words = [
  ...[
    "Bologna",
    "bologna",
    "BOLOGNA",
    "Città",
    "CITTÀ",
    "città di Forlì",
    "100%",
    "a_b",
    "a%b",
    "O’Hara",
    "O'Hara",
  ],
  ...[
    'say "hi"',
    "Ωmega",
    "ωMEGA",
    "ßtraße",
    "İstanbul",
    "ıstanbul",
    "K",
    "𝒳yz",
    "🍞 pane",
    "12",
    "12.5",
    "-3",
    "007",
  ],
  ...[
    "1e3",
    "2027-03-10",
    "2027-03-10T18:30",
    "true",
    "$.x",
    "[1]",
    "{",
    "\\",
    "--",
    "Bar",
    "Negozio",
    "Pane",
    "Dolci",
  ],
];

/** Random leads around `now`. */
export function someLeads(now: number): fc.Arbitrary<ALead[]> {
  return fc.array(aLead(now), { minLength: 4, maxLength: 9 }).map((leads) =>
    leads.map((lead, place) => ({
      ...lead,
      // One level deep, and never into itself.
      into: lead.into !== null && place > 0 && leads[0]?.into !== undefined ? 0 : null,
      email: lead.email === null && lead.phone === null ? `nobody${place}@example.com` : lead.email,
    })),
  );
}

const word = fc.constantFrom(...words);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

function aLead(now: number): fc.Arbitrary<ALead> {
  const moment = fc.integer({ min: -60, max: 0 }).map((days) => now + days * day);
  const marks = fc.dictionary(fc.constantFrom("utm_source", "utm_campaign", "gclid", "referrer"), word, {
    maxKeys: 3,
  });
  return fc.record({
    email: maybe(word.map((text) => `${text.replace(/[^A-Za-z]/g, "x")}@Example.com`)),
    phone: maybe(fc.constantFrom("+39051555014", "+393331234567")),
    givenName: maybe(word),
    familyName: maybe(word),
    locale: fc.constantFrom("it" as const, "en" as const),
    first: marks,
    last: marks,
    createdAt: moment,
    seenAt: moment,
    confirmedAt: maybe(moment),
    disposable: maybe(fc.constantFrom(0 as const, 1 as const)),
    market: maybe(fc.constantFrom("b2b" as const, "b2c" as const)),
    status: fc.constantFrom("new", "contacted", "qualified", "customer", "lost"),
    assignee: maybe(fc.constantFrom(...Object.keys(members))),
    fit: fc.integer({ min: -20, max: 60 }),
    heat: fc.double({ min: 0, max: 500, noNaN: true }),
    quality: maybe(fc.integer({ min: 0, max: 3 })),
    tags: fc.uniqueArray(fc.constantFrom("vip", "VIP", "città", "a_b"), { maxLength: 2 }),
    receipts: fc.array(
      fc.record({
        purpose: fc.constantFrom("marketing", "regolamento"),
        granted: fc.constantFrom(0 as const, 1 as const, 1 as const),
        channel: fc.constantFrom("form", "confirm", "preferences"),
      }),
      { maxLength: 4 },
    ),
    mails: fc.array(
      fc.record({
        status: fc.constantFrom("sent" as const, "queued" as const),
        sentAt: moment,
        bouncedAt: maybe(moment),
        notice: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    posts: fc.array(aPost(now, moment), { maxLength: 3 }),
    into: maybe(fc.constant(0)),
    erased: fc.constant(false),
  });
}

function aPost(now: number, moment: fc.Arbitrary<number>): fc.Arbitrary<APost> {
  const landing = fc.constantFrom("guida", "en/guide", "sconto", "contatto", "gone");
  return fc.record({
    landing,
    form: fc.constantFrom("guida", "sconto", "contatto"),
    label: fc.constantFrom("direct", "google", "Fiera"),
    at: moment,
    confirmedAt: maybe(moment),
    answers: fc.dictionary(
      fc.constantFrom("nome", "settore", "citta", "interessi", "persone", "quando"),
      fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.constant("")),
      { maxKeys: 4 },
    ),
    grants: fc.array(
      fc.record({
        magnet: fc.constantFrom("guida", "doppia"),
        openUntil: maybe(moment.map((at) => at + 1_800_000)),
      }),
      {
        maxLength: 1,
      },
    ),
    coupons: fc.array(
      fc.record({
        magnet: fc.constantFrom("sconto", "guida"),
        until: fc.integer({ min: -5, max: 5 }).map((days) => now + days * day),
        redeemedAt: maybe(fc.constant(now - 20 * day)),
        voided: fc.boolean(),
      }),
      { maxLength: 1 },
    ),
  });
}
