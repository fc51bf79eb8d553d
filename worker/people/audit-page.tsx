import { Hono } from "hono";
import type { FC } from "hono/jsx";
import { Select } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { Table } from "../desk/table.tsx";
import { type View, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { type AuditFilter, type AuditRow, listActs, listAudit } from "./store-audit.ts";
import { listMembers, type MemberRow } from "./store-members.ts";

const perPage = 50;

/** What was done at the desk, the latest first, by anybody or one, of any kind or one. */
export const auditRoom = new Hono<AppEnv>().get("/audit", async (c) => {
  const { db } = c.var.deps;
  const { member = "", act = "", before = "" } = c.req.query();
  const filter = { member: member === "" ? null : member, act: act === "" ? null : act };
  const from = /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null;
  // One more than is shown tells whether there is a next page.
  const [found, acts, members] = await withRetries(() =>
    Promise.all([listAudit(db, filter, from, perPage + 1), listActs(db), listMembers(db)]),
  );
  const rows = found.slice(0, perPage);
  const next = found.length > perPage ? (rows.at(-1)?.id ?? null) : null;
  return c.html(
    <AuditPage view={viewOf(c)} here={{ rows, acts, members, filter, next, isFirst: from === null }} />,
  );
});

interface AuditHere {
  rows: AuditRow[];
  acts: string[];
  members: MemberRow[];
  filter: AuditFilter;
  next: number | null;
  isFirst: boolean;
}

const AuditPage: FC<{ view: View; here: AuditHere }> = ({ view, here }) => {
  const words = view.texts.people.audit;
  const query = { member: here.filter.member ?? "", act: here.filter.act ?? "" };
  return (
    <Page view={view} title={words.title} current="audit">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <Filter view={view} here={here} />
      {here.rows.length === 0 ? <p class="empty">{words.empty}</p> : <Rows view={view} rows={here.rows} />}
      <p class="more">
        {here.next === null ? null : (
          <a href={view.link("/admin/audit", { ...query, before: String(here.next) })}>{words.next}</a>
        )}
        {here.isFirst ? null : <a href={view.link("/admin/audit", query)}>{words.first}</a>}
      </p>
    </Page>
  );
};

const Filter: FC<{ view: View; here: AuditHere }> = ({ view, here: { filter, acts, members } }) => {
  const { audit: words, sessions } = view.texts.people;
  const people = members.map(({ id, name }) => [id, name] as const);
  return (
    <search>
      <form class="take wide" method="get" action="/admin/audit">
        {view.reading.locale === view.catalog.site.locale ? null : (
          <input type="hidden" name="lang" value={view.reading.locale} />
        )}
        <div class="take-row">
          <div>
            <Select
              view={view}
              name="member"
              label={words.who}
              required
              value={filter.member ?? ""}
              options={[["", words.everybody], ["none", sessions.owner], ...people]}
            />
          </div>
          <div>
            <Select
              view={view}
              name="act"
              label={words.act}
              required
              value={filter.act ?? ""}
              options={[["", words.anything], ...acts.map((act) => [act, actWords(view, act)] as const)]}
            />
          </div>
        </div>
        <button class="button" type="submit">
          {words.filter}
        </button>
      </form>
    </search>
  );
};

const Rows: FC<{ view: View; rows: AuditRow[] }> = ({ view, rows }) => {
  const words = view.texts.people.audit;
  return (
    <section>
      <Table
        caption={words.title}
        rows={rows}
        columns={[
          { head: words.when, class: "nowrap", cell: ({ at }) => <When at={at} view={view} /> },
          { head: words.who, labelled: false, cell: (row) => whoDid(view, row) },
          { head: words.act, labelled: false, cell: ({ act }) => actWords(view, act) },
          {
            head: words.subject,
            cell: (row) =>
              row.subject === null && row.about === null ? null : (
                <>
                  <Subject view={view} row={row} />
                  {row.about === null ? null : <small> {particulars(row.about)}</small>}
                </>
              ),
          },
        ]}
      />
    </section>
  );
};

/** Where what an act was done to has a page, by the first word of the act. */
const pages: Partial<Record<string, string>> = {
  batch: "/admin/coupons/batches",
  coupon: "/admin/coupons",
  lead: "/admin/leads",
  member: "/admin/people",
};

/** What it was done to: a person by their name, with the way to its page. */
const Subject: FC<{ view: View; row: AuditRow }> = ({ view, row: { act, subject, whom } }) => {
  const page = pages[act.split(".")[0] ?? ""];
  if (subject === null || page === undefined) return <>{subject}</>;
  return <a href={view.link(`${page}/${subject}`)}>{whom ?? subject}</a>;
};

/** Who did it: the member's name, or what else opened the desk. */
function whoDid(view: View, { memberId, name, way }: AuditRow): string {
  const { audit, sessions } = view.texts.people;
  if (memberId !== null) return name ?? memberId;
  const others = {
    token: sessions.owner,
    access: audit.access,
    agency: sessions.agency,
    program: audit.program,
  };
  return others[way];
}

/** `act` in words, or its name where there are none. */
function actWords({ texts }: View, act: string): string {
  return new Map<string, string>(Object.entries(texts.acts)).get(act) ?? act;
}

function particulars(about: string): string {
  const read: unknown = JSON.parse(about);
  if (typeof read !== "object" || read === null) return "";
  return Object.entries(read)
    .map(([name, value]) => `${name}: ${[value].flat().join(", ")}`)
    .join(" · ");
}
