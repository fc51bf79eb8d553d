import type { Catalog } from "../../content/schema/catalog.ts";
import type { Question } from "../../content/schema/segment.ts";

/** A segment, from content or from the desk. */
export interface Segment {
  name: string;
  title: string;
  /** As it was written; what it asks about may be gone since. */
  question: Question;
  /** Null: the usual ones. */
  columns: readonly string[] | null;
  from: "content" | "desk";
}

interface Row {
  name: string;
  title: string;
  question: string;
  columns: string | null;
}

/** All segments: those of content, and after them the desk's, each by title. */
export async function listSegments(db: D1Database, catalog: Catalog): Promise<Segment[]> {
  const found = await db
    .prepare(
      "SELECT name, title, question, columns FROM segment ORDER BY title COLLATE NOCASE, name LIMIT 200",
    )
    .all<Row>();
  const own = Object.keys(catalog.segments).flatMap((name) => fromContent(catalog, name) ?? []);
  return [...own.sort((one, other) => one.title.localeCompare(other.title)), ...found.results.map(fromDesk)];
}

/** The segment `name`; content's where both have one of that name. */
export async function findSegment(db: D1Database, catalog: Catalog, name: string): Promise<Segment | null> {
  const own = fromContent(catalog, name);
  if (own !== null) return own;
  const row = await db
    .prepare("SELECT name, title, question, columns FROM segment WHERE name = ?1")
    .bind(name.slice(0, 200))
    .first<Row>();
  return row === null ? null : fromDesk(row);
}

function fromContent({ segments }: Catalog, name: string): Segment | null {
  const own = Object.hasOwn(segments, name) ? segments[name] : undefined;
  return own === undefined ? null : { name, ...own, columns: null, from: "content" };
}

function fromDesk({ name, title, question, columns }: Row): Segment {
  return {
    name,
    title,
    question: JSON.parse(question),
    columns: columns === null ? null : JSON.parse(columns),
    from: "desk",
  };
}

/** A segment about to be stored. */
export interface SegmentDraft {
  name: string;
  title: string;
  question: Question;
  columns: readonly string[] | null;
  memberId: string | null;
  at: number;
}

/** Stores `draft`; the same question under the same title, once more, stays one segment. */
export function insertSegment(db: D1Database, draft: SegmentDraft): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO segment (name, title, question, columns, member_id, created_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6
        WHERE NOT EXISTS (SELECT 1 FROM segment WHERE title = ?2 AND question = ?3 AND columns IS ?4)
       ON CONFLICT DO NOTHING`,
    )
    .bind(
      draft.name,
      draft.title,
      JSON.stringify(draft.question),
      draft.columns === null ? null : JSON.stringify(draft.columns),
      draft.memberId,
      draft.at,
    );
}

/** Gives the desk's segment `name` another title. */
export function renameSegment(db: D1Database, name: string, title: string): D1PreparedStatement {
  return db.prepare("UPDATE segment SET title = ?2 WHERE name = ?1 AND title <> ?2").bind(name, title);
}

/** Deletes the desk's segment `name`. */
export function deleteSegment(db: D1Database, name: string): D1PreparedStatement {
  return db.prepare("DELETE FROM segment WHERE name = ?1").bind(name);
}

/** A name for the address of a segment called `title`; `chance` keeps it apart from all others. */
export function nameFor(title: string, chance: string): string {
  const plain = title
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replace(/^-+|-+$/g, "");
  return `${plain === "" ? "segmento" : plain}-${chance}`;
}
