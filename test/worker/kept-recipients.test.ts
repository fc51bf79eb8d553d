import { env } from "cloudflare:workers";
import { it } from "vitest";
import { recipientsShown } from "../../worker/campaign-desk/kept-recipients.ts";
import { freshDatabase } from "../support/worker-app.ts";
import { billedDatabase } from "../support/worker-billed.ts";
import { aCampaignApp, storeReaders } from "../support/worker-campaigns.ts";

it("whom a campaign would go to is counted for each page, and in long lists once in some minutes", async ({
  expect,
}) => {
  await freshDatabase();
  const { db, bill } = billedDatabase(env.DB);
  const app = aCampaignApp({}, { db });
  const entry = app.deps.catalog.campaigns["primavera"];
  if (entry === undefined) throw new Error("The catalog has no such campaign.");
  const asked = { entry, question: { field: "answer.settore", is: "Bar" } };
  const shown = async () => (await recipientsShown(app.deps, asked)).recipients;
  await storeReaders([{}, {}]);
  expect(await shown()).toBe(2);
  await storeReaders([{}], 2);
  expect(await shown()).toBe(3);
  // As if there were many more: the last of them has a late number.
  await env.DB.exec("UPDATE lead SET rowid = 30000 WHERE rowid = 3");
  expect(await shown()).toBe(3);
  await storeReaders([{}], 3);
  const before = bill.read;
  expect([await shown(), bill.read]).toEqual([3, before]);
  app.clock.now += 300_000;
  expect(await shown()).toBe(4);
});
