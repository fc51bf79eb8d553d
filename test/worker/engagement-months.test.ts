import { env } from "cloudflare:workers";
import { it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { readEngagement } from "../../worker/funnel/store-engagement.ts";
import { anApp, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { billedDatabase } from "../support/worker-billed.ts";

/** Some bands of two landings on each of four hundred days until today. */
async function store(): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO engagement (day, landing, kind, band, n)
     WITH RECURSIVE ago (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM ago WHERE n < 399)
     SELECT date(?1 / 1000 - ago.n * 86400, 'unixepoch'), landing.value, 'time', band.value, 1 + ago.n
       FROM ago, json_each('["guida","sconto"]') AS landing, json_each('["0","8","64"]') AS band`,
  )
    .bind(noon)
    .run();
}

const periods = [
  ["2027-03-10", "2027-03-10"],
  ["2027-02-09", "2027-03-10"],
  ["2026-03-11", "2027-03-10"],
  ["2026-06-01", "2026-08-31"],
  ["2026-06-02", "2027-01-30"],
  ["2027-02-01", "2027-02-28"],
  ["2020-01-01", "2030-01-01"],
  ["2026-11-01", "2026-11-01"],
];

it("months that are long over are added up once, and tell what their days told, from fewer rows", async ({
  expect,
}) => {
  await freshDatabase();
  await store();
  const { deps } = anApp();
  const told = async () => {
    const { db, bill } = billedDatabase(env.DB);
    const found = [];
    for (const [from = "", until = ""] of periods)
      for (const landings of [null, ["guida"]])
        found.push(await readEngagement(db, { from, until }, landings));
    return { found, read: bill.read };
  };
  const before = await told();
  await tick(deps);
  const months = await rowsOf("engagement_month");
  // The tenth of March: February may still be told of.
  expect(new Set(months.map(({ month }) => month)).size).toBe(12);
  expect(months.at(-1)?.["month"]).toBe("2027-01");
  const after = await told();
  expect(after.found).toEqual(before.found);
  expect(after.read).toBeLessThan(before.read / 2);
  await tick(deps);
  expect(await rowsOf("engagement_month")).toEqual(months);
});
