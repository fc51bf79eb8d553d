import type { Catalog } from "../../content/schema/catalog.ts";
import type { Deps } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { ruleFor } from "../mailings/rule.ts";
import type { Deed, Facts, Had } from "./enrolment.ts";
import { opensFor } from "./starts.ts";
import type { DueWay } from "./store-due.ts";
import {
  type InboxRow,
  type LeadRow,
  type MailRow,
  type PostRow,
  readInboxes,
  readPeople,
} from "./store-facts.ts";

/** What is known of the person on one way, and the inbox that its mails go to. */
export interface Known {
  facts: Facts;
  inbox: string | null;
}

/** Reads what is known of the people on `ways`, in their order: in a dozen queries, however many they are. */
export async function readFacts(
  { db, catalog, tokenSecret, now }: Pick<Deps, "db" | "catalog" | "tokenSecret" | "now">,
  ways: readonly DueWay[],
): Promise<Known[]> {
  const purposes = [...new Set(ways.map((way) => purposeOf(catalog, way)))];
  const people = await readPeople(
    db,
    ways.map((way) => ({ ...way, purpose: purposeOf(catalog, way) })),
    { opens: opensFor(catalog), rules: purposes.map((purpose) => ruleFor({ catalog, now }, { purpose })) },
  );
  const emails = [...new Set(people.leads.flatMap(({ email }) => email ?? []))];
  const inboxes = new Map(
    await Promise.all(emails.map(async (email) => [email, await inboxOf(tokenSecret, email)] as const)),
  );
  const stands = new Map(
    (await readInboxes(db, [...inboxes.values()], now())).map((row) => [row.inbox, row]),
  );
  const postsOf = grouped(people.posts);
  const mailsOf = grouped(people.mails);
  const leads = new Map(people.leads.map((lead) => [`${lead.lead} ${lead.purpose}`, lead]));
  return ways.map((way) => {
    const lead = leads.get(`${way.leadId} ${purposeOf(catalog, way)}`);
    if (lead === undefined) throw new Error("The lead of an enrolment is always there.");
    const inbox = inboxes.get(lead.email ?? "") ?? null;
    const stand = inbox === null ? undefined : stands.get(inbox);
    const posts = postsOf.get(way.leadId) ?? [];
    const permitted = people.permitted.get(lead.purpose)?.has(way.leadId) === true;
    const rows = { lead, permitted, stand, posts, mails: mailsOf.get(way.leadId) ?? [] };
    return { inbox, facts: factsOf(way, rows) };
  });
}

function purposeOf({ sequences }: Catalog, { sequence }: DueWay): string {
  return sequences[sequence]?.purpose ?? "";
}

interface Rows {
  lead: LeadRow;
  permitted: boolean;
  stand: InboxRow | undefined;
  posts: readonly PostRow[];
  mails: readonly MailRow[];
}

function factsOf(way: DueWay, { lead, permitted, stand, posts, mails }: Rows): Facts {
  const prefix = `sequences/${way.sequence}/`;
  return {
    permission: permissionOf(way, { lead, permitted, stand }),
    lost: lostOf(way, lead, stand),
    bought: lead.bought === 1,
    repliedAt: lead.repliedAt,
    deeds: posts.flatMap(deedsOf),
    // The newest comes last, and has the last word.
    answers: Object.assign({}, ...posts.map(({ answers }) => JSON.parse(answers))),
    clicked: mails
      .filter(({ mailing, pressed }) => pressed === 1 && mailing.startsWith(prefix))
      .map(({ mailing }) => mailing.slice(prefix.length)),
    had: mails.filter(({ mailing }) => mailing.startsWith(prefix)).map((mail) => hadOf(mail, prefix)),
    askedAt: posts.find(({ id }) => id === way.submissionId)?.at ?? null,
    mailsAt: JSON.parse(stand?.mails ?? "[]"),
  };
}

function permissionOf(
  { startedAt }: DueWay,
  { lead, permitted, stand }: Pick<Rows, "lead" | "permitted" | "stand">,
): Facts["permission"] {
  if (lead.withdrawnAt !== null && lead.withdrawnAt >= startedAt) return "over";
  return permitted && stand?.reason == null ? "given" : "later";
}

/** A stop of all mails ends every way; whoever unsubscribed before the start may have come back since. */
function lostOf({ startedAt }: DueWay, lead: LeadRow, stand: InboxRow | undefined): Facts["lost"] {
  if (lead.merged === 1) return "merged";
  switch (stand?.reason ?? null) {
    case "bounce":
      return "bounced";
    case "complaint":
      return "complained";
    case null:
      return null;
    default:
      return (stand?.at ?? 0) >= startedAt ? "unsubscribed" : null;
  }
}

function deedsOf({ landing, at, confirmedAt, grants, coupons }: PostRow): Deed[] {
  const opened: [magnet: string, at: number | null][] = JSON.parse(grants);
  const used: [magnet: string, at: number][] = JSON.parse(coupons);
  const magnets = opened.map(([magnet]) => magnet);
  return [
    { step: "submit", at, landing, magnets },
    ...(confirmedAt === null ? [] : [{ step: "confirm" as const, at: confirmedAt, landing, magnets }]),
    ...opened.flatMap(([magnet, when]): Deed[] =>
      when === null ? [] : [{ step: "download", at: when, landing, magnets: [magnet] }],
    ),
    ...used.map(([magnet, when]): Deed => ({ step: "redeem", at: when, landing, magnets: [magnet] })),
  ];
}

const late = 3_600_000;
const waiting = new Set(["complaints", "paused"]);

function hadOf({ mailing, status, failure, firstAt, sentAt }: MailRow, prefix: string): Had {
  const isAside = status === "withheld" && waiting.has(failure ?? "");
  const isLate = sentAt !== null && sentAt - firstAt > late;
  return {
    step: mailing.slice(prefix.length),
    at: isLate ? sentAt : firstAt,
    out: status !== "queued" && status !== "leased" && !isAside,
  };
}

function grouped<T extends { lead: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.lead, [...(groups.get(row.lead) ?? []), row]);
  return groups;
}
