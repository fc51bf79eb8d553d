/** A lead that may be the same person as another. */
export interface TwinLead {
  /** What it shares with others: `tel:…`, `inbox:…`, `name:…`. */
  key: string;
  id: string;
  email: string | null;
  phone: string | null;
  given_name: string | null;
  family_name: string | null;
  created_at: number;
  confirmed_at: number | null;
  submissions: number;
}

/** Two leads that may be one person: the one that would stay, the other, and what they share. */
export interface Pair {
  stays: TwinLead;
  other: TwinLead;
  shared: string[];
}

/** Keys that a page goes through, and leads that it looks at: a number that hundreds left is one shop's own. */
const most = { keys: 25, leads: 400 };

/** Pairs of leads that share a key after `place`, and where the next page begins. */
export async function readPairs(
  db: D1Database,
  place: string,
): Promise<{ pairs: Pair[]; next: string | null }> {
  // What was shared once may be one lead's alone by now.
  const { results: shared } = await db
    .prepare(
      `SELECT key FROM lead_key INDEXED BY lead_key_shared WHERE shared = 1 AND key > ?1
        GROUP BY key HAVING count(*) > 1 ORDER BY key LIMIT ${most.keys + 1}`,
    )
    .bind(place)
    .all<{ key: string }>();
  const keys = shared.slice(0, most.keys).map(({ key }) => key);
  const next = shared.length > most.keys ? (keys.at(-1) ?? null) : null;
  if (keys.length === 0) return { pairs: [], next };
  const list = JSON.stringify(keys);
  const [leads, apart] = await db.batch<TwinLead & { lead_id: string; other_id: string }>([
    db
      .prepare(
        `SELECT lead_key.key, lead.id, email, phone, given_name, family_name, created_at, confirmed_at,
           (SELECT count(*) FROM submission WHERE submission.lead_id = lead.id) AS submissions
           FROM lead_key JOIN lead ON lead.id = lead_key.lead_id
          WHERE lead_key.key IN (SELECT value FROM json_each(?1)) AND erased_at IS NULL AND merged_into IS NULL
          ORDER BY lead_key.key, confirmed_at IS NULL, created_at, lead.id LIMIT ${most.leads}`,
      )
      .bind(list),
    db
      .prepare(
        `SELECT DISTINCT lead_apart.lead_id, other_id FROM lead_apart
           JOIN lead_key ON lead_key.lead_id = lead_apart.lead_id
          WHERE lead_key.key IN (SELECT value FROM json_each(?1))`,
      )
      .bind(list),
  ]);
  const known = new Set(apart?.results.map(({ lead_id, other_id }) => `${lead_id} ${other_id}`));
  return { pairs: pairsOf(leads?.results ?? [], known), next };
}

/** The first of each key with each of the others, every pair once. */
function pairsOf(leads: readonly TwinLead[], apart: ReadonlySet<string>): Pair[] {
  const pairs = new Map<string, Pair>();
  const firsts = new Map<string, TwinLead>();
  for (const lead of leads) {
    const first = firsts.get(lead.key);
    if (first === undefined) {
      firsts.set(lead.key, lead);
      continue;
    }
    const name = [first.id, lead.id].sort().join(" ");
    const known = pairs.get(name);
    if (known !== undefined) known.shared.push(lead.key);
    else if (!apart.has(name)) pairs.set(name, { stays: first, other: lead, shared: [lead.key] });
  }
  return [...pairs.values()];
}
