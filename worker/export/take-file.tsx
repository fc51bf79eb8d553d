import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { FC } from "hono/jsx";
import { dayIn } from "../calendar.ts";
import { Page, When } from "../desk/frame.tsx";
import { sessionOf } from "../desk/session.ts";
import { Table } from "../desk/table.tsx";
import { judgeToken, tries } from "../desk/tries.ts";
import { type View, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { csvFile, csvType, type Format, formatIn } from "./csv.ts";
import { type ExportOutcome, everybody, listExports, noteExport, readUsedNames } from "./store-exports.ts";
import { submissionsSheet } from "./submissions.ts";

/** Files of leads that may be taken in one span, in milliseconds. */
const most = { limit: 10, span: 3_600_000 };

/** The file of leads: it asks for the owner's token once more, and every wish for it is noted. */
export const fileOfLeads = new Hono<AppEnv>()
  .get("/leads.csv", (c) => show(c, null, 200))
  .post("/leads.csv", bodyLimit({ maxSize: 4096 }), async (c) => {
    const { db, now } = c.var.deps;
    const { signIn, csv } = viewOf(c).words;
    const { token, format } = await c.req.parseBody();
    const verdict = await judgeToken(c, token);
    const session = (await sessionOf(c)) ?? "";
    const span = { now: now(), since: now() - most.span, limit: most.limit };
    // Noted before the first row leaves, so that a file broken off counts, too.
    const outcome = await noteExport(db, session, verdict === "right", span);
    if (verdict === "locked") {
      c.header("Retry-After", String(tries.span / 1000));
      return show(c, signIn.locked, 429);
    }
    if (verdict === "wrong") return show(c, signIn.wrong, 401);
    if (outcome !== "taken") {
      c.header("Retry-After", String(most.span / 1000));
      return show(c, csv.tooMany, 429);
    }
    return file(c, formatIn(format));
  });

/** The file itself: for programs, or as Excel wants it. */
async function file(c: Context<AppEnv>, format: Format): Promise<Response> {
  const { db, catalog, now } = c.var.deps;
  const used = await readUsedNames(db);
  const name = `${viewOf(c).words.csv.file}-${dayIn(now(), catalog.site.timeZone)}.csv`;
  c.header("Content-Type", csvType);
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  return c.body(csvFile({ name, ...submissionsSheet(db, catalog, used, everybody) }, format));
}

async function show(c: Context<AppEnv>, error: string | null, status: 200 | 401 | 429) {
  const log = await listExports(c.var.deps.db);
  return c.html(<TakeFilePage view={viewOf(c)} error={error} log={log} />, status);
}

const TakeFilePage: FC<{
  view: View;
  error: string | null;
  log: { at: number; outcome: ExportOutcome }[];
}> = ({ view, error, log }) => {
  const { export: words, signIn, leads } = view.words;
  return (
    <Page view={view} title={words.title} current="leads">
      <h1>{words.title}</h1>
      <p class="soft prose">
        {leads.exportNote} {words.text}
      </p>
      <form class="take" method="post" action={view.link("/admin/leads.csv")}>
        {error === null ? null : (
          <p class="error" id="token-error" role="alert">
            {error}
          </p>
        )}
        <fieldset>
          <legend>{words.format}</legend>
          <label>
            <input type="radio" name="format" value="csv" checked /> {words.csv}
          </label>
          <label>
            <input type="radio" name="format" value="excel" /> {words.excel}
          </label>
        </fieldset>
        <label for="token">{signIn.label}</label>
        <input
          class="field"
          id="token"
          name="token"
          type="password"
          autocomplete="current-password"
          autocapitalize="off"
          spellcheck={false}
          required
          aria-describedby={error === null ? undefined : "token-error"}
          aria-invalid={error === null ? undefined : "true"}
        />
        <button class="button" type="submit">
          {words.button}
        </button>
      </form>
      {log.length === 0 ? null : (
        <section>
          <h2>{words.log}</h2>
          <Table
            caption={words.log}
            rows={log}
            columns={[
              { head: words.when, cell: ({ at }) => <When at={at} view={view} /> },
              { head: words.outcome, cell: ({ outcome }) => words.outcomes[outcome] },
            ]}
          />
        </section>
      )}
    </Page>
  );
};
