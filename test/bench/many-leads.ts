import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Catalog } from "../../content/schema/catalog.ts";
import { newCouponCode } from "../../content/schema/coupon-code.ts";
import { labelOf, type Source } from "../../worker/source.ts";
import { type Crowd, day, idOf } from "./crowd.ts";
import { seeded } from "./generated-landings.ts";
import { answersOf, oneOf, type Person, personOf } from "./many-answers.ts";
import { addSteps, addWork, sources } from "./many-deeds.ts";
import { addEngagement, addLists } from "./many-lists.ts";
import { addMailings } from "./many-mailings.ts";

/**
 * Fills an empty database, which no runtime has open, with a crowd: the same for the same seed. Leads with submissions,
 * receipts, grants, coupons and mails; what the business did about them; what their visits counted.
 */
export function addCrowd(db: DatabaseSync, crowd: Crowd): void {
  const random = seeded(crowd.seed);
  db.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN; PRAGMA defer_foreign_keys = ON");
  addLeads(db, crowd, random);
  addWork(db, crowd, random);
  addSteps(db, crowd, random);
  addEngagement(db, crowd);
  addMailings(db, crowd);
  addLists(db, crowd);
  // Mails that are stored as sent were never seen to leave.
  db.exec(`INSERT INTO mail_report SELECT kind, sent_at / 3600000, provider, count(*), count(delivered_at), 0, 0, 0
    FROM message WHERE sent_at IS NOT NULL GROUP BY 1, 2, 3`);
  // The scores stand as they were drawn; the clock has nothing to reckon.
  db.exec("DELETE FROM lead_due; COMMIT; ANALYZE");
}

function addLeads(db: DatabaseSync, crowd: Crowd, random: () => number): void {
  const write = leadsInto(db, crowd, random);
  // One each, and the rest among the first third, as regulars have it.
  const more = crowd.submissions - crowd.leads;
  const regulars = Math.max(1, Math.floor(crowd.leads / 3));
  let post = 0;
  for (let number = 0; number < crowd.leads; number += 1) {
    const own =
      number < regulars
        ? Math.floor(((number + 1) * more) / regulars) - Math.floor((number * more) / regulars)
        : 0;
    const moments = Array.from(
      { length: 1 + own },
      () => crowd.now - Math.floor(random() * random() * 730 * day),
    ).sort((one, other) => one - other);
    write(personOf(number, random), moments, post);
    post += moments.length;
  }
}

function leadsInto(db: DatabaseSync, { catalog, now }: Crowd, random: () => number) {
  const addLead = db.prepare(
    `INSERT INTO lead (id, identity, email, phone, given_name, family_name, locale, first_source, last_source, created_at,
       seen_at, confirmed_at, status, fit, heat, quality, quality_reasons)
     VALUES (?1, 'email:' || ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, '[]')`,
  );
  const addPost = db.prepare(
    `INSERT INTO submission (id, landing, form, build, lead_id, status, answers, consents, fingerprint, locale, source,
       source_label, page_url, agent, at, confirmed_at)
     VALUES (?1, ?2, ?3, ?4, ?5, 'accepted', ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'Safari, iOS', ?13, ?14)`,
  );
  const addGift = giftsInto(db, catalog, now, random);
  const addReceipt = receiptsInto(db, catalog);
  const landings = Object.keys(catalog.landings);
  return (person: Person, moments: number[], firstPost: number) => {
    const leadId = idOf("l", person.number);
    const confirmed = random() < 0.7;
    const visits = moments.map((at) => ({ at, landing: oneOf(landings, random), source: sourceOf(random) }));
    const [first] = visits;
    const last = visits.at(-1);
    if (first === undefined || last === undefined) return;
    const locale = catalog.landings[first.landing]?.locale ?? catalog.site.locale;
    const told = ({ source, landing, at }: typeof first) => JSON.stringify({ ...source, landing, at });
    addLead.run(
      ...[
        leadId,
        person.email,
        random() < 0.4 ? person.phone : null,
        person.givenName,
        person.familyName,
        locale,
      ],
      ...[told(first), told(last), first.at, last.at, confirmed ? first.at + 60_000 : null],
      ...[oneOf(["new", "new", "new", "contacted", "qualified", "customer", "lost"], random)],
      ...[Math.floor(random() * 40), random() * 50, oneOf([0, 1, 2, 2, 3, 3], random)],
    );
    for (const [place, { at, landing, source }] of visits.entries()) {
      const number = firstPost + place;
      const here = catalog.landings[landing];
      const form = catalog.forms[here?.form ?? ""];
      if (here === undefined || form === undefined)
        throw new Error(`The catalog has no form for ${landing}.`);
      const agreed = form.consents.filter(() => random() < 0.5);
      const postId = idOf("s", number);
      const page = new URL(here.pages.landing, catalog.site.url).href;
      addPost.run(
        ...[
          postId,
          landing,
          here.form,
          catalog.build,
          leadId,
          JSON.stringify(answersOf(form, person, random)),
        ],
        ...[
          JSON.stringify(agreed.map(({ purpose }) => purpose)),
          idOf("f", number).padEnd(43, "x"),
          here.locale,
        ],
        ...[JSON.stringify(source), labelOf(source), page, at, confirmed ? at + 60_000 : null],
      );
      for (const { purpose, text } of agreed) {
        const proof = { leadId, postId, purpose, text, form: here.form, locale: here.locale, page };
        addReceipt(proof, 1, "form", at);
        if (confirmed) addReceipt(proof, 1, "confirm", at + 60_000);
        if (random() < 0.05) addReceipt(proof, 0, "preferences", at + day);
      }
      for (const { name } of here.magnets) addGift({ number, leadId, postId, magnet: name, at });
    }
  };
}

interface Proof {
  leadId: string;
  postId: string;
  purpose: string;
  text: string;
  form: string;
  locale: string;
  page: string;
}

function receiptsInto(db: DatabaseSync, { build }: Catalog) {
  const add = db.prepare(
    `INSERT INTO receipt (lead_id, submission_id, purpose, granted, wording, wording_hash, version, form, build, locale,
       page_url, channel, at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, ?10, ?11, ?12)`,
  );
  const hashes = new Map<string, string>();
  return (proof: Proof, granted: 0 | 1, channel: string, at: number) => {
    const { leadId, postId, purpose, text, form, locale, page } = proof;
    const hash = hashes.get(text) ?? createHash("sha256").update(text).digest("hex");
    hashes.set(text, hash);
    add.run(leadId, postId, purpose, granted, text, hash, form, build, locale, page, channel, at);
  };
}

interface Gift {
  number: number;
  leadId: string;
  postId: string;
  magnet: string;
  at: number;
}

function giftsInto(db: DatabaseSync, catalog: Catalog, now: number, random: () => number) {
  const addCoupon = db.prepare(
    `INSERT OR IGNORE INTO coupon (code, magnet, lead_id, submission_id, issued_at, valid_from, valid_until, voided_at, redeemed_at,
       redemption, redeemed_by, shop, amount) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`,
  );
  const addGrant = db.prepare(
    `INSERT INTO "grant" (id, submission_id, lead_id, magnet, coupon_code, expires_at, uses_left)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
  );
  const addMail = db.prepare(
    `INSERT INTO message (id, kind, lead_id, submission_id, grant_id, status, attempts, next_at, created_at, sent_at, provider,
       provider_id, delivered_at) VALUES (?1, 'delivery', ?2, ?3, ?4, 'sent', 1, ?5, ?5, ?5 + 2000, 'postmark', 'p' || ?1, ?5 + 5000)`,
  );
  const bytes = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
  return ({ number, leadId, postId, magnet, at }: Gift) => {
    const given = catalog.magnets[magnet];
    let code: string | null = null;
    if (given?.kind === "coupon") {
      code = newCouponCode(given.prefix, bytes);
      const fate = random();
      const used = fate < 0.3 && at + 3 * day < now ? at + Math.floor(random() * 3 * day) : null;
      const voided = fate > 0.98 ? at + day : null;
      addCoupon.run(
        ...[code, magnet, leadId, postId, at, at + 30 * day, voided, used],
        ...(used === null
          ? [null, null, null, null]
          : [idOf("r", number), "desk", given.shops?.[0] ?? null, Math.floor(random() * 4000)]),
      );
    }
    const grant = idOf("g", number);
    addGrant.run(grant, postId, leadId, magnet, code, at + 7 * day, Math.floor(random() * 6));
    addMail.run(idOf("m", number), leadId, postId, grant, at);
  };
}

function sourceOf(random: () => number): Source {
  const [source, medium, campaign] = oneOf(sources, random);
  if (source === null) return random() < 0.5 ? {} : { referrer: "https://www.google.com/" };
  return { utm_source: source, utm_medium: medium, utm_campaign: campaign };
}
