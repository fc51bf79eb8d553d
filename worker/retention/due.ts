import type { Catalog } from "../../content/schema/catalog.ts";

/** Which rows have passed their time: a condition on them, with the values that it names from ?3 on. */
export interface Due {
  sql: string;
  values: readonly (string | number)[];
}

const day = 86_400_000;

/** All leads that are not erased yet: a person's own wish asks for nothing more. */
export const standing: Due = { sql: "lead.erased_at IS NULL", values: [] };

/** Leads from whom nothing was heard for as long as the site says. */
export function silentLeads({ site }: Catalog, now: number): Due {
  return {
    sql: "lead.erased_at IS NULL AND lead.seen_at < ?3",
    values: [now - site.retention.leads * 1000],
  };
}

/**
 * Leads that never proved their address, and have nothing in hand: each of their submissions had its gift by mail alone,
 * so whoever typed the address never saw it.
 */
export function unconfirmedLeads({ site, landings }: Catalog, now: number): Due {
  const shown = Object.entries(landings).flatMap(([path, { delivery }]) =>
    delivery === "email" ? [] : [path],
  );
  return {
    sql: `lead.erased_at IS NULL AND lead.seen_at < ?3 AND lead.confirmed_at IS NULL
      AND EXISTS (SELECT 1 FROM submission WHERE submission.lead_id = lead.id)
      AND NOT EXISTS (
        SELECT 1 FROM submission
         WHERE submission.lead_id = lead.id
           AND (submission.landing IN (SELECT value FROM json_each(?4)) OR NOT EXISTS (
             SELECT 1 FROM message
              WHERE message.lead_id = lead.id AND message.submission_id = submission.id AND message.kind = 'delivery')))
      AND NOT EXISTS (SELECT 1 FROM coupon WHERE coupon.lead_id = lead.id AND coupon.redeemed_at IS NOT NULL)`,
    values: [now - site.retention.unconfirmed * 1000, JSON.stringify(shown)],
  };
}

/** Posts in quarantine that nobody has let out. */
export function oldSuspects(now: number): Due {
  return { sql: "submission.status = 'quarantined' AND submission.at < ?3", values: [now - 30 * day] };
}

/** Rows of one table that go, or are emptied, without anything that hangs on them. */
export interface Simple extends Due {
  kind: SimpleKind;
  table: string;
  /** The columns that name a row. */
  key: string;
  /** What is done to them; else they are deleted. */
  change?: string;
}
type SimpleKind = "networks" | "requests" | "tokens" | "sign-ins" | "events" | "calls" | "caps" | "jobs";
export type Kind = "unconfirmed" | "leads" | "quarantined" | SimpleKind;

/** All that goes by its age alone. */
export function simpleKinds({ site }: Catalog, now: number): Simple[] {
  return [
    {
      kind: "networks",
      table: "submission",
      key: "id",
      change: "UPDATE submission SET network = NULL, agent = NULL",
      sql: "at < ?3 AND (network IS NOT NULL OR agent IS NOT NULL)",
      values: [now - site.retention.networks * 1000],
    },
    {
      kind: "networks",
      table: "scan",
      key: "id",
      change: "UPDATE scan SET network = NULL",
      sql: "at < ?3 AND network IS NOT NULL",
      values: [now - site.retention.networks * 1000],
    },
    {
      kind: "requests",
      table: "request",
      key: "id",
      change: "UPDATE request SET note = NULL, contact = NULL",
      sql: "done_at < ?3 AND (note IS NOT NULL OR contact IS NOT NULL)",
      values: [now - 730 * day],
    },
    // Codes and PINs that were nobody's: they only count towards the caps of a quarter of an hour.
    old("sign-ins", "scan", "id", "at < ?3 AND till_id IS NULL AND code IS NULL", now - 90 * day),
    old("tokens", "token", "hash", "expires_at < ?3", now - 7 * day),
    old("sign-ins", "sign_in_attempt", "id", "at < ?3", now - day),
    old("events", "provider_event", "provider, event_id", "received_at < ?3", now - 90 * day),
    old("calls", "webhook_call", "id", "created_at < ?3 AND status IN ('sent', 'dead')", now - 30 * day),
    // Counts of hours, long after the hour.
    old("caps", "unproved", "landing, hour", "hour < ?3", Math.floor((now - 2 * day) / 3_600_000)),
    old("jobs", "job", "name", "ran_at < ?3", now - 90 * day),
  ];
}

function old(kind: SimpleKind, table: string, key: string, sql: string, before: number): Simple {
  return { kind, table, key, sql, values: [before] };
}
