import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { freePort } from "../../site/scripts/start/ports.ts";
import { openDatabase } from "../support/database-file.ts";
import { send, submissionsOf } from "./clients.ts";
import type { Fault } from "./fault.ts";
import { watchHeap } from "./heap.ts";
import { type Rig, startRig } from "./rig.ts";
import { signIn } from "./sign-in.ts";
import { ownerToken } from "./stage.ts";

/** Every lead there is, in one file. */
export const largeExport: Fault = {
  name: "F18",
  title: "Large export",
  async run({ folder, quick, catalog, rig: options, say }) {
    const leads = quick ? 2000 : 100_000;
    const database = join(folder, "database");
    const first = await startRig({ ...options, database });
    await send(first.direct, submissionsOf(catalog, 2));
    await first.stop();
    multiply(database, leads);
    const inspectorPort = await freePort();
    const rig = await startRig({ ...options, database, inspectorPort });
    try {
      const cookie = await signIn({ direct: rig.direct, publicUrl: catalog.site.url });
      const memory = await watchHeap(inspectorPort, "imbuto");
      await rig.order({});
      const file = await download(rig, catalog.site.url, cookie);
      const { statements } = await rig.order({});
      const { peak, before, looks } = await memory.end();
      say(`${(file.bytes / 1e6).toFixed(1)} MB in ${file.seconds.toFixed(1)} s`);
      return {
        did: `${leads} leads as CSV, read as it streams`,
        counts: {
          rows: file.rows,
          MB: (file.bytes / 1e6).toFixed(1),
          queries: statements,
          "MB of memory at most": peak.toFixed(1),
          "MB before": before.toFixed(1),
          "looks at the memory": looks,
        },
        zeros: {
          "rows missing or too many": Math.abs(file.rows - leads),
          "leads twice": file.rows - file.leads,
          "queries beyond 50": Math.max(0, statements - 50),
          "MB beyond 128": Math.max(0, Math.ceil(peak - 128)),
        },
      };
    } finally {
      await rig.stop();
    }
  },
};

/** Copies the database's first submission, its lead and its receipt until there are `leads` of them. */
function multiply(folder: string, leads: number): void {
  const database = openDatabase(folder);
  database.exec("BEGIN; PRAGMA defer_foreign_keys = ON");
  const copies = `WITH RECURSIVE copy (n) AS (SELECT 3 UNION ALL SELECT n + 1 FROM copy WHERE n < ${leads})`;
  copy(database, copies, "lead", {
    id: "printf('L%021d', n)",
    identity: "'email:ada.' || n || '@example.com'",
    email: "'ada.' || n || '@example.com'",
  });
  copy(database, copies, "submission", {
    id: "printf('S%021d', n)",
    lead_id: "printf('L%021d', n)",
    fingerprint: "printf('F%042d', n)",
    idempotency_key: "NULL",
  });
  copy(database, copies, "receipt", {
    id: "n + 1000",
    lead_id: "printf('L%021d', n)",
    submission_id: "printf('S%021d', n)",
  });
  database.exec("COMMIT");
  database.close();
}

/** Rows of `table` like its first one, but for `changed`. */
function copy(database: DatabaseSync, copies: string, table: string, changed: Record<string, string>): void {
  const columns = database
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all()
    .map((row) => String(row.name));
  const values = columns.map((column) => changed[column] ?? `model.${column}`);
  database.exec(
    `INSERT INTO ${table} (${columns.join(", ")}) ${copies}
     SELECT ${values.join(", ")} FROM copy, (SELECT * FROM ${table} LIMIT 1) AS model`,
  );
}

async function download({ direct }: Rig, origin: string, cookie: string) {
  const began = performance.now();
  const answer = await fetch(`${direct}/admin/leads.csv`, {
    method: "POST",
    headers: { cookie, origin, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ token: ownerToken }),
  });
  if (!answer.ok || answer.body === null) throw new Error(`The file of leads answered ${answer.status}.`);
  const text = answer.body.pipeThrough(new TextDecoderStream());
  const leads = new Set<string>();
  let bytes = 0;
  let rows = -1;
  let rest = "";
  // No cell of these leads has a line of its own, so a line is a row.
  for await (const piece of text) {
    bytes += piece.length;
    const lines = (rest + piece).split("\r\n");
    rest = lines.pop() ?? "";
    rows += lines.length;
    for (const line of lines) {
      const [address] = /ada\.\d+@example\.com/.exec(line) ?? [];
      if (address !== undefined) leads.add(address);
    }
  }
  return { bytes, rows, leads: leads.size, seconds: (performance.now() - began) / 1000 };
}
