import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { renewSilent } from "../../worker/lists/renew.ts";
import { type App, freshDatabase, noon, rowsOf, submit } from "../support/worker-app.ts";
import { ada, footIn, oneClick, post } from "../support/worker-preferences.ts";
import { answer, day, hour, keeping, mailsAt, pageIn, silent, subscribe } from "../support/worker-renewal.ts";

beforeEach(freshDatabase);

const outcomes = async () => (await rowsOf("renewal")).map(({ outcome }) => outcome);
const states = async () =>
  (await env.DB.prepare("SELECT state FROM consent_state").all<{ state: string }>()).results.map(
    ({ state }) => state,
  );

describe("whoever was silent for long", () => {
  it("is asked once, by day, by a mail that says why and until when", async ({ expect }) => {
    const app = keeping();
    await subscribe(app);
    expect(await mailsAt(app, noon + silent - 1)).toEqual([]);
    expect(await mailsAt(app, noon + silent + 9 * hour)).toEqual([]);
    const [mail, ...others] = await mailsAt(app, noon + silent + day);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: "ada@example.com", subject: "Vuoi ancora le nostre e-mail?" });
    expect(mail?.text).toContain("il 10 marzo 2027 ci hai detto che possiamo scriverti");
    expect(mail?.text).toContain("dal 9 aprile 2028 non ti scriviamo più");
    expect(mail?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect((mail?.html.match(/class="button"/g) ?? []).length, "one button").toBe(1);
    for (const days of [2, 3, 9, 29]) expect(await mailsAt(app, noon + silent + days * day)).toEqual([]);
    expect(await rowsOf("renewal")).toHaveLength(1);
  });

  it("goes on by one press on the page, which looking at leaves as it was, and without a receipt", async ({
    expect,
  }) => {
    const app = keeping();
    await subscribe(app);
    await mailsAt(app, noon + silent);
    const page = pageIn(app);
    const receipts = (await rowsOf("receipt")).length;
    for (const method of ["GET", "HEAD"]) expect((await app.ask(page, { method })).status).toBe(200);
    expect(await outcomes()).toEqual([null]);
    expect(
      (
        await post(app, page, [["action", "stay"]], {
          Origin: "https://elsewhere.example",
          "Sec-Fetch-Site": "cross-site",
        })
      ).status,
    ).toBe(403);
    expect(await outcomes()).toEqual([null]);
    app.clock.now += day;
    const answered = await post(app, page, [["action", "stay"]]);
    expect(answered.status).toBe(303);
    const thanks = await (await app.ask(answered.headers.get("Location") ?? "")).text();
    expect(thanks).toContain("continuiamo a scriverti");
    expect(await rowsOf("lead")).toMatchObject([{ seen_at: noon + silent + day }]);
    expect(await rowsOf("receipt")).toHaveLength(receipts);
    expect(await mailsAt(app, noon + silent + answer + 9 * day)).toEqual([]);
    expect(await outcomes()).toEqual(["yes"]);
    expect(await rowsOf("suppression")).toEqual([]);
    expect(
      await mailsAt(app, noon + silent + day + silent),
      "another silence, another question",
    ).toHaveLength(1);
  });

  it("is let go without an answer: the consent stands, and the person's word brings the mails back", async ({
    expect,
  }) => {
    const app = keeping();
    await subscribe(app);
    await mailsAt(app, noon + silent);
    const page = pageIn(app);
    await mailsAt(app, noon + silent + answer - 1);
    expect(await rowsOf("suppression")).toEqual([]);
    await mailsAt(app, noon + silent + answer);
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "unsubscribed", silent: 1 }]);
    expect([await outcomes(), await states()]).toEqual([["silent"], ["confirmed"]]);
    expect(await mailsAt(app, noon + silent + answer + 99 * day), "nobody who was let go is asked").toEqual(
      [],
    );
    expect(await (await app.ask(page)).text()).toContain("Se vuoi, ricominciamo");
    await post(app, page, [["action", "stay"]]);
    expect([await outcomes(), await rowsOf("suppression")]).toEqual([["yes"], []]);
  });

  it("comes back as well by asking again with a form, or on the page of preferences", async ({ expect }) => {
    const app = keeping();
    await subscribe(app);
    const preferences = footIn(app);
    await mailsAt(app, noon + silent);
    await mailsAt(app, noon + silent + answer);
    app.clock.now += day;
    await subscribe(app);
    expect(await rowsOf("suppression")).toEqual([]);
    await mailsAt(app, app.clock.now + silent);
    await mailsAt(app, app.clock.now + answer);
    expect(await rowsOf("suppression")).toMatchObject([{ silent: 1 }]);
    expect(await (await app.ask(preferences)).text()).toContain("Se vuoi, ricominciamo");
    await post(app, preferences, [["action", "stay"]]);
    expect(await rowsOf("suppression")).toEqual([]);
  });

  it("who takes their consent back afterwards is no longer one that was let go", async ({ expect }) => {
    const app = keeping();
    await subscribe(app);
    await mailsAt(app, noon + silent);
    const page = pageIn(app);
    await mailsAt(app, noon + silent + answer);
    await oneClick(app, footIn(app));
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "unsubscribed", silent: 0 }]);
    await post(app, page, [["action", "stay"]]);
    expect(await rowsOf("suppression"), "an old page lifts nothing that was wished").toHaveLength(1);
    expect(await states()).toEqual(["withdrawn"]);
  });

  it("is not let go after another sign of life, in whatever way the address was written", async ({
    expect,
  }) => {
    const app = keeping();
    await subscribe(app);
    await mailsAt(app, noon + silent);
    app.clock.now += 20 * day;
    await submit(app, "guida", { email: "ada+altro@example.com" });
    await mailsAt(app, noon + silent + answer);
    expect([await outcomes(), await rowsOf("suppression")]).toEqual([["life"], []]);
  });

  it("is not let go when the mail never arrived, and not asked in vain again", async ({ expect }) => {
    const app = keeping();
    await subscribe(app);
    app.mailing.answer = { ok: false, next: "give_up", reason: "no such inbox" };
    await mailsAt(app, noon + silent);
    await mailsAt(app, noon + silent + answer);
    expect([await outcomes(), await rowsOf("suppression")]).toEqual([["undelivered"], []]);
    expect(await rowsOf("renewal")).toHaveLength(1);
  });
});

describe("nobody is asked", () => {
  const never: Record<string, (app: App) => Promise<unknown>> = {
    "who never agreed": (app) => subscribe(app, { email: "ada@example.com" }),
    "whose consent was not confirmed": (app) => submit(app, "guida", ada),
    "who took it back": async (app) => {
      await subscribe(app);
      await oneClick(app, footIn(app));
    },
    "whose data lies still": (app) => having(app, wish("restriction")),
    "who objected": (app) => having(app, wish("objection")),
    "who was erased": (app) =>
      having(
        app,
        "UPDATE lead SET erased_at = 1, email = NULL, identity = NULL, given_name = NULL, family_name = NULL, phone = NULL",
      ),
    ...Object.fromEntries(
      ["bounce", "complaint", "owner", "unsubscribed", "erased"].map((reason) => [
        `whose inbox is out: ${reason}`,
        (app: App) =>
          having(
            app,
            `INSERT INTO suppression (inbox, reason, at) SELECT inbox, '${reason}', 1 FROM message LIMIT 1`,
          ),
      ]),
    ),
    "while too many complain": (app) =>
      having(app, `INSERT INTO mail_stop (since, complained, arrived) VALUES (${noon}, 3, 900)`),
    "where the site does not say so": async (app) => {
      await subscribe(app);
      delete app.deps.catalog.site.hygiene;
    },
    "by a site that cannot send": async (app) => {
      await subscribe(app);
      app.deps.mailer = null;
    },
  };
  const wish = (kind: string) =>
    `INSERT INTO request (id, kind, lead_id, channel, received_at, due_at)
     SELECT '${"r".repeat(22)}', '${kind}', id, 'mail', 1, 2 FROM lead`;

  for (const [which, make] of Object.entries(never)) {
    it(which, async ({ expect }) => {
      const app = keeping();
      await make(app);
      for (const days of [0, 1, 2]) expect(await mailsAt(app, noon + silent + days * day)).toEqual([]);
      expect(await rowsOf("renewal")).toEqual([]);
    });
  }

  it("who has had a mail of content today, until the day after", async ({ expect }) => {
    const app = keeping();
    await subscribe(app);
    await env.DB.prepare(
      `INSERT INTO message (id, kind, lead_id, inbox, mailing, first_at, next_at, created_at, status, sent_at)
       SELECT '${"c".repeat(22)}', 'campaign', lead_id, inbox, 'campaigns/pane', ?1, ?1, ?1, 'sent', ?1 FROM message LIMIT 1`,
    )
      .bind(noon + silent - hour)
      .run();
    expect(await mailsAt(app, noon + silent)).toEqual([]);
    expect(await mailsAt(app, noon + silent + day)).toHaveLength(1);
  });

  it("once the mail that waits has become needless", async ({ expect }) => {
    const app = keeping();
    await subscribe(app);
    app.clock.now = noon + silent;
    await renewSilent(app.deps);
    await oneClick(app, footIn(app));
    expect(await mailsAt(app, noon + silent)).toEqual([]);
    await mailsAt(app, noon + silent + answer);
    expect(await rowsOf("suppression")).toMatchObject([{ silent: 0 }]);
  });
});

/** Subscribes, and does `sql` in the database. */
async function having(app: App, sql: string): Promise<void> {
  await subscribe(app);
  await env.DB.prepare(sql).run();
}
