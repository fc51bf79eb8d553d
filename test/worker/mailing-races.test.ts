import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { sendMessages, sweepOutbox } from "../../worker/mail/send.ts";
import { standing } from "../../worker/retention/due.ts";
import { erasing } from "../../worker/retention/erase.ts";
import { leaseMessages } from "../../worker/store/messages.ts";
import { keepEvents } from "../../worker/store/provider-events.ts";
import { type App, anApp, freshDatabase, linkIn, press, rowsOf, submit } from "../support/worker-app.ts";
import { aMailingCatalog, force, mailingAsset } from "../support/worker-mailings.ts";
import { ada, footIn, oneClick, post } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

/** Somebody who agreed and confirmed, and a mail of each kind that waits. */
async function waiting(mailing: string) {
  const app = anApp({ catalog: aMailingCatalog(), fetchAsset: mailingAsset });
  await submit(app, "guida", ada);
  await press(app, linkIn(app));
  const page = footIn(app);
  const [lead] = await rowsOf("lead");
  const message = await force(app, mailing, String(lead?.id), ada.email);
  app.mails.length = 0;
  return { app, page, lead: String(lead?.id), message };
}

type Waiting = Awaited<ReturnType<typeof waiting>>;
const told =
  (kind: "hard" | "complaint") =>
  async ({ app }: Waiting) => {
    const [first] = await rowsOf("message");
    const event = {
      id: `e-${kind}`,
      kind,
      message: String(first?.id),
      mail: "",
      at: app.clock.now,
      reason: null,
    };
    await keepEvents(env.DB, { provider: "resend", events: [event as never], now: app.clock.now });
  };
const meanwhile: Record<string, (at: Waiting) => Promise<unknown>> = {
  "takes the consent back": ({ app, page }) =>
    post(app, page, [
      ["action", "save"],
      ["shown", "marketing"],
      ["was", "marketing"],
    ]),
  "unsubscribes by one press": ({ app, page }) => oneClick(app, page),
  "is erased": ({ app, lead }) =>
    env.DB.batch(erasing(app.deps, { ids: [lead], due: standing, now: app.clock.now })),
  complains: told("complaint"),
  "has an inbox that takes nothing": told("hard"),
};

async function take({ app, message }: Waiting) {
  const due = await leaseMessages(env.DB, "a", app.clock.now, { ids: [message] });
  if (due.length !== 1) throw new Error("It is not due.");
  return due;
}

describe.for(["sequences/dopo/primo", "campaigns/primavera"])(
  "between its writing and its leaving, of %s",
  (mailing) => {
    it("leaves where nothing happens", async ({ expect }) => {
      const at = await waiting(mailing);
      await sendMessages(at.app.deps, "a", await take(at));
      expect(at.app.mails).toHaveLength(1);
    });

    it.for(Object.entries(meanwhile))("nothing leaves to whoever %s", async ([, happens], { expect }) => {
      const before = await waiting(mailing);
      await happens(before);
      await sweepOutbox(before.app.deps);
      expect(before.app.mails).toEqual([]);

      await freshDatabase();
      const after = await waiting(mailing);
      const due = await take(after);
      await happens(after);
      await sendMessages(after.app.deps, "a", due);
      expect(after.app.mails).toEqual([]);
      const rows = (await rowsOf("message")).filter((row) => row.mailing !== null);
      expect(rows).toMatchObject([{ status: "withheld", sent_at: null }]);
    });
  },
);

describe("the header that ends it by one press", () => {
  it.for(["sequences/dopo/primo", "campaigns/primavera"])(
    "of %s takes effect at once: the mail that is due next does not leave",
    async (mailing, { expect }) => {
      const { app, lead } = await waiting(mailing);
      await sweepOutbox(app.deps);
      const headers = app.mails[0]?.headers ?? {};
      expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
      const [, path = ""] =
        /^<https:\/\/forno\.example(\/u\/[\w-]{43})>$/.exec(headers["List-Unsubscribe"] ?? "") ?? [];
      await force(app, "sequences/dopo/secondo", lead, ada.email);
      await force(app, "campaigns/clienti", lead, ada.email);
      for (const method of ["GET", "HEAD"]) await app.ask(path, { method });
      expect(await rowsOf("suppression")).toEqual([]);
      expect((await oneClick(app, path)).status).toBe(200);
      await sweepOutbox(app.deps);
      expect(app.mails).toHaveLength(1);
    },
  );
});

describe("a mail that a stop meets as it leaves", () => {
  it("is put aside with the others, and a reader who is written to gets why, and the way to end it", async ({
    expect,
  }) => {
    const at = await waiting("campaigns/primavera");
    const due = await take(at);
    await env.DB.prepare(
      `INSERT INTO campaign (name, status, was, stopped_at, hash, approved, approved_at, starts_at)
       VALUES ('primavera', 'stopped', 'sending', 1, ?1, ?2, 1, 1)`,
    )
      .bind("h".repeat(43), JSON.stringify({ entry: at.app.deps.catalog.campaigns["primavera"] }))
      .run();
    await sendMessages(at.app.deps, "a", due);
    expect((await rowsOf("message")).at(-1)).toMatchObject({
      status: "withheld",
      failure: "stopped",
      attempts: 0,
    });
    await env.DB.batch([
      env.DB.prepare("UPDATE campaign SET status = 'sending', was = NULL, stopped_at = NULL"),
      env.DB.prepare(
        "UPDATE message SET status = 'queued', failure = NULL, next_at = 0 WHERE failure = 'stopped'",
      ),
    ]);
    await sweepOutbox(at.app.deps);
    const [mail] = at.app.mails as App["mails"];
    expect(mail).toMatchObject({ subject: "Il lievito, Ada", replyTo: "bottega@forno.example" });
    expect(mail?.text).toContain("Ricevi questa mail perché il 10 marzo 2027 hai chiesto");
    expect(mail?.text).toContain("Disiscriviti con un clic: https://forno.example/u/");
    expect(mail?.text).toContain("Forno di Prova srl");
  });
});
