import { env } from "cloudflare:workers";
import { inboxOf } from "../../worker/inbox.ts";
import type { History } from "./sequence-model.ts";

/** Something that changes the database, and when. */
export interface Happening {
  at: number;
  statements: D1PreparedStatement[];
}

/** Whom leads are merged into that turn out to be somebody else. */
export const head = "head".padEnd(22, "0");

/** All that a person does in `history`, as rows of the database. */
export async function happeningsOf(
  history: History,
  { place, landing, secret }: { place: number; landing: string; secret: string },
): Promise<Happening[]> {
  const lead = `l${place}-`.padEnd(22, "0");
  const email = `l${place}@example.com`;
  let posts = 0;
  const post = (on: string, at: number, answers: Record<string, string> = {}) => {
    posts += 1;
    const id = `s${place}-${posts}-`.padEnd(22, "0");
    const statement = insert("submission", {
      id,
      landing: on,
      form: "guida",
      build: "b",
      lead_id: lead,
      status: "accepted",
      answers: JSON.stringify(answers),
      consents: "[]",
      fingerprint: id.padEnd(43, "-"),
      locale: "it",
      source: "{}",
      source_label: "direct",
      page_url: "https://forno.example/",
      at,
    });
    return { id, statement };
  };
  const grant = (submission: string, magnet: string, openUntil: number | null) =>
    insert("grant", {
      id: `g${submission}`.slice(0, 22).padEnd(22, "0"),
      submission_id: submission,
      lead_id: lead,
      magnet,
      expires_at: 9e12,
      uses_left: 5,
      open_until: openUntil,
    });
  const asked = post(landing, history.askedAt);
  // Some have asked for other things before.
  const happenings: Happening[] = [
    {
      at: 0,
      statements: [
        insert("lead", {
          ...{
            id: lead,
            identity: `email:${email}`,
            email,
            locale: "it",
            first_source: "{}",
            last_source: "{}",
          },
          ...{ created_at: 1, seen_at: 1, confirmed_at: 1 },
        }),
      ],
    },
    {
      at: history.askedAt,
      statements: [
        asked.statement,
        grant(asked.id, "guida", null),
        receipt(lead, history.askedAt, { granted: 1, channel: "form" }),
      ],
    },
    {
      at: history.startedAt,
      statements: [
        env.DB.prepare('UPDATE "grant" SET open_until = ?2 WHERE submission_id = ?1').bind(
          asked.id,
          history.startedAt + 3_600_000,
        ),
      ],
    },
  ];
  const then = (at: number | null, ...statements: D1PreparedStatement[]) => {
    if (at !== null) happenings.push({ at, statements });
  };
  then(history.permittedAt, receipt(lead, history.permittedAt ?? 0, { granted: 1, channel: "confirm" }));
  then(history.withdrawnAt, receipt(lead, history.withdrawnAt ?? 0, { granted: 0, channel: "preferences" }));
  then(history.boughtAt, env.DB.prepare("UPDATE lead SET status = 'customer' WHERE id = ?1").bind(lead));
  then(history.repliedAt, insert("reply", { lead_id: lead, at: history.repliedAt }));
  if (history.lost !== null) {
    const { at, reason } = history.lost;
    const word = { bounced: "bounce", complained: "complaint", unsubscribed: "unsubscribed" }[reason];
    then(
      at,
      ...(word === undefined
        ? [env.DB.prepare("UPDATE lead SET merged_into = ?2 WHERE id = ?1").bind(lead, head)]
        : [
            insert("suppression", { inbox: await inboxOf(secret, email), reason: word, at }),
            env.DB.prepare(
              "INSERT INTO lead_due (lead_id) VALUES (?1) ON CONFLICT DO UPDATE SET n = n + 1",
            ).bind(lead),
          ]),
    );
  }
  for (const { at, given } of history.answers) then(at, post("terza", at, given).statement);
  for (const { at, step, landing: on, magnets } of history.deeds.slice(1)) {
    const made = post(step === "submit" ? on : "terza", at);
    const [magnet = ""] = magnets;
    if (step === "download") then(at, made.statement, grant(made.id, magnet, at + 3_600_000));
    else if (step === "redeem") then(at, made.statement, coupon(lead, made.id, magnet, at));
    else then(at, made.statement);
  }
  return happenings;
}

function receipt(lead: string, at: number, change: { granted: 0 | 1; channel: string }) {
  return insert("receipt", {
    ...{ lead_id: lead, purpose: "marketing", wording: "Sì", wording_hash: "0".repeat(64), form: "guida" },
    ...{ build: "b", locale: "it", page_url: "https://forno.example/", at },
    ...change,
  });
}

function coupon(lead: string, submission: string, magnet: string, at: number) {
  return insert("coupon", {
    ...{ code: `CODE-${submission.toUpperCase()}`, magnet, lead_id: lead, submission_id: submission },
    ...{
      issued_at: at,
      valid_from: 1,
      valid_until: 9e12,
      redeemed_at: at,
      redemption: "r",
      redeemed_by: "owner",
    },
  });
}

function insert(table: string, row: Record<string, string | number | null>): D1PreparedStatement {
  const keys = Object.keys(row);
  return env.DB.prepare(
    `INSERT INTO "${table}" (${keys}) VALUES (${keys.map((_, place) => `?${place + 1}`)})`,
  ).bind(...Object.values(row));
}
