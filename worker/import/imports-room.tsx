import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Problem } from "../desk/form-parts.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { viewOf } from "../desk/view.ts";
import type { AppEnv, Deps } from "../env.ts";
import { csvFile } from "../export/csv.ts";
import { findLanding } from "../landing.ts";
import { noting, notingChange } from "../people/audit.ts";
import { memberOf } from "../people/member.ts";
import { withRetries } from "../store/retry.ts";
import { newRowId } from "../tokens.ts";
import { type Choice, chooseColumns } from "./choose-columns.ts";
import type { Look } from "./first-rows.tsx";
import { ImportPage } from "./import-page.tsx";
import { bases, ImportsPage, sayReason } from "./imports-page.tsx";
import { metaState } from "./meta-state.ts";
import { largestFile } from "./pieces.ts";
import { goOn, judgeAll, stop } from "./step.ts";
import {
  countRefusals,
  findImport,
  firstRows,
  type Import,
  listImports,
  listRefusals,
} from "./store-imports.ts";
import { sift } from "./take.ts";
import { dropUpload, takeUpload, type Upload } from "./upload.ts";

const formOnly = bodyLimit({ maxSize: 256_000 });

/** Files of leads on their way in. */
export const importsRoom = new Hono<AppEnv>()
  .get("/imports", (c) => showAll(c))
  .post("/imports", async (c) => {
    const { deps } = c.var;
    if (Number(c.req.header("Content-Length") ?? 0) > largestFile + 64_000)
      return showAll(c, { typed: {}, problems: ["large"] }, 413);
    const id = newRowId(deps.random, deps.now());
    const upload = await takeUpload(deps, c.req.raw, id);
    const problems = problemsOf(deps, upload);
    if (typeof upload === "string" || problems.length > 0) {
      await dropUpload(deps.db, id);
      const typed = typeof upload === "string" ? {} : upload.typed;
      return showAll(c, { typed, problems }, upload === "large" ? 413 : 422);
    }
    const { typed, name, bytes, reading } = upload;
    const { landing = "", provenance = "", basis = "" } = typed;
    await withRetries(() =>
      deps.db.batch([
        deps.db
          .prepare(
            `UPDATE import SET name = ?2, status = 'reading', reading = ?3, landing = ?4, provenance = ?5, basis = ?6,
               bytes = ?7, member_id = ?8 WHERE id = ?1 AND bytes = 0`,
          )
          .bind(...[id, name, JSON.stringify(reading), landing, provenance, basis, bytes], memberOf(c).id),
        notingChange(c, { act: "import.upload", subject: id, about: { landing, bytes } }),
      ]),
    );
    // A large file has asked the database for much in this request already.
    if (bytes < 3_000_000) await goOnOrLater(deps, id);
    return c.redirect(viewOf(c).link(`/admin/imports/${id}`), 303);
  })
  .get("/imports/:id", async (c) => withImport(c, (current) => show(c, current)))
  .post("/imports/:id/columns", formOnly, (c) =>
    withImport(c, async (current) => {
      const choice: Choice = chooseColumns(viewOf(c), current, await c.req.parseBody());
      if (choice.problems.length > 0) {
        const reading = { ...current.reading, ...choice };
        return show(c, { ...current, status: "mapping", reading }, choice.problems, 422);
      }
      await beginTrial(c, current, choice);
      await goOnOrLater(c.var.deps, current.id);
      return back(c, current.id);
    }),
  )
  .post("/imports/:id/on", formOnly, (c) =>
    withImport(c, async ({ id }) => {
      await goOn(c.var.deps, id, noting(c, { act: "import.on", subject: id }));
      return back(c, id);
    }),
  )
  .post("/imports/:id/take", formOnly, (c) =>
    withImport(c, async ({ id, taken }) => {
      await c.var.deps.db.batch([
        c.var.deps.db
          .prepare(
            `UPDATE import SET status = 'running', at_part = 0, taken = 0, known = 0, refused = 0
              WHERE id = ?1 AND status = 'ready'`,
          )
          .bind(id),
        notingChange(c, { act: "import.take", subject: id, about: { leads: taken } }),
        c.var.deps.db
          .prepare(
            `DELETE FROM import_refusal WHERE import_id = ?1
                AND EXISTS (SELECT 1 FROM import WHERE id = ?1 AND status = 'running' AND at_part = 0)`,
          )
          .bind(id),
      ]);
      await goOnOrLater(c.var.deps, id);
      return back(c, id);
    }),
  )
  .post("/imports/:id/stop", formOnly, (c) =>
    withImport(c, async ({ id }) => {
      await stop(c.var.deps, id, notingChange(c, { act: "import.stop", subject: id }));
      return c.redirect(viewOf(c).link("/admin/imports", { said: "stopped" }), 303);
    }),
  )
  .get("/imports/:id/refused.csv", (c) =>
    withImport(c, async ({ id }) => {
      let row = 0;
      const view = viewOf(c);
      c.header("Content-Type", "text/csv; charset=utf-8; header=present");
      c.header("Content-Disposition", `attachment; filename="refused-${id}.csv"`);
      const { db, catalog } = c.var.deps;
      const nextPage = async () => {
        const page = await listRefusals(db, id, row, 1000);
        row = page.at(-1)?.row ?? row;
        return page.map((each) => [
          ...[each.row, each.field ?? "", each.reason],
          sayReason(view, each.reason, null),
        ]);
      };
      const heads = ["row", "column", "reason", "sentence"];
      const sheet = { name: "refused", heads, nextPage, timeZone: catalog.site.timeZone };
      return c.body(csvFile(sheet, { separator: ",", mark: true }));
    }),
  );

/** What was wished is written down already: steps that fail now are made by the clock. */
async function goOnOrLater(deps: Deps, id: string): Promise<void> {
  await goOn(deps, id).catch((error: unknown) =>
    deps.log({ event: "import-later", error: error instanceof Error ? error.message : "unknown" }),
  );
}

async function withImport(
  c: Context<AppEnv>,
  answer: (current: Import) => Response | Promise<Response>,
): Promise<Response> {
  const id = c.req.param("id") ?? "";
  const current = /^[\w-]{22}$/.test(id) ? await findImport(c.var.deps.db, id) : null;
  return current === null ? c.html(<MissingPage view={viewOf(c)} />, 404) : answer(current);
}

function back(c: Context<AppEnv>, id: string): Response {
  return c.redirect(viewOf(c).link(`/admin/imports/${id}`), 303);
}

type UploadProblem = "file" | "empty" | "large" | "landing" | "provenance" | "basis";

async function showAll(
  c: Context<AppEnv>,
  refused: { typed: Record<string, string>; problems: readonly UploadProblem[] } = {
    typed: {},
    problems: [],
  },
  status: 200 | 413 | 422 = 200,
): Promise<Response> {
  const view = viewOf(c);
  const { problems: words } = view.texts.imports;
  const fields: Partial<Record<UploadProblem, string>> = { empty: "file", large: "file" };
  const problems = refused.problems.map((name) => ({ field: fields[name] ?? name, text: words[name] }));
  const [imports, meta] = await Promise.all([listImports(c.var.deps.db), metaState(c.var.deps)]);
  return c.html(
    <ImportsPage view={view} imports={imports} typed={refused.typed} problems={problems} meta={meta} />,
    status,
  );
}

async function show(
  c: Context<AppEnv>,
  current: Import,
  problems: readonly Problem[] = [],
  status: 200 | 422 = 200,
): Promise<Response> {
  const { deps } = c.var;
  const [refusals, looks] = await Promise.all([
    countRefusals(deps.db, current.id),
    current.status === "ready" ? looksAt(deps, current) : [],
  ]);
  return c.html(
    <ImportPage view={viewOf(c)} current={current} refusals={refusals} looks={looks} problems={problems} />,
    status,
  );
}

/** What becomes of the first rows. */
async function looksAt(deps: Deps, current: Import): Promise<Look[]> {
  const here = findLanding(deps.catalog, current.landing ?? "");
  if (here === null) return [];
  const rows = await firstRows(deps.db, current.id);
  const { arrivals, refusals } = await judgeAll(deps, current, here, rows, 1);
  const verdicts = await sift(
    deps,
    arrivals.map(({ arrival }) => arrival),
  );
  const looks: Look[] = arrivals.map(({ row, arrival }, place) => ({
    row,
    said: arrival.row,
    verdict: verdicts[place] ?? "known",
  }));
  return [...looks, ...refusals].sort((one, other) => one.row - other.row);
}

/** Writes down what the columns become, and tries all rows from the first. */
async function beginTrial(c: Context<AppEnv>, { id, reading }: Import, choice: Choice): Promise<void> {
  const { db } = c.var.deps;
  const { columns, claims } = choice;
  await db.batch([
    db
      .prepare(
        `UPDATE import SET reading = ?2, status = 'trial', at_part = 0, taken = 0, known = 0, refused = 0
          WHERE id = ?1 AND status IN ('mapping', 'trial', 'ready')`,
      )
      .bind(id, JSON.stringify({ ...reading, columns, claims })),
    notingChange(c, { act: "import.columns", subject: id }),
    db.prepare("DELETE FROM import_refusal WHERE import_id = ?1").bind(id),
    db.prepare("DELETE FROM import_step WHERE import_id = ?1 AND status = 'trial'").bind(id),
  ]);
}

function problemsOf({ catalog }: Deps, upload: Upload | "large" | "broken"): UploadProblem[] {
  if (upload === "large") return ["large"];
  if (upload === "broken") return ["file"];
  const { name, bytes, typed } = upload;
  return [
    ...(name === "" ? (["file"] as const) : []),
    ...(name !== "" && bytes === 0 ? (["empty"] as const) : []),
    ...(findLanding(catalog, typed.landing ?? "") === null ? (["landing"] as const) : []),
    ...((typed.provenance ?? "") === "" ? (["provenance"] as const) : []),
    ...((bases as readonly string[]).includes(typed.basis ?? "") ? [] : (["basis"] as const)),
  ];
}
