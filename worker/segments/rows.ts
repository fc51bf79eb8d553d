import type { Answers } from "../../content/schema/answers.ts";
import { type LeadRow, leadColumns } from "../desk/store-leads.ts";
import { answersIn, listIn, touchIn, type Verdict, verdictsIn } from "../desk/stored.ts";
import { restraint } from "../mailings/restraint.ts";
import type { Spot } from "./find.ts";

/** A lead of the list, with all that a column may show. */
export interface ListedLead extends LeadRow {
  locale: string;
  status: string;
  quality: number | null;
  /** Whom they buy for; null: nothing tells. */
  market: "b2b" | "b2c" | null;
  reasons: string[];
  /** The wish that keeps their data from being used; null: none. */
  restraint: "restriction" | "objection" | null;
  fit: number;
  heat: number;
  created_at: number;
  assignee: string | null;
  tags: string[];
  sources: { first: Record<string, string>; last: Record<string, string> };
  consented: Record<string, Verdict>;
  /** The newest answer to each field. */
  answers: Answers;
}

type Stored = Omit<ListedLead, "tags" | "reasons" | "sources" | "consented" | "answers"> &
  Record<"tags" | "reasons" | "first_source" | "last_source" | "consented", string>;

/** The leads at `spots`, in their order. */
export async function readRows(
  db: D1Database,
  spots: readonly Spot[],
  withAnswers: boolean,
): Promise<ListedLead[]> {
  if (spots.length === 0) return [];
  const rows = JSON.stringify(spots.map(({ row }) => row));
  const [leads, posts] = await db.batch<Stored & { lead_id: string; answers: string }>([
    db.prepare(selectRows).bind(rows),
    ...(withAnswers ? [db.prepare(selectAnswers).bind(rows)] : []),
  ]);
  const answers = new Map<string, Answers>();
  for (const { lead_id, answers: said } of posts?.results ?? [])
    answers.set(lead_id, { ...answers.get(lead_id), ...answersIn(said) });
  const found = new Map(leads?.results.map((lead) => [lead.row, listed(lead, answers.get(lead.id) ?? {})]));
  return spots.flatMap(({ row }) => found.get(row) ?? []);
}

function listed(
  { tags, reasons, first_source, last_source, consented, ...lead }: Stored,
  answers: Answers,
): ListedLead {
  return {
    ...lead,
    tags: listIn(tags),
    reasons: listIn(reasons),
    sources: { first: touchIn(first_source).marks, last: touchIn(last_source).marks },
    consented: verdictsIn(consented),
    answers,
  };
}

const selectRows = `
  SELECT ${leadColumns}, lead.locale, lead.status, lead.market, lead.quality, lead.fit, lead.heat, lead.created_at,
    ${restraint} AS restraint, lead.first_source, lead.last_source, coalesce(lead.quality_reasons, '[]') AS reasons,
    (SELECT name FROM member WHERE member.id = lead.assignee) AS assignee,
    (SELECT json_group_array(tag) FROM (SELECT tag FROM lead_tag WHERE lead_id = lead.id ORDER BY tag)) AS tags,
    (SELECT json_group_object(purpose, json_array(state, at, version)) FROM consent_state
      WHERE lead_id = lead.id) AS consented
    FROM lead WHERE lead.rowid IN (SELECT value FROM json_each(?1))`;

const selectAnswers = `
  SELECT lead.id AS lead_id, post.answers FROM lead
    JOIN submission AS post ON post.lead_id IN (SELECT lead.id UNION ALL SELECT id FROM lead AS twin WHERE merged_into = lead.id)
   WHERE lead.rowid IN (SELECT value FROM json_each(?1)) ORDER BY post.at, post.rowid`;
