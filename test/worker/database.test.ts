import { env } from "cloudflare:workers";
import { beforeAll, describe, it } from "vitest";
import {
  anApp,
  countRows,
  everything,
  faultyDatabase,
  freshDatabase,
  linkIn,
  rowsOf,
  submit,
} from "../support/worker-app.ts";

describe("the database refuses nonsense by itself", () => {
  const lies: [string, string][] = [
    ["a lead without address or number", "UPDATE lead SET email = NULL"],
    ["an identity in another shape", "UPDATE lead SET identity = 'ada@example.com'"],
    [
      "an erased lead that still has a name",
      "UPDATE lead SET identity = NULL, email = NULL, phone = NULL, erased_at = 1",
    ],
    ["an accepted submission without lead", "UPDATE submission SET lead_id = NULL"],
    ["a status nobody knows", "UPDATE submission SET status = 'open'"],
    ["answers that are no object", "UPDATE submission SET answers = '[]'"],
    ["a grant with fewer than no uses", 'UPDATE "grant" SET uses_left = -1'],
    ["a sent message without its time", "UPDATE message SET sent_at = NULL"],
    ["a lease without its holder", "UPDATE message SET status = 'leased', sent_at = NULL"],
    ["a redeemed coupon without its redemption", "UPDATE coupon SET redeemed_at = valid_from"],
    [
      "a coupon redeemed after its end",
      "UPDATE coupon SET redeemed_at = valid_until, redemption = 'x', redeemed_by = 'x'",
    ],
    ["a step nobody knows", "UPDATE step_count SET step = 'like'"],
    ["a day that is none", "UPDATE step_count SET day = 'today'"],
    ["a token's hash of another length", "UPDATE token SET hash = 'x'"],
    ["a lead gone while its receipts stay", "DELETE FROM lead"],
    ["a second coupon stock for no coupon", "UPDATE stock SET issued = 0"],
  ];

  // Every lie is refused, so that one database serves for all.
  beforeAll(async () => {
    await freshDatabase();
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada", "consent-marketing": "yes" });
    await submit(app, "sconto", { email: "ada@example.com" });
  });

  it.for(lies)("%s", async ([, sql], { expect }) => {
    const before = await everything();
    await expect(env.DB.prepare(sql).run()).rejects.toThrow(/constraint failed/);
    expect(await everything()).toEqual(before);
  });
});

describe("a database that stumbles", () => {
  it("does not stop a press from being counted once", async ({ expect }) => {
    await freshDatabase();
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com" });
    const stumbling = anApp({
      db: faultyDatabase(
        () => {},
        (call) => {
          if (call < 3) throw new Error("D1_ERROR: Network connection lost.");
        },
      ),
    });
    const answer = await stumbling.ask(linkIn(app), {
      method: "POST",
      headers: { "Sec-Fetch-Site": "same-origin" },
    });
    expect(answer.status).toBe(303);
    expect(await rowsOf("grant")).toMatchObject([{ uses_left: 2 }]);
    expect(await countRows()).toMatchObject({ step_count: 3 });
    expect((await rowsOf("step_count")).every((step) => step.n === 1)).toBe(true);
  });
});
