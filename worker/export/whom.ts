import type { Catalog } from "../../content/schema/catalog.ts";
import { type Question, questionSchema } from "../../content/schema/segment.ts";
import { readQuestion } from "../../content/schema/segment-check.ts";
import type { Deps } from "../env.ts";
import { decodeQuestion } from "../segments/address.ts";
import { segmentWhere } from "../segments/compile.ts";
import { everybody, firstOfWhom, type Whom } from "./store-exports.ts";

/** Whose rows are asked for: a segment's by its name, those of a question in an address, or everybody's. */
export interface AskedWhom {
  segment: string;
  where: string;
}

/** The condition that `asked` comes to; null where it names no segment, or asks what has no answer. */
export async function whomOf(
  { db, catalog, now }: Pick<Deps, "db" | "catalog" | "now">,
  { segment, where }: AskedWhom,
): Promise<Whom | null> {
  if (segment === "" && where === "") return everybody;
  const question = segment === "" ? decodeQuestion(where) : await findQuestion(db, catalog, segment);
  if (question === null || readQuestion(question, catalog).question === null) return null;
  return segmentWhere(question, { catalog, now: now(), first: firstOfWhom });
}

/** What the segment `name` asks: content's own, or one that was saved at the desk. */
export async function findQuestion(
  db: D1Database,
  { segments }: Catalog,
  name: string,
): Promise<Question | null> {
  if (Object.hasOwn(segments, name)) return segments[name]?.question ?? null;
  const saved = await db
    .prepare("SELECT question FROM segment WHERE name = ?1")
    .bind(name)
    .first<string>("question");
  const read = saved === null ? null : questionSchema.safeParse(JSON.parse(saved));
  return read?.success ? read.data : null;
}

/** All segments, by what people call them. */
export async function listSegmentTitles(
  db: D1Database,
  { segments }: Catalog,
): Promise<{ name: string; title: string }[]> {
  const saved = await db
    .prepare("SELECT name, title FROM segment ORDER BY title LIMIT 200")
    .all<{ name: string; title: string }>();
  const own = Object.entries(segments).map(([name, { title }]) => ({ name, title }));
  return [...own, ...saved.results.filter(({ name }) => !Object.hasOwn(segments, name))];
}
