// biome-ignore-all lint/a11y/noRedundantRoles: a browser drops the roles of a table that a phone shows as a list.
import type { Child } from "hono/jsx";

/** One column of a table, for rows of one kind. */
export interface Column<Row> {
  head: string;
  cell: (row: Row) => Child;
  class?: string;
  /** Whether a phone, which has no heads, writes the head before the cell. */
  labelled?: boolean;
}

/** A table; its roles are written out because on a phone, laid out as a list, it would lose them. */
export function Table<Row>({ caption, columns, rows, class: name, foot }: TableProps<Row>) {
  return (
    <table role="table" class={name}>
      <caption class="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th role="columnheader" scope="col" class={column.class}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row columns={columns} row={row} />
        ))}
      </tbody>
      {foot === undefined ? null : (
        <tfoot role="rowgroup">
          <Row columns={columns} row={foot} />
        </tfoot>
      )}
    </table>
  );
}

interface TableProps<Row> {
  caption: string;
  /** The first column names its row. */
  columns: Column<Row>[];
  rows: Row[];
  foot?: Row;
  class?: string;
}

function Row<Of>({ columns, row }: { columns: Column<Of>[]; row: Of }) {
  return (
    <tr role="row">
      {columns.map((column, place) =>
        place === 0 ? (
          <th role="rowheader" scope="row" class={column.class}>
            {column.cell(row)}
          </th>
        ) : (
          <td
            role="cell"
            class={column.class}
            data-label={column.labelled === false ? undefined : column.head}
          >
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}
