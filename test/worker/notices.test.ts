import { beforeEach, describe, it } from "vitest";
import { anApp, freshDatabase, origin, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

describe("the notice of a new contact", () => {
  it("goes to whom the answers concern, with every answer, consent and source, all of it inert", async ({
    expect,
  }) => {
    const catalog = aCatalog(({ site, forms }) => {
      site.notify = [{ to: "banco@forno.example" }];
      const { guida } = forms;
      if (guida !== undefined) guida.notify = [{ to: "bar@forno.example", when: { settore: "Bar" } }];
    });
    const app = anApp({ catalog });
    const wicked = { email: "ada@example.com", nome: "<b>Ada</b>\nBcc: x@evil.example", settore: "Bar" };
    await submit(
      app,
      "guida",
      { ...wicked, "consent-marketing": "yes" },
      { Referer: `${origin}/guida/?utm_source=radio` },
    );
    await submit(app, "guida", { email: "b@example.com", nome: "Bea" });
    const notices = app.mails.filter(({ to }) => to.endsWith("@forno.example"));
    expect(notices.map(({ to }) => to)).toEqual([
      "banco@forno.example",
      "bar@forno.example",
      "banco@forno.example",
    ]);
    const [first] = notices;
    const [lead] = await rowsOf("lead");
    expect(first).toMatchObject({ subject: "Nuovo contatto: Una pagina", replyTo: "ada@example.com" });
    expect(notices[2]?.subject).toBe("Nuovo contatto: Bea, Una pagina");
    for (const words of [
      "ada@example.com",
      "source: radio",
      "sì, da confermare",
      `${origin}/admin/leads/${lead?.id}`,
    ]) {
      expect(first?.text).toContain(words);
      expect(first?.html).toContain(words);
    }
    expect(first?.text).not.toMatch(/^Bcc:/m);
    expect(first?.html).not.toMatch(/<b>|<script|undefined|\[object/);
    expect(first?.headers["List-Unsubscribe"]).toBeUndefined();
    const form = catalog.forms.guida;
    for (const field of form?.fields ?? []) {
      if ("label" in field && field.label !== undefined && field.type !== "page")
        expect(first?.text).toContain(`${field.label}: `);
    }
  });

  it("says nothing of a suspected program", async ({ expect }) => {
    const catalog = aCatalog(({ site }) => {
      site.notify = [{ to: "banco@forno.example" }];
    });
    const app = anApp({ catalog });
    await submit(app, "guida", { email: "bot@example.com", _website: "https://spam.example" });
    expect(app.mails).toEqual([]);
  });
});
