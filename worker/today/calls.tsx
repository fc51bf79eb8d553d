import type { FC } from "hono/jsx";
import { When } from "../desk/frame.tsx";
import { Contacts, nameBeside } from "../desk/person.tsx";
import { Table } from "../desk/table.tsx";
import { landingTitle, type View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { Call } from "./store-calls.ts";

/** Whom to call first, with their numbers; or that all were called. */
export const Calls: FC<{ view: View; calls: Call[] }> = ({ view, calls }) => {
  const words = view.words;
  const { called, points, hot } = view.texts.rooms.today;
  const isHot = ({ score }: Call) => score >= view.catalog.site.score.hot;
  return (
    <section>
      <div class="head">
        <h2>{words.today.calls}</h2>
        <a href={view.link("/admin/leads")}>{words.today.callsAll}</a>
      </div>
      {calls.length === 0 ? (
        <p class="soft">{called}</p>
      ) : (
        <Table
          class="calls"
          caption={words.today.calls}
          rows={calls}
          columns={[
            {
              head: words.leads.name,
              cell: (lead) => <a href={view.link(`/admin/leads/${lead.id}`)}>{nameBeside(lead, view)}</a>,
            },
            { head: words.leads.contact, labelled: false, cell: (lead) => <Contacts lead={lead} /> },
            {
              head: words.steps.landing,
              labelled: false,
              class: "page",
              cell: (lead) => landingTitle(view.catalog, lead.landing ?? ""),
            },
            {
              head: words.leads.when,
              labelled: false,
              class: "n seen",
              cell: (lead) => <When at={lead.seen_at} view={view} />,
            },
            {
              head: points,
              class: "n",
              cell: (lead) => (
                <>
                  {isHot(lead) ? <span class="hot">{hot} </span> : null}
                  {sayNumber(lead.score, view.reading.locale)}
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
};
