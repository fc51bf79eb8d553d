import { beforeEach, describe, it } from "vitest";
import {
  type App,
  anApp,
  countRows,
  freshDatabase,
  origin,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";
import { aQuoteCatalog, controlsIn, shownIn } from "../support/worker-steps.ts";

beforeEach(freshDatabase);

const catalog = aQuoteCatalog();
const party = { tipo: "Festa", persone: "30", giorno: "2027-03-01" };
const person = { email: "ada@example.com", telefono: "051 555 0142", provincia: "BO" };
const agreed = { "consent-regolamento": "yes" };

/** What the visitor sees after a press: the status, the sections shown, and the page. */
async function press(app: App, answers: Record<string, string>) {
  const answer = await submit(app, "preventivo", answers);
  const page = await answer.text();
  return { status: answer.status, shown: shownIn(page), page, to: answer.headers.get("Location") };
}

async function nothingKept(expect: (value: unknown) => { toBe(other: unknown): void }) {
  expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
}

describe("promise 5: a form in steps without JavaScript", () => {
  it("goes from the welcome over every step and the review to its end, with all answers kept", async ({
    expect,
  }) => {
    const app = anApp({ catalog });
    let seen = await press(app, { _step: "1" });
    expect([seen.status, seen.shown]).toEqual([200, ["1"]]);
    seen = await press(app, { ...controlsIn(seen.page), tipo: "Festa", persone: "30", _step: "2" });
    expect([seen.status, seen.shown]).toEqual([200, ["2"]]);
    seen = await press(app, { ...controlsIn(seen.page), giorno: "2027-03-01", _step: "3" });
    expect([seen.status, seen.shown]).toEqual([200, ["3"]]);
    seen = await press(app, { ...controlsIn(seen.page), ...person, _step: "4" });
    expect([seen.status, seen.shown]).toEqual([200, ["4"]]);
    await nothingKept(expect);
    seen = await press(app, { ...controlsIn(seen.page), ...agreed });
    expect([seen.status, seen.to]).toEqual([303, "/preventivo/grazie/"]);
    const [submission] = await rowsOf("submission");
    expect(JSON.parse(String(submission?.answers))).toEqual({
      ...party,
      ...person,
      telefono: "+390515550142",
    });
  });

  it("shows the step of the first error, and says at the field what is wrong", async ({ expect }) => {
    const app = anApp({ catalog });
    const early = await press(app, { tipo: "Festa", giorno: "ieri", _step: "3" });
    expect([early.status, early.shown]).toEqual([422, ["1"]]);
    expect(early.page).toMatch(/<div class="field wrong" data-field="persone">/);
    expect(early.page).toMatch(/name="giorno"[^>]*value="ieri"/);
    const late = await press(app, { ...party, giorno: "ieri", ...person, _step: "4" });
    expect([late.status, late.shown]).toEqual([422, ["2"]]);
    expect(late.page).toContain('<div class="summary" data-summary role="alert" tabindex="-1" autofocus="">');
    const last = await press(app, { ...party, ...person, email: "nessuna", ...agreed, _reviewed: "yes" });
    expect([last.status, last.shown]).toEqual([422, ["3"]]);
    const unread = await press(app, { ...party, ...person, _reviewed: "yes" });
    expect([unread.status, unread.shown]).toEqual([422, ["4"]]);
    expect(unread.page).toContain("<dt>Per che cosa</dt><dd>Festa</dd>");
    await nothingKept(expect);
  });

  it("asks nothing of a step that lies ahead, and nothing at all on the way back", async ({ expect }) => {
    const app = anApp({ catalog });
    const ahead = await press(app, { tipo: "Festa", persone: "3", email: "nessuna", _step: "2" });
    expect([ahead.status, ahead.shown]).toEqual([200, ["2"]]);
    const back = await press(app, { tipo: "Festa", giorno: "ieri", _back: "1" });
    expect([back.status, back.shown]).toEqual([200, ["1"]]);
    expect(back.page).toMatch(/name="giorno"[^>]*value="ieri"/);
    expect(back.page).not.toContain("wrong");
  });

  it("passes over a step in which nothing applies, both ways", async ({ expect }) => {
    const app = anApp({ catalog });
    const forth = await press(app, { tipo: "ristorante", _step: "2" });
    expect([forth.status, forth.shown]).toEqual([200, ["3"]]);
    expect((await press(app, { tipo: "ristorante", _back: "2" })).shown).toEqual(["1"]);
  });

  it("reads the answers back as people say them, and marks them as read", async ({ expect }) => {
    const app = anApp({ catalog });
    const read = await press(app, { ...party, ...person, nota: '<b>"x"</b> &amp;', _step: "4" });
    const [, rows = ""] = /<dl data-review-list>(.*?)<\/dl>/s.exec(read.page) ?? [];
    expect(
      [...rows.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, label, answer]) => [label, answer]),
    ).toEqual([
      ["Per che cosa", "Festa"],
      ["Quante persone", "30"],
      ["Giorno", "1 marzo 2027"],
      ["E-mail", "ada@example.com"],
      ["Telefono", "+39 051 555 0142"],
      ["Provincia", "Bologna"],
      ["Nota", "&lt;b&gt;&quot;x&quot;&lt;/b&gt; &amp;amp;"],
    ]);
    expect(read.page).toMatch(/name="_reviewed" value="yes">/);
    const other = await press(app, { ...party, tipo: "ristorante", ...person, _step: "4" });
    expect(other.page).toContain("<dd>Il mio ristorante</dd>");
    expect(other.page).not.toContain("marzo");
  });

  it("shows the review before it stores, to whoever sends without having read", async ({ expect }) => {
    const app = anApp({ catalog });
    const seen = await press(app, { ...party, ...person, ...agreed });
    expect([seen.status, seen.shown]).toEqual([200, ["4"]]);
    expect(seen.page).toMatch(/name="consent-regolamento" value="yes" checked="">/);
    await nothingKept(expect);
    expect((await press(app, controlsIn(seen.page))).status).toBe(303);
  });

  it("lets Enter press the button of the step that is shown", async ({ expect }) => {
    const app = anApp({ catalog });
    const first = /<form[^>]*><button ([^>]*)>/;
    const step = await press(app, { ...party, _step: "2" });
    expect(first.exec(step.page)?.[1]).toContain('name="_step" value="3"');
    const last = await press(app, { ...party, ...person, _step: "4" });
    expect(first.exec(last.page)?.[1]).not.toContain("name=");
  });

  it.for(["-1", "99", "4e9", "", "due", "1; DROP TABLE lead", "../4", "0x4"])(
    "keeps nothing and stays a page for the odd step %j",
    async (odd, { expect }) => {
      const app = anApp({ catalog });
      for (const name of ["_step", "_back"]) {
        const seen = await press(app, { ...party, ...person, ...agreed, _reviewed: "yes", [name]: odd });
        expect(seen.status, name).toBe(200);
        expect(seen.shown, name).toHaveLength(1);
      }
      await nothingKept(expect);
    },
  );

  it("keeps nothing of a step that is named twice, or that the form has no longer", async ({ expect }) => {
    const app = anApp({ catalog });
    const body = new URLSearchParams([
      ...Object.entries({ ...party, ...person, ...agreed }),
      ["_step", "1"],
      ["_step", "2"],
    ]);
    const headers = { Origin: origin, "Sec-Fetch-Site": "same-origin" };
    const twice = await app.ask("/f/preventivo", { method: "POST", headers, body });
    expect(shownIn(await twice.text())).toEqual(["2"]);
    const whole = await submit(app, "guida", { email: "ada@example.com", _step: "2" });
    expect(whole.status).toBe(200);
    expect(await whole.text()).toMatch(/name="email" type="email" value="ada@example.com">/);
    await nothingKept(expect);
  });
});

describe("a form in steps for programs", () => {
  it("is judged and stored at once, whatever its sections", async ({ expect }) => {
    const app = anApp({ catalog });
    const answers = { ...party, ...person };
    const wrong = await submitJson(app, "preventivo", {
      answers: { ...answers, giorno: "ieri" },
      consents: ["regolamento"],
    });
    expect([wrong.status, wrong.body.errors]).toMatchObject([422, [{ field: "giorno", code: "date" }]]);
    const taken = await submitJson(app, "preventivo", { answers, consents: ["regolamento"] });
    expect([taken.status, taken.body.next]).toEqual([201, "/preventivo/grazie/"]);
    expect((await submitJson(app, "preventivo", { ...answers, _step: "2" })).status).toBe(400);
    expect(await countRows()).toMatchObject({ submission: 1 });
  });

  it("drops what was sent for questions that do not apply, and never misses them", async ({ expect }) => {
    const app = anApp({ catalog });
    const answers = { tipo: "ristorante", persone: "molte", giorno: "ieri", email: "ada@example.com" };
    expect((await submitJson(app, "preventivo", { answers, consents: ["regolamento"] })).status).toBe(201);
    const [submission] = await rowsOf("submission");
    expect(JSON.parse(String(submission?.answers))).toEqual({ tipo: "ristorante", email: "ada@example.com" });
  });
});
