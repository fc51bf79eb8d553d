import { beforeEach, describe, it } from "vitest";
import {
  anApp,
  everything,
  freshDatabase,
  linkIn,
  origin,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { aCatalog, marketingWords } from "../support/worker-catalog.ts";
import { ada, footIn, post, requestedIn, subscribed } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const minute = 60_000;

describe("the mails", () => {
  it("carry the way out in their headers and at their foot", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const [mail] = app.mails;
    const page = footIn(app);
    expect(mail?.headers).toMatchObject({
      "List-Unsubscribe": `<${origin}${page}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(mail?.html).toContain(`href="${origin}${page}"`);
  });

  it("bring the link for a copy and for the erasure to the address alone, one of each in ten minutes", async ({
    expect,
  }) => {
    const { app, page } = await subscribed();
    const asked = async (action: string) => {
      await post(app, page, [["action", action]]);
      return app.mails.length;
    };
    expect([await asked("copy"), await asked("copy"), await asked("erase"), await asked("erase")]).toEqual([
      2, 2, 3, 3,
    ]);
    app.clock.now += 11 * minute;
    expect(await asked("copy")).toBe(4);
    expect(app.mails[1]).toMatchObject({ to: "ada@example.com", subject: "La copia dei tuoi dati" });
    expect(app.mails[2]?.subject).toBe("Cancellare i tuoi dati: serve la tua conferma");
    const link = requestedIn(app);
    expect((await app.ask(link)).status).toBe(200);
    // It opens that page for a day, and no other.
    expect((await app.ask(`/g/${link.slice(3)}`)).status).toBe(404);
    expect((await app.ask(`${page}/copy.json`)).status).toBe(404);
    expect((await post(app, link, [["action", "erase"]])).status).toBe(400);
    expect((await rowsOf("lead"))[0]?.erased_at).toBe(null);
    app.clock.now += 1440 * minute;
    expect((await app.ask(link)).status).toBe(404);
  });
});

describe("the copy", () => {
  it("holds everything, explained, and no cell that computes", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, nome: "=SUM(A1:A9)" }, { "CF-Connecting-IP": "203.0.113.9" });
    await submit(app, "guida", { ...ada, nome: "Bot", _website: "x" });
    await post(app, footIn(app), [["action", "copy"]]);
    const link = requestedIn(app);
    const answer = await app.ask(`${link}/copy.json`);
    expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="i-miei-dati.json"');
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    const copy = await answer.json<Record<string, Record<string, unknown>[]> & { about: { keys: object } }>();
    expect(copy.person?.[0]).toMatchObject({
      email: "ada@example.com",
      createdAt: "2027-03-10T11:00:00.000Z",
    });
    expect(copy.submissions?.[0]).toMatchObject({ landing: "guida", answers: { email: "ada@example.com" } });
    expect(copy.consents?.[0]).toMatchObject({ wording: marketingWords, granted: 1 });
    expect(copy.mails?.map(({ kind }) => kind)).toEqual(["delivery", "copy"]);
    expect(copy.held).toHaveLength(1);
    const used = ["person", "submissions", "consents", "gifts", "mails", "held"].flatMap((part) =>
      Object.keys(copy[part]?.[0] ?? {}),
    );
    const unexplained = used.filter((key) => key !== "questions" && !(key in copy.about.keys));
    expect(unexplained).toEqual([]);
    const csv = await (await app.ask(`${link}/copy.csv`)).text();
    expect(csv).toContain('"submissions";"1";"answers.email";"E-mail";"ada@example.com"');
    expect(csv).toContain("'=SUM(A1:A9)");
    expect(csv).not.toMatch(/(?:^|;)"[=+@-]/m);
  });
});

describe("the erasure", () => {
  it("leaves nothing that tells who it was, ends what was open, and is done once", async ({ expect }) => {
    const webhooks = [
      { name: "crm", url: "https://crm.example/", events: ["submission" as const, "erase" as const] },
    ];
    const catalog = aCatalog((file) => void Object.assign(file.site, { webhooks }));
    const { app, page } = await subscribed({ catalog });
    await submit(
      app,
      "sconto",
      { email: ada.email, nome: ada.nome },
      {
        "User-Agent": "Mozilla/5.0 (iPhone) Safari",
        "CF-Connecting-IP": "203.0.113.9",
      },
    );
    await submit(app, "guida", { ...ada, nome: "Bot", _website: "x" });
    const grant = linkIn(app);
    await post(app, page, [["action", "erase"]]);
    const link = requestedIn(app);
    const proofs = await rowsOf("receipt");
    expect(await (await app.ask(link)).text()).toContain("Che cosa resta");
    expect((await rowsOf("lead"))[0]?.email).toBe("ada@example.com");
    const presses = await Promise.all([1, 2, 3].map(() => post(app, link, [["action", "erase"]])));
    expect(presses.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await (await app.ask(link)).text()).toContain("I tuoi dati sono cancellati");
    const [lead] = await rowsOf("lead");
    expect(lead).toMatchObject({
      identity: null,
      email: null,
      given_name: null,
      first_source: "{}",
      erased_at: app.clock.now,
    });
    const inbox = String((await rowsOf("suppression"))[0]?.inbox);
    const rest = JSON.stringify(await everything());
    expect(rest).not.toMatch(/ada@|Ada|Bot|iOS|203\.0/);
    expect(rest).not.toContain(inbox);
    expect(await rowsOf("receipt")).toEqual(proofs);
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "erased" }]);
    expect(await rowsOf("token")).toMatchObject([{ purpose: "erasure" }]);
    expect((await rowsOf("webhook_call")).filter(({ event }) => event === "erase")).toHaveLength(1);
    expect([(await app.ask(page)).status, (await app.ask(grant)).status]).toEqual([404, 404]);
    expect((await rowsOf("coupon"))[0]?.valid_until).toBeLessThanOrEqual(app.clock.now + 1);
    expect(app.lines.filter(({ event }) => event === "error")).toEqual([]);
    // Someone who comes back is a new person, and not held back once the button is pressed.
    app.clock.now += 11 * minute;
    await submit(app, "guida", ada);
    await press(app, linkIn(app));
    expect([(await rowsOf("lead")).length, (await rowsOf("suppression")).length]).toEqual([2, 0]);
  });
});
