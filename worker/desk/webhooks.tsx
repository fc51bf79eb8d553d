import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Page, When } from "./frame.tsx";
import { Acts } from "./mail.tsx";
import type { CallRow } from "./store-webhooks.ts";
import { Table } from "./table.tsx";
import type { View } from "./view.ts";

/** How many calls the page shows. */
export const callsShown = 100;

/** How a webhook stands. */
export interface WebhookState {
  name: string;
  url: string;
  failed: number;
  isOff: boolean;
  /** The variable that its secret is missing from; null when it can sign. */
  lacks: string | null;
}

/** Each webhook with how it stands, and the latest calls. */
export const WebhooksPage: FC<{ view: View; webhooks: WebhookState[]; calls: CallRow[] }> = ({
  view,
  webhooks,
  calls,
}) => {
  const words = view.outbox.webhooks;
  return (
    <Page view={view} title={words.title} current="webhooks">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <ul class="held">
        {webhooks.map((webhook) => (
          <Webhook view={view} webhook={webhook} />
        ))}
      </ul>
      {calls.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <section>
          <Calls view={view} calls={calls} />
          {calls.length < callsShown ? null : (
            <p class="more soft">{fill(view.outbox.mail.more, { n: callsShown })}</p>
          )}
        </section>
      )}
    </Page>
  );
};

const Webhook: FC<{ view: View; webhook: WebhookState }> = ({ view, webhook }) => {
  const words = view.outbox.webhooks;
  const { name, url, failed, isOff, lacks } = webhook;
  const trouble = isOff ? words.off : lacks === null ? null : fill(words.noSecret, { name: lacks });
  const acts = [
    ...(isOff ? [{ to: `/admin/webhooks/${name}/on`, label: words.turnOn }] : []),
    ...(failed > 0 ? [{ to: `/admin/webhooks/${name}/replay`, label: words.replayAll }] : []),
  ];
  return (
    <li>
      <div>
        <strong>{name}</strong> <span class="soft">{url}</span>
        <small>
          {trouble === null ? words.on : <span class="flag">{trouble}</span>}
          {failed === 0 ? null : ` · ${fill(words.failed, { n: failed })}`}
        </small>
      </div>
      {acts.length === 0 ? null : <Acts view={view} acts={acts} />}
    </li>
  );
};

/** What the receiver said, or in words why it was not asked. */
function answerOf(view: View, answer: string | null): string | null {
  return answer === null
    ? null
    : (new Map(Object.entries(view.outbox.webhooks.answers)).get(answer) ?? answer);
}

const Calls: FC<{ view: View; calls: CallRow[] }> = ({ view, calls }) => {
  const words = view.outbox.webhooks;
  return (
    <Table
      class="mails"
      caption={words.title}
      rows={calls}
      columns={[
        {
          head: words.event,
          cell: ({ event, leadId }) =>
            leadId === null ? (
              words.events[event]
            ) : (
              <a href={view.link(`/admin/leads/${leadId}`)}>{words.events[event]}</a>
            ),
        },
        { head: words.name, labelled: false, cell: ({ webhook }) => webhook },
        { head: words.status, labelled: false, cell: ({ status }) => words.statuses[status] },
        { head: words.answer, cell: ({ answer }) => answerOf(view, answer) },
        { head: words.tries, class: "n", cell: ({ attempts }) => attempts },
        {
          head: words.when,
          class: "nowrap",
          labelled: false,
          cell: ({ createdAt }) => <When at={createdAt} view={view} />,
        },
        {
          head: "",
          labelled: false,
          cell: ({ id, status }) =>
            status === "dead" ? (
              <Acts view={view} acts={[{ to: `/admin/webhooks/calls/${id}/replay`, label: words.replay }]} />
            ) : null,
        },
      ]}
    />
  );
};
