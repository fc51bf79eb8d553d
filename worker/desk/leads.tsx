import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { magnetTitle } from "./coupon-parts.tsx";
import { Page, When } from "./frame.tsx";
import { Contacts, nameBeside } from "./person.tsx";
import type { LeadRow } from "./store-leads.ts";
import { listIn } from "./stored.ts";
import { Table } from "./table.tsx";
import { landingTitle, sourceName, type View } from "./view.ts";
import { sayExactly, sayNumber } from "./when.ts";

/** How many leads a page holds. */
export const leadsPerPage = 50;

/** One page of the list. */
export interface LeadList {
  query: string;
  leads: LeadRow[];
  /** Of all leads, whatever was searched for. */
  total: number;
  /** Where the next page begins, if there is one. */
  next: string | null;
  first: boolean;
  /** The magnets whose copies bear the code that was searched for; null where it is no such code. */
  stamped: string[] | null;
}

/** All leads, or those that a search found, last seen first. */
export const LeadsPage: FC<{ view: View; list: LeadList }> = ({ view, list }) => {
  const words = view.words.leads;
  return (
    <Page view={view} title={words.title} current="leads">
      <div class="head">
        <h1>{list.total === 0 ? words.empty : countOf(list.total, view)}</h1>
        {list.total === 0 ? null : <Downloads view={view} />}
      </div>
      {list.total === 0 ? <p class="empty">{words.emptyText}</p> : <Search view={view} query={list.query} />}
      {list.query === "" ? null : <Found view={view} list={list} />}
      {list.stamped === null ? null : <Stamped view={view} magnets={list.stamped} />}
      {list.leads.length === 0 ? null : <LeadTable view={view} leads={list.leads} />}
      <p class="more">
        {list.next === null ? null : (
          <a
            href={view.link("/admin/leads", {
              ...searched(list.query),
              before: list.next,
            })}
            rel="next"
          >
            {fill(words.next, { n: leadsPerPage })}
          </a>
        )}
        {list.first ? null : <a href={view.link("/admin/leads", searched(list.query))}>{words.first}</a>}
      </p>
    </Page>
  );
};

function searched(query: string): Record<string, string> {
  return query === "" ? {} : { q: query };
}

function countOf(n: number, view: View): string {
  return n === 1
    ? view.words.leads.countOne
    : fill(view.words.leads.count, { n: sayNumber(n, view.reading.locale) });
}

/** The way to the file of leads, which asks for the key once more. */
const Downloads: FC<{ view: View }> = ({ view }) => (
  <p title={view.words.leads.exportNote}>
    <a href={view.link("/admin/leads.csv")}>{view.words.leads.export}</a>
  </p>
);

/** A form that asks by GET, so that what was found has an address and the back button works. */
const Search: FC<{ view: View; query: string }> = ({ view, query }) => {
  const words = view.words.leads;
  return (
    <search>
      <form class="search" method="get" action="/admin/leads">
        {view.reading.locale === view.catalog.site.locale ? null : (
          <input type="hidden" name="lang" value={view.reading.locale} />
        )}
        <input
          class="field"
          type="search"
          name="q"
          value={query}
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

/** How many were found; exact only where one page holds them, for counting the rest costs as much as finding them. */
const Found: FC<{ view: View; list: LeadList }> = ({ view, list }) => {
  const words = view.words.leads;
  const more = list.next !== null || !list.first;
  const text = list.leads.length === 0 ? words.nobody : more ? words.foundMore : words.found;
  const n = countOf(more ? leadsPerPage : list.leads.length, view);
  return (
    <p class="more" role="status">
      <span>{fill(text, { n, query: list.query })}</span>
      <a href={view.link("/admin/leads")}>{words.clear}</a>
    </p>
  );
};

/** Whose copy it is that bears the code: of what, for the lead stands below. */
const Stamped: FC<{ view: View; magnets: string[] }> = ({ view, magnets }) => {
  const titles = magnets.map((magnet) => magnetTitle(view, magnet)).join(", ");
  return <p class="said">{fill(view.coupons.stamp.found, { magnet: titles })}</p>;
};

const LeadTable: FC<{ view: View; leads: LeadRow[] }> = ({ view, leads }) => {
  const words = view.words.leads;
  return (
    <section>
      <Table
        class="leads full"
        caption={words.title}
        rows={leads}
        columns={[
          { head: words.name, cell: (lead) => <NameCell view={view} lead={lead} /> },
          {
            head: words.contact,
            labelled: false,
            cell: (lead) => (
              <>
                <Contacts lead={lead} />
                {lead.disposable === 1 ? <small class="flag">{view.words.lead.disposable}</small> : null}
              </>
            ),
          },
          {
            head: words.landing,
            labelled: false,
            class: "page",
            cell: (lead) => <PageCell view={view} lead={lead} />,
          },
          { head: words.confirmed, cell: (lead) => <ConfirmedCell view={view} at={lead.confirmed_at} /> },
          { head: words.consents, cell: (lead) => consentsText(lead, view) },
          {
            head: words.when,
            labelled: false,
            class: "n seen",
            cell: (lead) => <When at={lead.seen_at} view={view} />,
          },
        ]}
      />
    </section>
  );
};

/** The purposes that count, and after them those that a press in a mail would make count. */
function consentsText(lead: LeadRow, view: View): string {
  const confirmed = listIn(lead.consents).join(", ");
  const given = listIn(lead.unconfirmed).join(", ");
  const waiting = given === "" ? "" : fill(view.words.leads.unconfirmed, { purposes: given });
  return [confirmed, waiting].filter((text) => text !== "").join(", ") || view.words.list.none;
}

const NameCell: FC<{ view: View; lead: LeadRow }> = ({ view, lead }) => (
  <>
    <a href={view.link(`/admin/leads/${lead.id}`)}>{nameBeside(lead, view)}</a>
    {lead.submissions > 1 ? (
      <small> {fill(view.words.leads.submissions, { n: lead.submissions })}</small>
    ) : null}
  </>
);

/** Where the lead came in; a long title is cut and stands whole in the tooltip and on the lead's own page. */
const PageCell: FC<{ view: View; lead: LeadRow }> = ({ view, lead }) => {
  const title = landingTitle(view.catalog, lead.landing ?? "");
  return (
    <>
      <span title={title}>{title}</span>
      <small>{sourceName(lead.source_label ?? "direct", view)}</small>
    </>
  );
};

const ConfirmedCell: FC<{ view: View; at: number | null }> = ({ view, at }) =>
  at === null ? (
    <span>{view.words.list.no}</span>
  ) : (
    <span title={sayExactly(at, view.reading)}>{view.words.list.yes}</span>
  );
