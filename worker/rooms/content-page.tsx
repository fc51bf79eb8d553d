import type { FC } from "hono/jsx";
import type { CatalogLanding, CatalogMagnet } from "../../content/schema/catalog.ts";
import type { CheckFile } from "../../content/schema/check-file.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import { dayIn, sayDay, startOfDay } from "../calendar.ts";
import { Page } from "../desk/frame.tsx";
import { sayWorth } from "../desk/money.ts";
import { Table } from "../desk/table.tsx";
import { landingTitle, type View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { labelOf } from "../pages/read-back.ts";
import { purposeName } from "../preferences/page.tsx";
import { Check } from "./check.tsx";

interface Props {
  view: View;
  /** Forms sent in the last thirty days, by landing. */
  submits: ReadonlyMap<string, number>;
  /** Coupons given, by magnet. */
  issued: ReadonlyMap<string, number>;
  check: CheckFile | null;
}

/** What is live: pages, forms, gifts, the wordings of consents, and what the check says of them. */
export const ContentPage: FC<Props> = (props) => {
  const { view, check } = props;
  const words = view.texts.rooms.content;
  return (
    <Page view={view} title={words.title} current="content">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <section>
        <h2>{words.landings}</h2>
        <Landings {...props} />
      </section>
      <Check view={view} check={check} />
      <section>
        <h2>{words.forms}</h2>
        <Forms view={view} />
      </section>
      {Object.keys(view.catalog.magnets).length === 0 ? null : (
        <section>
          <h2>{words.magnets}</h2>
          <Magnets {...props} />
        </section>
      )}
      <section>
        <h2>{words.wordings}</h2>
        <Wordings view={view} />
      </section>
    </Page>
  );
};

const Landings: FC<Props> = ({ view, submits }) => {
  const words = view.texts.rooms.content;
  const { catalog } = view;
  return (
    <Table
      class="content"
      caption={words.landings}
      rows={Object.entries(catalog.landings)}
      columns={[
        {
          head: words.page,
          cell: ([path, landing]) => (
            <>
              <a href={landing.pages.landing}>{landing.title}</a>
              <small>
                /{path}/ · {landing.template}
              </small>
            </>
          ),
        },
        {
          head: words.state,
          labelled: false,
          cell: ([, landing]) => (
            <>
              {stateOf(landing, view)}
              <small>
                {[words.stages[landing.stage], landing.campaign]
                  .filter((part) => part !== undefined)
                  .join(", ")}
              </small>
            </>
          ),
        },
        {
          head: words.gives,
          cell: ([, { magnets }]) =>
            magnets.map(({ name }) => landingTitle(catalog, name)).join(", ") || words.nothing,
        },
        { head: words.form, cell: ([, { form }]) => <a href={`#form-${form}`}>{sayForm(form)}</a> },
        {
          head: words.leads,
          class: "n",
          cell: ([path]) => sayNumber(submits.get(path) ?? 0, view.reading.locale),
        },
      ]}
    />
  );
};

/** Whether the landing takes answers today. */
function stateOf({ from, until }: CatalogLanding, view: View): string {
  const { states } = view.texts.rooms.content;
  const { now, locale, timeZone } = view.reading;
  const today = dayIn(now, timeZone);
  const say = (day: string) => ({ date: sayDay(startOfDay(day, timeZone), locale, timeZone) });
  if (from !== undefined && from > today) return fill(states.planned, say(from));
  if (until === undefined) return states.live;
  return fill(until < today ? states.over : states.until, say(until));
}

const Forms: FC<{ view: View }> = ({ view }) => {
  const words = view.texts.rooms.content;
  const { forms, landings } = view.catalog;
  const used = new Set(Object.values(landings).map(({ form }) => form));
  return (
    <Table
      class="content"
      caption={words.forms}
      rows={Object.entries(forms)}
      columns={[
        {
          head: words.form,
          cell: ([name]) => (
            <>
              <span id={`form-${name}`}>{sayForm(name)}</span>
              {used.has(name) ? null : <small>{words.unused}</small>}
            </>
          ),
        },
        {
          head: words.fields,
          cell: ([, form]) =>
            form.fields
              .filter(({ type }) => type !== "page" && type !== "note" && type !== "hidden")
              .map(({ name }) => labelOf(form, name, view.texts))
              .join(", "),
        },
        {
          head: words.consents,
          cell: ([, { consents }]) =>
            consents.map(({ purpose }) => purposeName(purpose, view.texts.preferences)).join(", ") ||
            words.nothing,
        },
      ]}
    />
  );
};

const Magnets: FC<Props> = ({ view, issued }) => {
  const words = view.texts.rooms.content;
  return (
    <Table
      class="content"
      caption={words.magnets}
      rows={Object.entries(view.catalog.magnets)}
      columns={[
        { head: words.magnet, cell: ([, { title }]) => title },
        {
          head: words.kind,
          labelled: false,
          cell: ([, magnet]) => (
            <>
              {words.kinds[magnet.kind]}
              {magnet.kind === "coupon" ? <small>{sayWorth(magnet.value, view.reading.locale)}</small> : null}
            </>
          ),
        },
        { head: words.until, cell: ([, magnet]) => validityIn(magnet, view) },
        {
          head: words.left,
          class: "n",
          cell: ([name, magnet]) => leftOf(magnet, issued.get(name) ?? 0, view),
        },
      ]}
    />
  );
};

function validityIn(magnet: CatalogMagnet, view: View): string {
  const words = view.texts.rooms.content;
  const { locale, timeZone } = view.reading;
  if (magnet.kind !== "coupon") return words.always;
  const { validUntil, validDays } = magnet;
  if (validUntil !== undefined)
    return fill(words.untilDay, { date: sayDay(startOfDay(validUntil, timeZone), locale, timeZone) });
  return validDays === undefined ? words.always : fill(words.days, { n: validDays });
}

function leftOf(magnet: CatalogMagnet, issued: number, view: View): string {
  const words = view.texts.rooms.content;
  const quota = magnet.kind === "coupon" ? magnet.quota : undefined;
  if (quota === undefined) return words.unlimited;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  return fill(words.leftOf, { left: say(Math.max(0, quota - issued)), quota: say(quota) });
}

/** Every wording that a form asks for consent in, with its version. */
const Wordings: FC<{ view: View }> = ({ view }) => {
  const words = view.texts.rooms.content;
  const asked = Object.entries(view.catalog.forms).flatMap(([form, { consents }]) =>
    consents.map((consent) => ({ form, ...consent })),
  );
  if (asked.length === 0) return <p class="soft">{words.noWordings}</p>;
  return (
    <ul class="wordings">
      {asked.map(({ form, purpose, version, text }) => (
        <li>
          <p>
            <span class="name">{purposeName(purpose, view.texts.preferences)}</span>{" "}
            <small>
              {version === undefined ? null : `${words.version} ${version} · `}
              {sayForm(form)}
            </small>
          </p>
          <blockquote>{text}</blockquote>
        </li>
      ))}
    </ul>
  );
};

/** A form's name; one that stands in its landing goes by the landing's address. */
function sayForm(name: string): string {
  return name.replace(/^landing:(.*)$/, "/$1/");
}
