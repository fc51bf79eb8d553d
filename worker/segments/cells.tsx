import type { Child, FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { When } from "../desk/frame.tsx";
import { Contacts, nameBeside } from "../desk/person.tsx";
import { answerText, listIn } from "../desk/stored.ts";
import type { Column } from "../desk/table.tsx";
import { landingTitle, sourceName, type View } from "../desk/view.ts";
import { sayExactly, sayNumber } from "../desk/when.ts";
import { sayReasons } from "../leads/worth.tsx";
import { scoreOf } from "../score/decay.ts";
import type { ListedLead } from "./rows.ts";
import { sayField, sayValue } from "./say.ts";

/** The column `name` of the list, as it heads and fills it. */
export function columnFor(name: string, view: View, decay: number): Column<ListedLead> {
  const head = sayColumn(name, view);
  switch (name) {
    case "contact":
      return {
        head,
        class: "contact",
        labelled: false,
        cell: (lead) => <ContactCell view={view} lead={lead} />,
      };
    case "landing":
      return { head, class: "page", labelled: false, cell: (lead) => <PageCell view={view} lead={lead} /> };
    case "score":
      return {
        head,
        class: "n",
        cell: (lead) => sayNumber(scoreOf(lead, decay), view.reading.locale),
      };
    case "quality":
      return { head, class: "n", cell: (lead) => <QualityCell view={view} lead={lead} /> };
    case "seen":
      return {
        head,
        class: "n seen",
        labelled: false,
        cell: ({ seen_at }) => <When at={seen_at} view={view} />,
      };
    case "created":
      return { head, class: "n", cell: ({ created_at }) => <When at={created_at} view={view} /> };
    default:
      return { head, cell: (lead) => cellOf(name, lead, view) };
  }
}

/** What people call the column `name`. */
export function sayColumn(name: string, view: View): string {
  return (view.texts.segments.columnNames as Record<string, string>)[name] ?? sayField(name, view);
}

function cellOf(name: string, lead: ListedLead, view: View): Child {
  const [place = "", ...rest] = name.split(".");
  const key = rest.at(-1) ?? "";
  if (place === "answer") return <span class="answer">{answerText(lead.answers[rest.join(".")])}</span>;
  if (place === "consent") {
    const state = lead.consented[rest.join(".")]?.[0];
    return state === undefined ? "" : sayValue(name, state, view);
  }
  if (place === "source") return lead.sources[rest[0] === "first" ? "first" : "last"][key] ?? "";
  switch (name) {
    case "confirmed":
      return <ConfirmedCell view={view} at={lead.confirmed_at} />;
    case "consents":
      return consentsText(lead, view);
    case "status":
      return sayValue("status", lead.status, view);
    case "market":
      return sayValue("market", lead.market ?? "unknown", view);
    case "assignee":
      return lead.assignee ?? "";
    case "tags":
      return lead.tags.join(", ");
    default:
      return sayValue("locale", lead.locale, view);
  }
}

/** The name, which leads to the lead's own page. */
export const NameCell: FC<{ view: View; lead: ListedLead }> = ({ view, lead }) => (
  <>
    <a href={view.link(`/admin/leads/${lead.id}`)}>{nameBeside(lead, view)}</a>
    {lead.submissions > 1 ? (
      <small> {fill(view.words.leads.submissions, { n: lead.submissions })}</small>
    ) : null}
  </>
);

const ContactCell: FC<{ view: View; lead: ListedLead }> = ({ view, lead }) => (
  <>
    <Contacts lead={lead} />
    {lead.restraint === null ? null : (
      <small class="flag">{view.texts.lead.restraints[lead.restraint].short}</small>
    )}
    {lead.disposable === 1 ? <small class="flag">{view.words.lead.disposable}</small> : null}
  </>
);

/** How far the contact can be relied on, and why. */
const QualityCell: FC<{ view: View; lead: ListedLead }> = ({ view, lead }) =>
  lead.quality === null ? null : (
    <>
      {lead.quality}/3 <small>{sayReasons(lead.reasons, lead.email, view)}</small>
    </>
  );

/** Where the lead came in; a long title is cut and stands whole in the tooltip and on the lead's own page. */
const PageCell: FC<{ view: View; lead: ListedLead }> = ({ view, lead }) => {
  const title = landingTitle(view.catalog, lead.landing ?? "");
  return (
    <>
      <span title={title}>{title}</span>
      <small>{sourceName(lead.source_label ?? "direct", view)}</small>
    </>
  );
};

/** The purposes that count, and after them those that a press in a mail would make count. */
function consentsText(lead: ListedLead, view: View): string {
  const confirmed = listIn(lead.consents).join(", ");
  const given = listIn(lead.unconfirmed).join(", ");
  const waiting = given === "" ? "" : fill(view.words.leads.unconfirmed, { purposes: given });
  return [confirmed, waiting].filter((text) => text !== "").join(", ") || view.words.list.none;
}

const ConfirmedCell: FC<{ view: View; at: number | null }> = ({ view, at }) =>
  at === null ? (
    <span>{view.words.list.no}</span>
  ) : (
    <span title={sayExactly(at, view.reading)}>{view.words.list.yes}</span>
  );
