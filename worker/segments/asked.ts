import type { Context } from "hono";
import type { Question } from "../../content/schema/segment.ts";
import { fieldAt, readQuestion } from "../../content/schema/segment-check.ts";
import type { View } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { decodeQuestion, encodeQuestion } from "./address.ts";
import { defaultColumns, knownColumns, mostColumns } from "./columns.ts";
import { segmentWhere, type Where } from "./compile.ts";
import { type Spot, top } from "./find.ts";
import { findSegment, type Segment } from "./saved.ts";
import { searchWhere } from "./search.ts";

/** What the address of the list asks for. */
export interface ListAsk {
  /** What is searched for in names, contacts and answers. */
  query: string;
  question: Question | null;
  columns: readonly string[];
  sort: "seen" | "score";
  /** The page goes on after this one. */
  after: Spot | null;
  /** The moment by which scores are compared: that of the first page. */
  moment: number;
  /** The segment that was opened. */
  segment: Segment | null;
  /** The field that keeps the question of the address from being asked, if one does. */
  wrong: string | null;
}

/** What this request's address asks for; whatever is none of our words counts as not said. */
export async function readAsk(c: Context<AppEnv>, params: URLSearchParams): Promise<ListAsk> {
  const { db, catalog, now } = c.var.deps;
  const name = params.get("segment");
  const segment = name === null ? null : await findSegment(db, catalog, name);
  const where = params.get("where");
  const written = where === null ? (segment?.question ?? null) : decodeQuestion(where);
  const read = written === null ? null : readQuestion(written, catalog);
  const known = knownColumns(catalog);
  const asked = params.get("cols")?.split(",") ?? segment?.columns ?? defaultColumns;
  const sort = params.get("sort") === "score" ? "score" : "seen";
  const place = placeIn(params.get("before"), sort);
  return {
    query: (params.get("q") ?? "").normalize("NFC").trim().slice(0, 100),
    question: read?.question ?? null,
    columns: [...new Set(asked)].filter((column) => known.has(column)).slice(0, mostColumns),
    sort,
    after: place,
    moment: place?.moment ?? now(),
    segment,
    wrong: read?.mistakes[0] === undefined ? null : fieldAt(written, read.mistakes[0]),
  };
}

/** The condition that `ask` sets for leads; true where it sets none. */
export function whereOf(c: Context<AppEnv>, { query, question }: Pick<ListAsk, "query" | "question">) {
  const { catalog, now } = c.var.deps;
  return (first: number): Where => {
    const searched = query === "" ? null : searchWhere(query, catalog, first);
    const next = first + (searched?.values.length ?? 0);
    const asked = question === null ? null : segmentWhere(question, { catalog, now: now(), first: next });
    const parts = [searched, asked].filter((part) => part !== null);
    return {
      sql: parts.length === 0 ? "1" : parts.map(({ sql }) => sql).join(" AND "),
      values: parts.flatMap(({ values }) => values),
    };
  };
}

type Loose<T> = { [Key in keyof T]?: T[Key] | undefined };

/** What an address has to say so that it asks for `ask`; what is usual is left out. */
export function paramsOf(ask: Loose<ListAsk>): Record<string, string> {
  const { query = "", question, columns, sort, segment } = ask;
  const own = (segment?.columns ?? defaultColumns).join();
  const asksOwn =
    segment !== null &&
    segment !== undefined &&
    JSON.stringify(segment.question) === JSON.stringify(question);
  return {
    ...(query === "" ? {} : { q: query }),
    ...(asksOwn ? { segment: segment.name } : question ? { where: encodeQuestion(question) } : {}),
    ...(columns === undefined || columns.join() === (asksOwn ? own : defaultColumns.join())
      ? {}
      : { cols: columns.join() }),
    ...(sort === "score" ? { sort } : {}),
  };
}

/** The address of the list that asks for `ask`, going on after `after`. */
export function listLink(view: View, ask: ListAsk, after: Spot | null = null): string {
  return view.link("/admin/leads", {
    ...paramsOf(ask),
    ...(after === null ? {} : { before: writeSpot(after, ask) }),
  });
}

function writeSpot({ key, row, posts }: Spot, { sort, moment }: ListAsk): string {
  if (posts !== undefined) return `answers.${posts.row}.${posts.looked}`;
  return sort === "seen" ? `${key}.${row}` : `${key}_${row}_${moment}`;
}

function placeIn(text: string | null, sort: ListAsk["sort"]): (Spot & { moment: number | null }) | null {
  const [, post, looked] = /^answers\.(\d{1,15})\.(\d{1,15})$/.exec(text ?? "") ?? [];
  if (post !== undefined)
    return { ...top, posts: { row: Number(post), looked: Number(looked) }, moment: null };
  const pattern =
    sort === "seen"
      ? /^(\d{1,15})\.(\d{1,15})$/
      : /^(-?\d{1,15}(?:\.\d{1,20})?(?:e-?\d{1,3})?)_(\d{1,15})_(\d{1,15})$/;
  const [, key, row, moment] = pattern.exec(text ?? "") ?? [];
  if (key === undefined || row === undefined) return null;
  return { key: Number(key), row: Number(row), moment: moment === undefined ? null : Number(moment) };
}
