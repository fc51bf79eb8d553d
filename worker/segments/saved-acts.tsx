import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { fieldAt, readQuestion } from "../../content/schema/segment-check.ts";
import type { Problem } from "../desk/form-parts.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { seeSaid, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { notingChange } from "../people/audit.ts";
import { memberOf } from "../people/member.ts";
import { withRetries } from "../store/retry.ts";
import { decodeQuestion } from "./address.ts";
import { defaultColumns, knownColumns, mostColumns } from "./columns.ts";
import { segmentWhere } from "./compile.ts";
import { type Count, countLeads } from "./count.ts";
import { deleteSegment, findSegment, insertSegment, listSegments, nameFor, renameSegment } from "./saved.ts";
import { SegmentsPage, type ShownSegment } from "./saved-page.tsx";

const formOnly = bodyLimit({ maxSize: 16_384 });

/** The saved segments, content's and the desk's. */
export const segments = new Hono<AppEnv>()
  .get("/segments", async (c) => c.html(<SegmentsPage view={viewOf(c)} segments={await readSegments(c)} />))
  .post("/segments", formOnly, async (c) => {
    const { catalog, db, now, random } = c.var.deps;
    const form = await textsIn(c);
    const title = titleIn(form["title"]);
    const words = viewOf(c).texts.segments;
    const written = decodeQuestion(form["where"] ?? "");
    const question = written === null ? null : readQuestion(written, catalog).question;
    if (title === "" || question === null)
      return refused(c, { field: "title", text: title === "" ? words.saveMissing : words.saveNothing });
    const columns = columnsIn(form["cols"] ?? "", catalog);
    const chance = Array.from(random(3), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const name = nameFor(title, chance);
    const draft = { name, title, question, columns, memberId: memberOf(c).id, at: now() };
    await withRetries(() =>
      db.batch([insertSegment(db, draft), notingChange(c, { act: "segment.save", subject: name })]),
    );
    return seeSaid(c, "/admin/segments", "saved");
  })
  .post("/segments/:name/rename", formOnly, async (c) => {
    const title = titleIn((await textsIn(c))["title"]);
    const text = viewOf(c).texts.segments.saveMissing;
    if (title === "") return refused(c, { field: `title-${c.req.param("name")}`, text });
    return change(c, c.req.param("name"), "renamed", (db, name) => renameSegment(db, name, title));
  })
  .post("/segments/:name/delete", (c) => change(c, c.req.param("name"), "deleted", deleteSegment));

/** Changes a segment of the desk; what content says is changed there alone. */
async function change(
  c: Context<AppEnv>,
  name: string,
  said: "renamed" | "deleted",
  act: (db: D1Database, name: string) => D1PreparedStatement,
) {
  const { db, catalog } = c.var.deps;
  const segment = await findSegment(db, catalog, name);
  if (segment?.from === "content") return c.html(<MissingPage view={viewOf(c)} />, 404);
  // One that is gone already was deleted by the same press, sent twice.
  const noted = { act: said === "renamed" ? "segment.rename" : "segment.delete", subject: name };
  await withRetries(() => db.batch([act(db, name), notingChange(c, noted)]));
  return seeSaid(c, "/admin/segments", said);
}

async function refused(c: Context<AppEnv>, problem: Problem) {
  return c.html(<SegmentsPage view={viewOf(c)} segments={await readSegments(c)} problem={problem} />, 422);
}

async function textsIn(c: Context<AppEnv>): Promise<Record<string, string>> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
}

function titleIn(text = ""): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .normalize("NFC")
    .slice(0, 80);
}

function columnsIn(text: string, catalog: Parameters<typeof knownColumns>[0]): string[] | null {
  const known = knownColumns(catalog);
  const columns = [...new Set(text.split(","))].filter((column) => known.has(column)).slice(0, mostColumns);
  return columns.length === 0 || columns.join() === defaultColumns.join() ? null : columns;
}

/** For how long, and in how many statements, all segments together are counted. */
const patience = { milliseconds: 120, statements: 30 };

/** Every segment with its count, as far as counting is quick; null past that. */
async function readSegments(c: Context<AppEnv>): Promise<ShownSegment[]> {
  const { db, catalog, now } = c.var.deps;
  const begun = now();
  const shown: ShownSegment[] = [];
  let left = patience.statements;
  for (const segment of await listSegments(db, catalog)) {
    const { question, mistakes } = readQuestion(segment.question, catalog);
    const milliseconds = patience.milliseconds - (now() - begun);
    let count: Count | null = null;
    if (question !== null && milliseconds > 0 && left > 1) {
      const where = (first: number) => segmentWhere(question, { catalog, now: begun, first });
      const counted = await countLeads(db, now, where, { milliseconds, windows: left - 1 });
      left -= counted.statements;
      count = counted;
    }
    const [wrong] = mistakes;
    shown.push({
      segment,
      count,
      wrong: wrong === undefined ? null : fieldAt(segment.question, wrong),
    });
  }
  return shown;
}
