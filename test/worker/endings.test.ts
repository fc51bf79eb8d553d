import { beforeEach, describe, it } from "vitest";
import { anApp, countRows, freshDatabase, rowsOf, submit, submitJson } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { aQuoteCatalog } from "../support/worker-steps.ts";

beforeEach(freshDatabase);

const person = { email: "ada@example.com" };
const agreed = { "consent-regolamento": "yes", _reviewed: "yes" };

describe("an answer that the offer does not fit", () => {
  it("leads to the kind ending, and nothing of it is kept or counted, not even in quarantine", async ({
    expect,
  }) => {
    const app = anApp({ catalog: aQuoteCatalog() });
    for (const trap of ["", "https://spam.example"]) {
      const answer = await submit(app, "preventivo", { tipo: "Altro", ...person, ...agreed, _website: trap });
      expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/preventivo/esito/"]);
    }
    const { status, body } = await submitJson(app, "preventivo", { tipo: "Altro", ...person, ...agreed });
    expect([status, body]).toEqual([200, { submission: null, next: "/preventivo/esito/" }]);
    expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
    expect(app.mails).toEqual([]);
  });
});

describe("an ending for certain answers", () => {
  const outcomes = [
    { when: { settore: "Bar" }, page: "/guida/grazie/bar/" },
    { when: { settore: ["Bar", "Negozio"] }, page: "/guida/grazie/locale/" },
  ];
  const withOutcomes = (delivery: "email" | "page" | "both") =>
    aCatalog((catalog) => Object.assign(catalog.landings.guida ?? {}, { outcomes, delivery }));

  it("is the first that fits, else the usual thank-you, and the same for a repeated post", async ({
    expect,
  }) => {
    const app = anApp({ catalog: withOutcomes("email") });
    const nextFor = async (answers: Record<string, string>) =>
      (await submit(app, "guida", { ...person, ...answers })).headers.get("Location");
    expect(await nextFor({ settore: "Bar" })).toBe("/guida/grazie/bar/");
    expect(await nextFor({ settore: "Bar" })).toBe("/guida/grazie/bar/");
    expect(await nextFor({ settore: "Negozio" })).toBe("/guida/grazie/locale/");
    expect(await nextFor({})).toBe("/guida/grazie/");
    expect(await countRows()).toMatchObject({ submission: 3 });
  });

  it("gives way to the private page of what is handed out at once", async ({ expect }) => {
    for (const delivery of ["page", "both"] as const) {
      const app = anApp({ catalog: withOutcomes(delivery) });
      const answer = await submit(app, "guida", { email: `${delivery}@example.com`, settore: "Bar" });
      expect(answer.headers.get("Location")).toMatch(/^\/g\/[\w-]{43}$/);
    }
  });
});

describe("a receipt", () => {
  it("names the number of the wording that was agreed to, also when the address confirms it", async ({
    expect,
  }) => {
    const app = anApp({
      catalog: aCatalog((catalog) => {
        for (const consent of catalog.forms.guida?.consents ?? []) consent.version = 3;
      }),
    });
    await submit(app, "guida", { ...person, "consent-marketing": "yes" });
    const [link = ""] = /\/g\/[\w-]+/.exec(app.mails[0]?.text ?? "") ?? [];
    await app.ask(link, { method: "POST", headers: { "Sec-Fetch-Site": "same-origin" } });
    expect(await rowsOf("receipt")).toMatchObject([
      { channel: "form", version: 3 },
      { channel: "confirm", version: 3 },
    ]);
  });
});
