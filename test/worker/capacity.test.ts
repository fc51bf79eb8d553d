import { env } from "cloudflare:workers";
import { beforeEach, it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { anApp, freshDatabase, linkIn, press, submit } from "../support/worker-app.ts";
import { billedDatabase } from "../support/worker-billed.ts";

beforeEach(freshDatabase);

it("a lead costs as many rows written as the README says under Capacity", async ({ expect }) => {
  const { bill, db } = billedDatabase(env.DB);
  const app = anApp({ db });
  const spent = async (work: () => Promise<unknown>) => {
    const before = bill.written;
    await work();
    return bill.written - before;
  };
  // The first call of all writes down by which rules leads are scored.
  await tick(app.deps);
  const ada = { email: "ada@example.com", nome: "Ada", settore: "Bar", "consent-marketing": "yes" };
  const costs = {
    "submission, with its mail on the way": await spent(() => submit(app, "guida", ada)),
    "press of the button in the mail": await spent(() => press(app, linkIn(app))),
    "seals of its receipts and its score, by the clock": await spent(() => tick(app.deps)),
    "the clock with nothing to do": await spent(() => tick(app.deps)),
    "a coupon on the page": await spent(() => submit(app, "sconto", { email: "bea@example.com" })),
  };
  const lead = Object.values(costs)
    .slice(0, 3)
    .reduce((sum, rows) => sum + rows);
  expect(lead, JSON.stringify(costs)).toBeLessThanOrEqual(53);
  expect(costs["a coupon on the page"]).toBeLessThanOrEqual(25);
  expect(costs["the clock with nothing to do"]).toBe(0);
  const before = bill.size;
  for (let n = 0; n < 100; n += 1) {
    await submit(app, "guida", { ...ada, email: `lead-${n}@example.com` });
    await press(app, linkIn(app));
  }
  await tick(app.deps);
  expect((bill.size - before) / 100).toBeLessThan(3000);
}, 120_000);
