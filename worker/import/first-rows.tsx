import type { FC } from "hono/jsx";
import { answerText } from "../desk/stored.ts";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayReason } from "./imports-page.tsx";
import type { Row } from "./judge-row.ts";

/** What becomes of one of the first rows. */
export type Look =
  | { row: number; said: Row; verdict: "new" | "known" | "suppressed" }
  | { row: number; reason: string; field: string | null };

/** The first rows of a file, each with what it becomes or why it does not. */
export const FirstRows: FC<{ view: View; looks: Look[] }> = ({ view, looks }) => {
  const words = view.texts.imports;
  return (
    <section>
      <h2>{words.first}</h2>
      <Table
        class="looks"
        caption={words.first}
        rows={looks}
        columns={[
          { head: words.row, labelled: false, cell: ({ row }) => row },
          { head: words.who, labelled: false, cell: (look) => ("said" in look ? whoIs(look.said) : null) },
          {
            head: words.what,
            labelled: false,
            cell: (look) => ("said" in look ? <div class="answer">{summaryOf(look.said)}</div> : null),
          },
          { head: words.consents, cell: (look) => ("said" in look ? consentsOf(look.said) : null) },
          {
            head: words.verdict,
            labelled: false,
            cell: (look) =>
              "said" in look ? (
                look.verdict === "suppressed" ? (
                  <span class="flag">{words.reasons.suppressed}</span>
                ) : (
                  words.verdicts[look.verdict]
                )
              ) : (
                <span class="flag">{sayReason(view, look.reason, look.field)}</span>
              ),
          },
        ]}
      />
    </section>
  );
};

function whoIs({ person }: Row): string {
  const name = [person.givenName, person.familyName].filter((part) => part !== null).join(" ");
  return [name, person.email ?? person.phone ?? ""].filter((part) => part !== "").join(", ");
}

function summaryOf({ answers }: Row): string {
  return Object.entries(answers)
    .map(([name, answer]) => `${name}: ${answerText(answer)}`)
    .join(" · ");
}

function consentsOf({ consents }: Row): string {
  return consents.flatMap(({ purpose, granted }) => (granted ? [purpose] : [])).join(", ");
}
