import { beforeEach, describe, it } from "vitest";
import { hexDigest } from "../../worker/digest.ts";
import {
  anApp,
  countRows,
  freshDatabase,
  noon,
  origin,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";
import { aCatalog, marketingWords } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const ada = { email: "Ada@Example.com", nome: "Ada", settore: "Bar", "consent-marketing": "yes" };

describe("a submission", () => {
  it("leads to the thank-you page and leaves lead, receipt, grant and message", async ({ expect }) => {
    const app = anApp();
    const answer = await submit(app, "guida", ada, {
      Referer: `${origin}/guida/?utm_source=Meta&utm_campaign=primavera&gclid=abc&ad=rosso&mine=no`,
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe(
      "/guida/grazie/?utm_source=Meta&utm_campaign=primavera&gclid=abc",
    );
    const [lead] = await rowsOf("lead");
    expect(lead).toMatchObject({
      identity: "email:ada@example.com",
      email: "Ada@example.com",
      given_name: "Ada",
      confirmed_at: null,
    });
    const source = { utm_source: "Meta", utm_campaign: "primavera", gclid: "abc" };
    expect(JSON.parse(String(lead?.first_source))).toEqual({ ...source, landing: "guida", at: noon });
    const [submission] = await rowsOf("submission");
    expect(submission).toMatchObject({
      landing: "guida",
      lead_id: lead?.id,
      source_label: "meta",
      page_url: `${origin}/guida/`,
    });
    expect(JSON.parse(String(submission?.answers))).toEqual({
      email: "Ada@example.com",
      nome: "Ada",
      settore: "Bar",
      annuncio: "rosso",
    });
    expect(JSON.parse(String(submission?.source))).toEqual(source);
    expect(await rowsOf("receipt")).toMatchObject([
      {
        lead_id: lead?.id,
        submission_id: submission?.id,
        purpose: "marketing",
        granted: 1,
        wording: marketingWords,
        wording_hash: await hexDigest(marketingWords),
        form: "guida",
        build: "b".repeat(64),
        locale: "it",
        page_url: `${origin}/guida/`,
        channel: "form",
        at: noon,
      },
    ]);
    expect(await rowsOf("grant")).toMatchObject([
      { magnet: "guida", uses_left: 3, expires_at: noon + 604_800_000, open_until: null },
    ]);
    expect(await rowsOf("message")).toMatchObject([
      { kind: "delivery", status: "sent", attempts: 1, provider: "recording" },
    ]);
    expect(await rowsOf("step_count")).toEqual([
      { day: "2027-03-10", landing: "guida", step: "submit", source: "meta", n: 1 },
    ]);
  });

  it("is the same in urlencoded, multipart and JSON, flat or not", async ({ expect }) => {
    const app = anApp();
    const headers = { Origin: origin, Accept: "application/json" };
    const form = new FormData();
    for (const [name, value] of Object.entries(ada)) form.set(name, value);
    const posts = [
      app.ask("/f/guida", { method: "POST", headers, body: new URLSearchParams(ada) }),
      app.ask("/f/guida", { method: "POST", headers, body: form }),
      app.ask("/f/guida", {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json" },
        body: JSON.stringify(ada),
      }),
      app.ask("/f/guida", {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json" },
        body: JSON.stringify({
          answers: { email: ada.email, nome: "Ada", settore: "Bar" },
          consents: ["marketing"],
          source: { utm_source: "app" },
        }),
      }),
    ];
    const answers = await Promise.all(
      (await Promise.all(posts)).map((answer) => answer.json<{ submission: string; next: string }>()),
    );
    expect(new Set(answers.map(({ submission }) => submission)).size).toBe(1);
    expect(answers[0]?.next).toBe("/guida/grazie/");
    expect(await countRows()).toMatchObject({ lead: 1, submission: 1, receipt: 1, message: 1 });
  });

  it("keeps the first source and renews the last", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada, { Referer: `${origin}/guida/?utm_source=uno` });
    await submit(
      app,
      "sconto",
      { email: "ada@example.com" },
      { Referer: `${origin}/sconto/?utm_source=due` },
    );
    const [lead] = await rowsOf("lead");
    expect(JSON.parse(String(lead?.first_source))).toMatchObject({ utm_source: "uno", landing: "guida" });
    expect(JSON.parse(String(lead?.last_source))).toMatchObject({ utm_source: "due", landing: "sconto" });
    expect(lead?.given_name).toBe("Ada");
  });

  it("keeps no more of another site than its page, and nothing of our own", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, _referrer: "https://www.giornale.example/pane?session=1#x" });
    await submit(app, "guida", { ...ada, email: "b@example.com", _referrer: `${origin}/altra/` });
    const [one, other] = await rowsOf("submission");
    expect(JSON.parse(String(one?.source))).toEqual({ referrer: "https://www.giornale.example/pane" });
    expect([one?.source_label, other?.source_label]).toEqual(["giornale.example", "direct"]);
  });

  it("takes a person without e-mail by phone, and mails nothing", async ({ expect }) => {
    const app = anApp();
    const post = (telefono: string) => submit(app, "contatto", { telefono, "consent-regolamento": "yes" });
    expect((await post("051 555 0142")).headers.get("Location")).toBe("/contatto/grazie/");
    app.clock.now += 700_000;
    await post("+39 (051) 5550142");
    expect(await rowsOf("lead")).toMatchObject([
      { identity: "tel:+390515550142", email: null, phone: "+390515550142" },
    ]);
    expect(await countRows()).toMatchObject({ submission: 2, message: 0, grant: 0 });
  });

  it("is refused after the last day and before the first, in the site's time zone", async ({ expect }) => {
    const app = anApp({
      catalog: aCatalog((catalog) => {
        Object.assign(catalog.landings.guida ?? {}, { from: "2027-03-11", until: "2027-03-12" });
      }),
    });
    const statusAt = async (time: string) => {
      app.clock.now = Date.parse(time);
      return (
        (await submitJson(app, "guida", { email: `a${app.clock.now}@example.com` })).body.code ?? "taken"
      );
    };
    expect(await statusAt("2027-03-10T22:59:00Z")).toBe("not_yet_open");
    expect(await statusAt("2027-03-10T23:01:00Z")).toBe("taken");
    expect(await statusAt("2027-03-12T22:59:00Z")).toBe("taken");
    expect(await statusAt("2027-03-12T23:01:00Z")).toBe("closed");
    expect(await countRows()).toMatchObject({ submission: 2 });
  });

  it("takes hidden values from the author or the page's address, never what a visitor makes of the first", async ({
    expect,
  }) => {
    const app = anApp({
      catalog: aCatalog((catalog) => {
        catalog.forms.sconto = {
          fields: [
            { type: "email", name: "email", required: true },
            { type: "hidden", name: "prezzo", value: "20" },
          ],
        };
      }),
    });
    await submit(app, "sconto", { email: "a@example.com", prezzo: "1" });
    const [submission] = await rowsOf("submission");
    expect(JSON.parse(String(submission?.answers))).toEqual({ email: "a@example.com", prezzo: "20" });
  });
});

describe("a refused form", () => {
  it("comes back with the answers kept, the errors at their fields, and the page's own policy", async ({
    expect,
  }) => {
    const app = anApp();
    const answer = await submit(
      app,
      "guida",
      { email: "nessuna", nome: `<b>"Ada" &amp; co</b>`, settore: "Negozio", "consent-marketing": "yes" },
      { Referer: `${origin}/guida/?utm_source=meta&ad=rosso` },
    );
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(answer.headers.get("Content-Security-Policy")).toContain("sha256-abc=");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(page).toContain('<div class="summary" data-summary role="alert" tabindex="-1" autofocus="">');
    expect(page).toContain('<li><a href="#f-guida-email">E-mail: Controlla');
    expect(page).toMatch(/<div class="field is-email wrong" data-field="email">/);
    expect(page).toMatch(/id="f-guida-email"[^>]*aria-invalid="true" value="nessuna"/);
    expect(page).toMatch(/id="f-guida-email-error" data-error>Controlla/);
    expect(page).toMatch(/id="f-guida-nome-error" data-error hidden>/);
    expect(page).toMatch(/name="nome" value="<b>&quot;Ada&quot; &amp;amp; co<\/b>"/);
    expect(page).toMatch(/value="Bar">/);
    expect(page).toMatch(/value="Negozio" checked="">/);
    expect(page).toMatch(/name="consent-marketing" value="yes" checked="">/);
    expect(await countRows()).toEqual(nothing);

    // The second try comes from our own address, without the landing's query: the page carries it along.
    const address = /name="_page" value="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    await submit(app, "guida", { ...ada, _page: address }, { Referer: `${origin}/f/guida` });
    const [submission] = await rowsOf("submission");
    expect(submission).toMatchObject({ source_label: "meta", page_url: `${origin}/guida/` });
    expect(JSON.parse(String(submission?.answers))).toMatchObject({ annuncio: "rosso" });
  });

  it("is a problem in JSON for a program, in the landing's language", async ({ expect }) => {
    const { answer, body } = await submitJson(anApp(), "en/guide", {
      email: "nessuna",
      settore: "Altro",
      inventato: 1,
    });
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
    expect(body).toEqual({
      code: "invalid_answers",
      status: 422,
      title: "Some answers need another look.",
      errors: [
        {
          field: "email",
          code: "email",
          message: "Check the address: it should look like name@example.com.",
        },
        { field: "settore", code: "option", message: "Choose one of the answers offered." },
        { field: "inventato", code: "unknown", message: "The form has no such field." },
      ],
    });
  });
});

const nothing = {
  lead: 0,
  submission: 0,
  receipt: 0,
  stock: 0,
  coupon: 0,
  grant: 0,
  token: 0,
  message: 0,
  step_count: 0,
};
