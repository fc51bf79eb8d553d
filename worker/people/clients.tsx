import { Hono } from "hono";
import type { FC } from "hono/jsx";
import { addDays, dayIn, startOfDay } from "../calendar.ts";
import { Page } from "../desk/frame.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { Table } from "../desk/table.tsx";
import { type View, viewOf } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { AppEnv } from "../env.ts";
import type { AgencyClient } from "./agency.ts";
import { memberOf } from "./member.ts";
import { type ClientFigures, countClient } from "./store-clients.ts";

// One question to each database; a request on the free plan has fifty.
const perPage = 40;

/** The agency's clients side by side; for whoever came without its token there is no such page. */
export const clientsRoom = new Hono<AppEnv>().get("/clients", async (c) => {
  const { agency, now, catalog } = c.var.deps;
  const view = viewOf(c);
  if (agency === null || memberOf(c).way !== "agency") return c.html(<MissingPage view={view} />, 404);
  const { timeZone } = catalog.site;
  const day = addDays(dayIn(now(), timeZone), -29);
  const after = c.req.query("after") ?? "";
  const all = agency.clients().toSorted((one, other) => (one.host < other.host ? -1 : 1));
  const found = all.filter(({ host }) => host > after);
  const shown = found.slice(0, perPage);
  const rows = await Promise.all(
    shown.map(async ({ db, ...client }) => ({
      ...client,
      // One client's trouble hides no other.
      counted: db === null ? null : await countClient(db, startOfDay(day, timeZone), day).catch(() => null),
    })),
  );
  const next = found.length > perPage ? shown.at(-1)?.host : undefined;
  return c.html(<ClientsPage view={view} rows={rows} {...(next !== undefined && { next })} />);
});

type ClientRow = Omit<AgencyClient, "db"> & { counted: ClientFigures | null };

const ClientsPage: FC<{ view: View; rows: ClientRow[]; next?: string }> = ({ view, rows, next }) => {
  const words = view.texts.people.clients;
  const column = (head: string, key: keyof ClientFigures) => ({
    head,
    class: "n",
    cell: ({ counted }: ClientRow) => (counted === null ? "–" : sayNumber(counted[key], view.reading.locale)),
  });
  return (
    <Page view={view} title={words.title} current="clients">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <section>
        <Table
          class="counts"
          caption={words.title}
          rows={rows}
          columns={[
            {
              head: words.client,
              cell: ({ host, name, url, counted }) => (
                <>
                  <a href={`${url}/admin`}>{name}</a>
                  <small> {counted === null ? `${host}, ${words.unbound}` : host}</small>
                </>
              ),
            },
            column(words.leads, "leads"),
            column(words.confirmed, "confirmed"),
            column(words.redeemed, "redeemed"),
          ]}
        />
      </section>
      {next === undefined ? null : (
        <p class="more">
          <a href={view.link("/admin/clients", { after: next })}>{words.next}</a>
        </p>
      )}
    </Page>
  );
};
