import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Field, Select } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { nameOf } from "../desk/person.tsx";
import { Table } from "../desk/table.tsx";
import { landingTitle, type View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { purposeName } from "../preferences/page.tsx";
import type { Asked } from "./receipts.tsx";
import { type FoundReceipt, receiptEvents } from "./store-receipts.ts";

interface Props {
  view: View;
  asked: Asked;
  found: FoundReceipt[];
  /** The number that the next page goes on below; null where this is the last one. */
  next: number | null;
  isFirst: boolean;
}

/** The receipts, the latest first, and what they are looked for by. */
export const ReceiptsPage: FC<Props> = (props) => {
  const { view, asked, found, next, isFirst } = props;
  const words = view.texts.receipts;
  const { locale } = view.reading;
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
  const isFiltered = Object.keys(query).length > 0;
  const none = asked.q === "" || !isFirst ? words.none : words.nobody;
  return (
    <Page view={view} title={words.title} current="receipts">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <Filters {...props} isFiltered={isFiltered} />
      {found.length > 0 ? (
        <Found view={view} found={found} />
      ) : (
        <p class="empty">{next === null ? none : fill(words.noneSoFar, { id: sayNumber(next, locale) })}</p>
      )}
      <p class="more">
        {next === null ? null : (
          <a href={view.link("/admin/receipts", { ...query, before: String(next) })}>
            {fill(words.goOn, { id: sayNumber(next - 1, locale) })}
          </a>
        )}
        {isFiltered || !isFirst ? <a href={view.link("/admin/receipts")}>{words.clear}</a> : null}
      </p>
    </Page>
  );
};

const Filters: FC<Props & { isFiltered: boolean }> = ({ view, asked }) => {
  const words = view.texts.receipts;
  const { catalog } = view;
  const forms = Object.entries(catalog.forms);
  const purposes = [...new Set(forms.flatMap(([, { consents }]) => consents.map(({ purpose }) => purpose)))];
  const names = view.texts.preferences;
  const choose = (
    name: Exclude<keyof Asked, "q" | "version" | "from" | "until">,
    label: string,
    options: (readonly [string, string])[],
  ) => (
    <div>
      <Select
        view={view}
        name={name}
        label={label}
        required
        value={asked[name]}
        options={[["", words.any] as const, ...options]}
      />
    </div>
  );
  const type = (name: "version" | "from" | "until", label: string, kind: string) => (
    <div>
      <Field view={view} name={name} label={label} type={kind} value={asked[name]} asked />
    </div>
  );
  const { q, purpose, event, ...others } = asked;
  return (
    <form class="take wide" method="get" action="/admin/receipts">
      {view.reading.locale === catalog.site.locale ? null : (
        <input type="hidden" name="lang" value={view.reading.locale} />
      )}
      <div class="take-row">
        <div>
          <Field view={view} name="q" label={words.contact} value={q} more={{ autocomplete: "off" }} asked />
        </div>
        {choose(
          "purpose",
          words.purpose,
          purposes.map((each) => [each, purposeName(each, names)] as const),
        )}
        {choose(
          "event",
          words.event,
          receiptEvents.map((each) => [each, words.events[each]] as const),
        )}
      </div>
      <details class="whole" open={Object.values(others).some((value) => value !== "")}>
        <summary>{words.more}</summary>
        <div class="take-row">
          {choose(
            "landing",
            words.landing,
            Object.entries(catalog.landings).map(([path, { title }]) => [path, title] as const),
          )}
          {choose(
            "form",
            words.form,
            forms.map(([name]) => [name, name] as const),
          )}
          {choose("channel", words.channel, Object.entries(view.words.channels))}
        </div>
        <div class="take-row">
          {type("from", words.from, "date")}
          {type("until", words.until, "date")}
          {type("version", words.version, "number")}
        </div>
      </details>
      <button class="button" type="submit">
        {words.search}
      </button>
    </form>
  );
};

const Found: FC<{ view: View; found: FoundReceipt[] }> = ({ view, found }) => {
  const words = view.texts.receipts;
  const names = view.texts.preferences;
  return (
    <Table
      class="proofs"
      caption={words.title}
      rows={found}
      columns={[
        {
          head: words.number,
          class: "nowrap",
          cell: ({ id }) => (
            <a href={view.link(`/admin/receipts/${id}`)}>{sayNumber(id, view.reading.locale)}</a>
          ),
        },
        {
          head: words.purpose,
          labelled: false,
          cell: ({ purpose, event, version }) => (
            <>
              {purposeName(purpose, names)}, {words.events[event]}{" "}
              {version === null ? null : <small class="nowrap">v. {version}</small>}
            </>
          ),
        },
        {
          head: words.who,
          labelled: false,
          cell: (row) =>
            row.erased_at === null ? (
              <a href={view.link(`/admin/leads/${row.lead_id}`)}>{nameOf(row, view)}</a>
            ) : (
              <span class="soft">{words.erased}</span>
            ),
        },
        {
          head: words.landing,
          labelled: false,
          cell: ({ landing, channel, form }) => (
            <>
              {landing === null ? form : landingTitle(view.catalog, landing)}{" "}
              <small>
                {Object.entries(view.words.channels).find(([name]) => name === channel)?.[1] ?? channel}
              </small>
            </>
          ),
        },
        {
          head: words.when,
          labelled: false,
          class: "n",
          cell: ({ at }) => <When at={at} view={view} />,
        },
      ]}
    />
  );
};
