import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Figures } from "../desk/figures.tsx";
import { Confirm, ErrorSummary, type Problem } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber, sayRate } from "../desk/when.ts";
import { Columns } from "./columns.tsx";
import { FirstRows, type Look } from "./first-rows.tsx";
import { sayReason } from "./imports-page.tsx";
import type { Import } from "./store-imports.ts";

interface Props {
  view: View;
  current: Import;
  refusals: { reason: string; field: string | null; n: number }[];
  /** What becomes of the first rows, where the file was tried. */
  looks: Look[];
  problems?: readonly Problem[];
}

/** One file: what it needs next, how far it is, or what came of it. */
export const ImportPage: FC<Props> = ({ view, current, refusals, looks, problems = [] }) => {
  const words = view.texts.imports;
  const { status, id, rows, at_part, parts } = current;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  const isTrial = status === "trial" || status === "ready";
  const isOpen = status !== "done" && status !== "stopped";
  const seen = current.taken + current.known + current.refused;
  return (
    <Page view={view} title={current.name} current="imports">
      <div class="head">
        <h1>{current.name}</h1>
        <p class="soft">{words.statuses[status]}</p>
      </div>
      <p class="soft prose">
        {current.provenance} · {words.bases[current.basis as keyof typeof words.bases] ?? ""}
      </p>
      <ErrorSummary view={view} problems={problems} />
      {status === "reading" ? (
        <Going
          view={view}
          id={id}
          text={fill(words.readSoFar, { n: sayRate(current.at_byte, current.bytes, view.reading.locale) })}
        />
      ) : null}
      {status === "trial" || status === "running" ? (
        <Going
          view={view}
          id={id}
          text={fill(words.progress, { n: say(parts === at_part ? rows : seen), all: say(rows) })}
        />
      ) : null}
      {status === "stopped" ? <Stopped view={view} current={current} /> : null}
      {status === "done" ? (
        <section>
          <h2>{words.doneTitle}</h2>
          <p>
            {fill(words.doneText, { n: say(current.taken) })}{" "}
            <a href={view.link("/admin/leads")}>{words.see}</a>
          </p>
        </section>
      ) : null}
      {status === "ready" ? (
        <section>
          <h2>{words.readyTitle}</h2>
        </section>
      ) : null}
      {isTrial || seen > 0 ? (
        <Figures
          rows={[
            [words.rows, say(rows), null],
            [words.taken, say(current.taken), null],
            [words.known, say(current.known), null],
            [words.refused, say(current.refused), null],
          ]}
        />
      ) : null}
      {status === "ready" && current.taken > 0 ? (
        <form class="more" method="post" action={view.link(`/admin/imports/${id}/take`)}>
          <button class="button" type="submit">
            {fill(words.take, { n: say(current.taken) })}
          </button>
        </form>
      ) : null}
      {looks.length === 0 ? null : <FirstRows view={view} looks={looks} />}
      {refusals.length === 0 ? null : <Refusals view={view} id={id} refusals={refusals} />}
      {status === "mapping" ? <Columns view={view} current={current} problems={problems} /> : null}
      {status === "ready" ? (
        <section>
          <details>
            <summary>{words.again}</summary>
            <Columns view={view} current={current} problems={[]} />
          </details>
        </section>
      ) : null}
      {isOpen ? (
        <section>
          <Confirm act={words.stop}>
            <form class="take" method="post" action={view.link(`/admin/imports/${id}/stop`)}>
              <p>{words.stopText}</p>
              <button class="plain" type="submit">
                {words.stop}
              </button>
            </form>
          </Confirm>
        </section>
      ) : null}
    </Page>
  );
};

/** Why it goes no further: somebody stopped it, or it could not be read. */
const Stopped: FC<Pick<Props, "view" | "current">> = ({ view: { texts }, current }) => (
  <section>
    <p class={current.ended_at === null ? "error prose" : "prose"}>
      {current.ended_at === null ? texts.imports.broken : texts.imports.said.stopped}
    </p>
  </section>
);

/** How far it is; the clock goes on by itself, and a press goes on at once. */
const Going: FC<{ view: View; id: string; text: string }> = ({ view, id, text }) => {
  const words = view.texts.imports;
  return (
    <form class="take" method="post" action={view.link(`/admin/imports/${id}/on`)}>
      <p role="status">{text}</p>
      <p class="soft">{words.goes}</p>
      <button class="button" type="submit">
        {words.on}
      </button>
    </form>
  );
};

const Refusals: FC<Pick<Props, "view" | "refusals"> & { id: string }> = ({ view, id, refusals }) => {
  const words = view.texts.imports;
  return (
    <section>
      <h2>{words.refusals}</h2>
      <Table
        class="pairs"
        caption={words.refusals}
        rows={refusals}
        columns={[
          { head: words.why, cell: ({ reason, field }) => sayReason(view, reason, field) },
          {
            head: words.rows,
            class: "n",
            labelled: false,
            cell: ({ n }) => sayNumber(n, view.reading.locale),
          },
        ]}
      />
      <p class="more">
        <a href={view.link(`/admin/imports/${id}/refused.csv`)}>{words.refusalsFile}</a>
      </p>
    </section>
  );
};
