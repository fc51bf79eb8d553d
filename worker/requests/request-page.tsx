import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import { Confirm, ErrorSummary, Field, type Problem, Said, Select } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import type { View } from "../desk/view.ts";
import { Left, whoIn } from "./requests-page.tsx";
import { outcomes, type RequestRow } from "./store-requests.ts";

interface Props {
  view: View;
  request: RequestRow;
  /** What was typed into one of the forms, where it comes back. */
  typed?: Readonly<Record<string, string>>;
  problems?: readonly Problem[];
}

/** One request: whose it is, how long there is, and what answers it. */
export const RequestPage: FC<Props> = (props) => {
  const { view, request, problems = [] } = props;
  const words = view.texts.requests;
  return (
    <Page view={view} title={words.kinds[request.kind]} current="requests">
      <p class="soft">{fill(words.one.article, { article: words.articles[request.kind] })}</p>
      <h1>{words.kinds[request.kind]}</h1>
      <Said view={view} words={words.said} />
      <ErrorSummary view={view} problems={problems} />
      <Particulars view={view} request={request} />
      {request.done_at === null ? <Todo {...props} /> : null}
    </Page>
  );
};

const Particulars: FC<{ view: View; request: RequestRow }> = ({ view, request }) => {
  const words = view.texts.requests;
  const { locale, timeZone } = view.reading;
  const who = whoIn(request, view);
  const isThere = request.lead_id !== null && request.erased_at === null;
  return (
    <dl class="particulars">
      <dt>{words.who}</dt>
      <dd>{isThere ? <a href={view.link(`/admin/leads/${request.lead_id}`)}>{who}</a> : who}</dd>
      <dt>{words.came}</dt>
      <dd>
        {sayDay(request.received_at, locale, timeZone)}, {words.channels[request.channel]}
      </dd>
      {request.done_at === null ? (
        <>
          <dt>{words.due}</dt>
          <dd>
            {sayDay(request.due_at, locale, timeZone)}: <Left view={view} row={request} />
            {request.extended_at === null ? null : `, ${words.extended}`}
          </dd>
        </>
      ) : (
        <>
          <dt>{words.ended}</dt>
          <dd>
            <When at={request.done_at} view={view} />
            {request.outcome === null ? null : `, ${words.outcomes[request.outcome]}`}
          </dd>
        </>
      )}
      {request.note === null ? null : (
        <>
          <dt>{words.one.note}</dt>
          <dd class="lines">{request.note}</dd>
        </>
      )}
    </dl>
  );
};

/** What answers the request, then the ways to end it otherwise. */
const Todo: FC<Props> = (props) => {
  const { view, request, typed = {}, problems = [] } = props;
  const words = view.texts.requests.one;
  const common = { view, problems };
  const here = (act: string) => view.link(`/admin/requests/${request.id}/${act}`);
  const isWrong = (name: string) => problems.some(({ field }) => field === name);
  return (
    <>
      <section>
        <h2>{words.todo}</h2>
        {request.lead_id === null || request.erased_at !== null ? (
          <p class="prose">{words.nobody}</p>
        ) : (
          <Answer {...props} here={here} />
        )}
      </section>
      <section class="deeds">
        <details>
          <summary>{words.close}</summary>
          <form class="take" method="post" action={here("close")}>
            <Select
              {...common}
              name="outcome"
              label={words.outcome}
              required
              options={outcomes.map((outcome) => [outcome, view.texts.requests.outcomes[outcome]] as const)}
            />
            <Field {...common} name="note" type="textarea" label={words.note} more={{ maxlength: 2000 }} />
            <button class="button" type="submit">
              {words.closeButton}
            </button>
          </form>
        </details>
        {request.extended_at !== null || request.due_at < view.reading.now ? null : (
          <details open={isWrong("reason")}>
            <summary>{words.extend}</summary>
            <p class="soft prose">{words.extendText}</p>
            <form class="take" method="post" action={here("extend")}>
              <Field
                {...common}
                name="reason"
                type="textarea"
                label={words.reason}
                required
                value={typed.reason}
                more={{ maxlength: 2000 }}
              />
              <button class="button" type="submit">
                {words.extendButton}
              </button>
            </form>
          </details>
        )}
      </section>
    </>
  );
};

const Answer: FC<Props & { here: (act: string) => string }> = ({ here, ...props }) => {
  const { view, request, problems = [] } = props;
  const words = view.texts.requests.one;
  switch (request.kind) {
    case "access":
    case "portability":
      return (
        <>
          <p class="prose">{words.access}</p>
          <form class="take" method="post" action={here("copy")}>
            <div class="buttons">
              {request.email === null ? null : (
                <button class="button" name="as" value="mail" type="submit">
                  {words.copyMail}
                </button>
              )}
              <button class="plain" name="as" value="json" type="submit">
                {words.json}
              </button>
              <button class="plain" name="as" value="csv" type="submit">
                {words.csv}
              </button>
            </div>
          </form>
        </>
      );
    case "rectification":
      return <Rectify {...props} here={here} />;
    case "erasure":
      return (
        <>
          {request.channel === "page" ? <p class="prose">{words.pending}</p> : null}
          <p class="prose">{words.erasure}</p>
          <Confirm act={words.erase} open={problems.some(({ field }) => field === "token")}>
            <form class="take" method="post" action={here("erase")}>
              <Field
                view={view}
                name="token"
                type="password"
                label={words.eraseToken}
                required
                problems={problems}
                more={{ autocomplete: "current-password", autocapitalize: "off", spellcheck: false }}
              />
              <button class="button" type="submit">
                {words.erase}
              </button>
            </form>
          </Confirm>
        </>
      );
    case "restriction":
      return <Press text={words.restriction} action={here("restrict")} label={words.restrict} />;
    case "objection":
      return <Press text={words.objection} action={here("object")} label={words.object} />;
  }
};

const Press: FC<{ text: string; action: string; label: string }> = ({ text, action, label }) => (
  <>
    <p class="prose">{text}</p>
    <form class="take" method="post" action={action}>
      <button class="button" type="submit">
        {label}
      </button>
    </form>
  </>
);

const Rectify: FC<Props & { here: (act: string) => string }> = ({ view, request, typed, problems, here }) => {
  const words = view.texts.requests.one;
  const { labels } = view;
  const field = (name: "given_name" | "family_name" | "email" | "phone", label: string, more = {}) => (
    <div>
      <Field
        view={view}
        name={name}
        label={label}
        value={typed?.[name] ?? request[name] ?? ""}
        problems={problems}
        asked
        more={{ autocomplete: "off", ...more }}
      />
    </div>
  );
  return (
    <>
      <p class="prose">{words.rectification}</p>
      <form class="take wide" method="post" action={here("rectify")}>
        <div class="take-row">
          {field("given_name", labels["given-name"], { maxlength: 100 })}
          {field("family_name", labels["family-name"], { maxlength: 100 })}
        </div>
        <div class="take-row">
          {field("email", labels.email, { maxlength: 254, inputmode: "email" })}
          {field("phone", labels.phone, { maxlength: 30, inputmode: "tel" })}
        </div>
        <p class="soft prose">{words.rectifyHint}</p>
        <button class="button" type="submit">
          {words.rectify}
        </button>
      </form>
    </>
  );
};
