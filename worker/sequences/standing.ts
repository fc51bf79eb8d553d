import type { Catalog } from "../../content/schema/catalog.ts";
import type { CatalogSequence } from "../../content/schema/sequence.ts";
import type { EnrolmentStatus, StopReason } from "./enrolment.ts";

/** How a sequence stands. */
export interface SequenceStanding {
  name: string;
  /** Null: content no longer has it. */
  sequence: CatalogSequence | null;
  pausedAt: number | null;
  /** Since when content is without it. */
  goneAt: number | null;
  /** People under way, at their end, and stopped. */
  active: number;
  done: number;
  stopped: number;
  /** Those under way who wait for their first mail. */
  fresh: number;
  /** Its mails in their order: how many were written, and for how many under way it was the last. */
  steps: { name: string; subject: string; written: number; here: number }[];
  reasons: Partial<Record<StopReason, number>>;
}

/** How all sequences stand, those of content in its order, and then those that it has lost. */
export async function listSequences(
  db: D1Database,
  { sequences }: Pick<Catalog, "sequences">,
): Promise<SequenceStanding[]> {
  const [states, ways, reasons, mails] = await db.batch<Record<string, never>>([
    db.prepare(
      "SELECT sequence, paused_at AS pausedAt, gone_at AS goneAt FROM sequence_state ORDER BY sequence",
    ),
    db.prepare(
      `SELECT sequence, status, last_step AS step, count(*) AS n FROM enrolment INDEXED BY enrolment_sequence
        GROUP BY sequence, status, last_step`,
    ),
    db.prepare(
      `SELECT sequence, reason, count(*) AS n FROM enrolment WHERE status = 'stopped' GROUP BY sequence, reason`,
    ),
    db.prepare(
      "SELECT mailing, count(*) AS n FROM message WHERE mailing > 'sequences/' AND mailing < 'sequences0' GROUP BY mailing",
    ),
  ]);
  const rowsOf = <T>(found: D1Result | undefined) => (found?.results ?? []) as unknown as T[];
  const all: Rows = {
    states: rowsOf(states),
    ways: rowsOf(ways),
    reasons: rowsOf(reasons),
    mails: new Map(rowsOf<{ mailing: string; n: number }>(mails).map(({ mailing, n }) => [mailing, n])),
  };
  const lost = all.states.map(({ sequence }) => sequence).filter((name) => !Object.hasOwn(sequences, name));
  return [...Object.keys(sequences), ...lost].map((name) => standingOf(name, sequences[name] ?? null, all));
}

interface Rows {
  states: { sequence: string; pausedAt: number | null; goneAt: number | null }[];
  ways: { sequence: string; status: EnrolmentStatus; step: string | null; n: number }[];
  reasons: { sequence: string; reason: StopReason; n: number }[];
  mails: ReadonlyMap<string, number>;
}

function standingOf(name: string, sequence: CatalogSequence | null, rows: Rows): SequenceStanding {
  const state = rows.states.find((one) => one.sequence === name);
  const ways = rows.ways.filter((way) => way.sequence === name);
  const count = (isMeant: (way: Rows["ways"][number]) => boolean) =>
    ways.filter(isMeant).reduce((sum, { n }) => sum + n, 0);
  return {
    name,
    sequence,
    pausedAt: state?.pausedAt ?? null,
    goneAt: state?.goneAt ?? null,
    active: count(({ status }) => status === "active"),
    done: count(({ status }) => status === "done"),
    stopped: count(({ status }) => status === "stopped"),
    fresh: count(({ status, step }) => status === "active" && step === null),
    steps: (sequence?.steps ?? []).map((each) => ({
      name: each.name,
      subject: each.subject,
      written: rows.mails.get(`sequences/${name}/${each.name}`) ?? 0,
      here: count(({ status, step }) => status === "active" && step === each.name),
    })),
    reasons: Object.fromEntries(
      rows.reasons.filter((one) => one.sequence === name).map(({ reason, n }) => [reason, n]),
    ),
  };
}
