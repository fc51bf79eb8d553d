import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { dayIn } from "../calendar.ts";
import type { Problem } from "../desk/form-parts.tsx";
import { judgeToken, tries } from "../desk/tries.ts";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { notingWhere } from "../people/audit.ts";
import { memberOf } from "../people/member.ts";
import { type FileFormat, fileOf, formats } from "./formats.ts";
import { isOfAll, type Kind, kindsOf, sheetOf } from "./kinds.ts";
import { ExportPage, type Typed, whole } from "./page.tsx";
import { rowsOfPart, type Sheet } from "./sheet.ts";
import { countLongest, listExports, noteExport, type Whom } from "./store-exports.ts";
import { listSegmentTitles, whomOf } from "./whom.ts";

// The wish that was noted in the same batch, just before.
const isTaken = "(SELECT outcome FROM export ORDER BY id DESC LIMIT 1) = 'taken'";

/** Files that may be taken in one span, in milliseconds. */
const most = { limit: 10, span: 3_600_000 };

/** Files of leads: each asks for the token once more, and every wish for one is noted. */
export const exportRoom = new Hono<AppEnv>()
  .get("/export", (c) => show(c, typedIn(c.req.query()), [], 200))
  .post("/export", bodyLimit({ maxSize: 16_384 }), async (c) => take(c, await c.req.parseBody()))
  // The address that the file of submissions has always had.
  .get("/leads.csv", (c) => show(c, typedIn({ format: "csv" }), [], 200))
  .post("/leads.csv", bodyLimit({ maxSize: 4096 }), async (c) => {
    const { format, token } = await c.req.parseBody();
    return take(c, { what: "submissions", format: format === "excel" ? "excel" : "csv", token: token ?? "" });
  });

function typedIn(asked: Record<string, unknown>): Typed {
  const text = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  return {
    what: text("what") || "submissions",
    format: text("format") || "csv",
    segment: text("segment") === whole ? "" : text("segment"),
    where: text("where"),
    part: text("part") === whole ? "" : text("part"),
  };
}

/** The file, if all is right with the wish. */
async function take(c: Context<AppEnv>, form: Record<string, unknown>): Promise<Response> {
  const typed = typedIn(form);
  const { signIn, export: words } = viewOf(c).words;
  const wish = await readWish(c, typed);
  if ("problems" in wish) return show(c, typed, wish.problems, 422);
  const { db, now } = c.var.deps;
  const verdict = await judgeToken(c, form.token);
  const span = { now: now(), since: now() - most.span, limit: most.limit };
  const about = { what: typed.what, format: typed.format, all: wish.whom.values.length === 0 };
  // Whatever can fail before the first row fails before anything is noted.
  const sheet = verdict === "right" ? await sheetOf(c.var.deps, viewOf(c), wish.kind, wish.whom) : null;
  // Noted before the first row leaves, so that a file broken off counts, too.
  const noted = notingWhere(c, { act: "export.file", about }, isTaken);
  const outcome = await noteExport(db, memberOf(c).session, verdict === "right", span, noted);
  if (verdict === "locked") {
    c.header("Retry-After", String(tries.span / 1000));
    return show(c, typed, [{ field: "token", text: signIn.locked }], 429);
  }
  if (sheet === null) return show(c, typed, [{ field: "token", text: signIn.wrong }], 401);
  if (outcome !== "taken") {
    c.header("Retry-After", String(most.span / 1000));
    return show(c, typed, [{ field: "what", text: words.tooMany }], 429);
  }
  return answerFile(c, sheet, wish);
}

interface Wish {
  kind: Kind;
  format: FileFormat;
  whom: Whom;
}

async function readWish(c: Context<AppEnv>, typed: Typed): Promise<Wish | { problems: Problem[] }> {
  const { deps } = c.var;
  const { export: words } = viewOf(c).words;
  const kind = kindsOf(deps.catalog).get(typed.what);
  const format = formats.find((each) => each === typed.format);
  const whom = await whomOf(deps, typed);
  const isNarrowed = typed.segment !== "" || typed.where !== "";
  if (kind === undefined) return { problems: [{ field: "what", text: words.wrongWhat }] };
  if (format === undefined) return { problems: [{ field: "format", text: words.wrongFormat }] };
  if (whom === null) return { problems: [{ field: "segment", text: words.wrongWhom }] };
  if (isNarrowed && isOfAll(kind)) return { problems: [{ field: "segment", text: words.onlyAll }] };
  if (!/^(?:[1-9]\d{0,3})?$/.test(typed.part))
    return { problems: [{ field: "part", text: words.wrongPart }] };
  return { kind, format, whom: typed.part === "" ? whom : { ...whom, part: Number(typed.part) } };
}

function answerFile(c: Context<AppEnv>, sheet: Sheet, { kind, format, whom }: Wish): Response {
  const { deps } = c.var;
  const { body, type, ending } = fileOf(sheet, kind, format, viewOf(c).words.export.cut);
  const which =
    "form" in kind ? kind.form : "platform" in kind ? kind.platform : "click" in kind ? kind.click : "";
  const day = dayIn(deps.now(), deps.catalog.site.timeZone);
  const part = whom.part === undefined ? "" : String(whom.part);
  const name = [sheet.name, which.replaceAll(/[^\w-]/g, "-"), day, part]
    .filter((part) => part !== "")
    .join("-");
  c.header("Content-Type", type);
  c.header("Content-Disposition", `attachment; filename="${name}.${ending}"`);
  return c.body(body);
}

async function show(
  c: Context<AppEnv>,
  typed: Typed,
  problems: readonly Problem[],
  status: 200 | 401 | 422 | 429,
): Promise<Response> {
  const { db, catalog } = c.var.deps;
  const [log, segments, rows] = await Promise.all([
    listExports(db),
    listSegmentTitles(db, catalog),
    countLongest(db),
  ]);
  const parts = Math.ceil(rows / rowsOfPart);
  return c.html(<ExportPage view={viewOf(c)} here={{ typed, problems, segments, parts, log }} />, status);
}
