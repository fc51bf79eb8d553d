import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { magnetTitle } from "../desk/coupon-parts.tsx";
import { Said } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import { nameOf } from "../desk/person.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { mayDo } from "../people/roles.ts";
import { type ListAsk, listLink, paramsOf } from "./asked.ts";
import { BulkBar, type Bulking, bulkForm } from "./bulk-bar.tsx";
import { columnFor, NameCell } from "./cells.tsx";
import type { Count } from "./count.ts";
import { FilterForm, type Filtering, langOf } from "./filter-form.tsx";
import type { Spot } from "./find.ts";
import type { ListedLead } from "./rows.ts";
import { SaveForm } from "./save-form.tsx";
import { sayField, sayQuestion } from "./say.ts";

/** How many leads a page holds. */
export const leadsPerPage = 50;

/** One page of the list. */
export interface LeadList {
  ask: ListAsk;
  leads: ListedLead[];
  /** Of all leads, whatever is looked for. */
  total: number;
  /** How many were found; null on later pages, which do not count again. */
  count: Count | null;
  /** Where the next page begins, if there is one. */
  next: Spot | null;
  /** Where looking stopped for want of time. */
  further: Spot | null;
  /** Whether it is what was typed as a whole; the rest is looked for further on. */
  isExact: boolean;
  /** The magnets whose copies bear the code that was searched for; null where it is no such code. */
  stamped: string[] | null;
  decay: number;
  filtering: Filtering;
  bulking: Bulking;
}

/** All leads, or those that a search and a question find. */
export const LeadsPage: FC<{ view: View; list: LeadList }> = ({ view, list }) => {
  const words = view.words.leads;
  const own = view.texts.segments;
  const { ask } = list;
  const isNarrowed = ask.query !== "" || ask.question !== null;
  if (list.total === 0) {
    return (
      <Page view={view} title={words.title} current="leads">
        <div class="head">
          <h1>{words.empty}</h1>
        </div>
        <p class="empty">
          {words.emptyText}{" "}
          {view.member === null || !mayDo(view.member.role, "GET", "/admin/imports") ? null : (
            <a href={view.link("/admin/imports")}>{view.texts.imports.title}</a>
          )}
        </p>
      </Page>
    );
  }
  return (
    <Page view={view} title={words.title} current="leads">
      <div class="head">
        <h1>{countOf(list.total, view)}</h1>
        <Downloads view={view} ask={ask} />
      </div>
      <Said view={view} words={own.said} />
      <Search view={view} ask={ask} />
      <FilterForm view={view} ask={ask} filtering={list.filtering} />
      {ask.wrong === null ? null : (
        <p class="error">{fill(own.unreadable, { field: sayField(ask.wrong, view) })}</p>
      )}
      {isNarrowed ? <Found view={view} list={list} /> : null}
      {list.stamped === null ? null : <Stamped view={view} magnets={list.stamped} />}
      {ask.question === null ? null : <SaveForm view={view} ask={ask} />}
      {list.leads.length === 0 ? null : <LeadTable view={view} list={list} />}
      <p class="more">
        {list.further === null ? null : (
          <a href={listLink(view, ask, list.further)} rel="next">
            {list.isExact ? own.furtherParts : own.further}
          </a>
        )}
        {list.next === null ? null : (
          <a href={listLink(view, ask, list.next)} rel="next">
            {fill(words.next, { n: leadsPerPage })}
          </a>
        )}
        {ask.after === null ? null : <a href={listLink(view, ask)}>{words.first}</a>}
      </p>
      {list.leads.length === 0 && list.bulking.problem === null ? null : (
        <BulkBar view={view} ask={ask} count={list.count} bulking={list.bulking} />
      )}
    </Page>
  );
};

function countOf(n: number, view: View): string {
  return n === 1
    ? view.words.leads.countOne
    : fill(view.words.leads.count, { n: sayNumber(n, view.reading.locale) });
}

/** The way to the file of these leads, which asks for the key once more. */
const Downloads: FC<{ view: View; ask: ListAsk }> = ({ view, ask }) => {
  // A search by a few letters is no question that a file could be asked for.
  if (view.member === null || ask.query !== "" || !mayDo(view.member.role, "GET", "/admin/export"))
    return null;
  const { query: _, ...asked } = paramsOf({ ...ask, columns: undefined, sort: "seen" });
  return (
    <p>
      <a href={view.link("/admin/export", asked)}>
        {ask.question === null ? view.words.leads.export : view.texts.segments.export}
      </a>
    </p>
  );
};

/** A form that asks by GET, so that what was found has an address and the back button works. */
const Search: FC<{ view: View; ask: ListAsk }> = ({ view, ask }) => {
  const words = view.words.leads;
  return (
    <search>
      <form class="search" method="get" action="/admin/leads">
        {Object.entries({ ...paramsOf({ ...ask, query: "" }), ...langOf(view) }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input
          class="field"
          type="search"
          name="q"
          value={ask.query}
          maxlength={100}
          aria-label={words.search}
          placeholder={words.search}
        />
        <button class="button" type="submit">
          {words.searchButton}
        </button>
      </form>
    </search>
  );
};

/** How many were found, for what; exact where counting was quick. */
const Found: FC<{ view: View; list: LeadList }> = ({ view, list }) => {
  const { ask, leads, count, further } = list;
  const words = view.texts.segments;
  const asked = ask.question === null ? null : sayQuestion(ask.question, view);
  return (
    <>
      {ask.segment === null || ask.question === null ? null : (
        <h2 class="segment">{fill(words.segment, { title: ask.segment.title })}</h2>
      )}
      {asked === null ? null : <p class="prose asked">{asked}</p>}
      <p class="more" role="status">
        <span>{foundText(view, ask.query, leads.length, count, further !== null)}</span>
        {further?.posts === undefined ? null : (
          <span>{fill(words.looked, { n: sayNumber(further.posts.looked, view.reading.locale) })}</span>
        )}
        <a href={view.link("/admin/leads")}>{view.words.leads.clear}</a>
      </p>
    </>
  );
};

function foundText(view: View, query: string, shown: number, count: Count | null, isCut: boolean): string {
  const words = view.texts.segments;
  const searched = view.words.leads;
  // Later pages know nothing of those before.
  if (count === null)
    return shown > 0
      ? fill(words.here, { n: countOf(shown, view) })
      : isCut
        ? words.nobodyHere
        : words.noMore;
  if (shown === 0) {
    if (isCut) return words.nobodySoFar;
    return query === "" ? words.nobody : fill(searched.nobody, { query });
  }
  // Nobody knows how many there are further back.
  if (isCut) return fill(words.soFar, { n: countOf(shown, view) });
  const { isExact } = count;
  // What was counted before time ran out may be less than what is on this page.
  const n = Math.max(count.n, isExact ? 0 : shown);
  if (query !== "")
    return fill(isExact ? searched.found : searched.foundMore, { n: countOf(n, view), query });
  if (isExact && n === 1) return words.foundOne;
  return fill(isExact ? words.found : words.foundMore, { n: sayNumber(n, view.reading.locale) });
}

/** Whose copy it is that bears the code: of what, for the lead stands below. */
const Stamped: FC<{ view: View; magnets: string[] }> = ({ view, magnets }) => {
  const titles = magnets.map((magnet) => magnetTitle(view, magnet)).join(", ");
  return <p class="said">{fill(view.coupons.stamp.found, { magnet: titles })}</p>;
};

const LeadTable: FC<{ view: View; list: LeadList }> = ({ view, list }) => {
  const { ask, leads, decay, bulking } = list;
  const words = view.words.leads;
  return (
    <section class="scroll">
      <Table
        class={`leads chosen${ask.columns.length > 6 ? " many" : ""}`}
        caption={words.title}
        rows={leads}
        columns={[
          {
            head: words.name,
            cell: (lead) => (
              <span class="pick">
                <input
                  type="checkbox"
                  name="id"
                  value={lead.id}
                  form={bulkForm}
                  checked={bulking.ids.includes(lead.id)}
                  aria-label={fill(view.texts.segments.bulk.pick, { name: nameOf(lead, view) })}
                />
                <span>
                  <NameCell view={view} lead={lead} />
                </span>
              </span>
            ),
          },
          ...ask.columns.map((column) => columnFor(column, view, decay)),
        ]}
      />
    </section>
  );
};
