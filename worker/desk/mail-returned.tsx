import type { FC } from "hono/jsx";
import type { BouncedRow } from "../store/mail-report.ts";
import { When } from "./frame.tsx";
import { kindOf, Recipient, reasonFor } from "./mail.tsx";
import { Table } from "./table.tsx";
import type { View } from "./view.ts";

/** The mails that came back last, or were reported, and why. */
export const Returned: FC<{ view: View; rows: BouncedRow[] }> = ({ view, rows }) => {
  const words = view.texts.mailHealth.returned;
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{words.title}</h2>
      <p class="soft prose">{words.text}</p>
      <Table
        class="mails"
        caption={words.title}
        rows={rows}
        columns={[
          { head: view.outbox.mail.to, cell: (row) => <Recipient view={view} row={row} /> },
          {
            head: view.outbox.mail.kind,
            class: "nowrap",
            labelled: false,
            cell: ({ kind }) => kindOf(view, kind),
          },
          { head: words.what, class: "nowrap", labelled: false, cell: ({ bounce }) => words.kinds[bounce] },
          { head: words.why, cell: ({ reason }) => reasonFor(view, reason) ?? "–" },
          { head: words.when, class: "nowrap", cell: ({ bouncedAt }) => <When at={bouncedAt} view={view} /> },
        ]}
      />
    </section>
  );
};
