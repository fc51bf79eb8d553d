import { env } from "cloudflare:workers";
import fc from "fast-check";
import { it } from "vitest";
import { consentStateOf } from "../../worker/store/consent-state.ts";
import { freshDatabase } from "../support/worker-app.ts";
import { readerId, storeReaders } from "../support/worker-campaigns.ts";

const channels = ["form", "confirm", "preferences", "one-click", "desk", "import", "hook"] as const;
const told = fc.record({
  purpose: fc.constantFrom("marketing", "profiling"),
  granted: fc.constantFrom(0, 1),
  channel: fc.constantFrom(...channels),
});
const leads = 60;

it("where somebody stands is told alike by one look at the receipts and by the view, whatever was said in which order", async ({
  expect,
}) => {
  await freshDatabase();
  await storeReaders(Array.from({ length: leads }, () => ({ consent: "none" as const })));
  const all = fc.sample(fc.array(told, { maxLength: 7 }), { numRuns: leads, seed: 7 });
  const rows = all.flatMap((receipts, place) =>
    receipts.map((receipt) => ({ ...receipt, lead: readerId(place) })),
  );
  await env.DB.prepare(
    `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
     SELECT value ->> 'lead', value ->> 'purpose', value ->> 'granted', 'Sì', '${"0".repeat(64)}', 'guida', 'b', 'it', '',
       value ->> 'channel', 1 FROM json_each(?1) ORDER BY key`,
  )
    .bind(JSON.stringify(rows))
    .run();
  const { results } = await env.DB.prepare(
    `SELECT ${consentStateOf("lead.id", "?1")} AS quick, (
       SELECT state FROM consent_state WHERE lead_id = lead.id AND purpose = ?1) AS slow FROM lead`,
  )
    .bind("marketing")
    .all<{ quick: string | null; slow: string | null }>();
  expect(results.map(({ quick }) => quick)).toEqual(results.map(({ slow }) => slow));
  expect(new Set(results.map(({ slow }) => slow))).toEqual(
    new Set([null, "given", "confirmed", "withdrawn"]),
  );
});
