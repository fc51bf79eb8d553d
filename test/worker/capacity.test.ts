import { env } from "cloudflare:workers";
import { beforeEach, it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { anApp, freshDatabase, linkIn, press, submit } from "../support/worker-app.ts";

beforeEach(freshDatabase);

/** Rows as D1 bills them: a row of a table and each entry of an index count alike. */
function billed() {
  const bill = { rows: 0, size: 0 };
  const note = <T>(result: D1Result<T>) => {
    bill.rows += result.meta.rows_written;
    bill.size = result.meta.size_after;
    return result;
  };
  const watch = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(of, name) {
        if (name === "bind") return (...values: unknown[]) => watch(of.bind(...values));
        if (name === "run" || name === "all") return async () => note(await of.all());
        const member: unknown = Reflect.get(of, name, of);
        return typeof member === "function" ? member.bind(of) : member;
      },
    });
  const db = new Proxy(env.DB, {
    get(of, name) {
      if (name === "prepare") return (sql: string) => watch(of.prepare(sql));
      if (name === "batch")
        return async (statements: D1PreparedStatement[]) => (await of.batch(statements)).map(note);
      const member: unknown = Reflect.get(of, name, of);
      return typeof member === "function" ? member.bind(of) : member;
    },
  });
  return { bill, db };
}

it("a lead costs as many rows written as the README says under Capacity", async ({ expect }) => {
  const { bill, db } = billed();
  const app = anApp({ db });
  const spent = async (work: () => Promise<unknown>) => {
    const before = bill.rows;
    await work();
    return bill.rows - before;
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
