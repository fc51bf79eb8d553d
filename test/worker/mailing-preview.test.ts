import { describe, it } from "vitest";
import type { MailBody } from "../../content/schema/mail-body.ts";
import { answerPreview } from "../../worker/mail/preview.tsx";
import { mailPreview } from "../../worker/mail/preview-parts.tsx";
import { anApp, origin } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

const body: MailBody = {
  subject: [{ field: "nome", otherwise: "Ehi" }, ", una cosa"],
  others: [["Solo una cosa"]],
  preheader: ["Si fa in un minuto."],
  html: [
    "<p>Ciao ",
    { field: "nome", otherwise: "a te" },
    "</p>",
    { when: { settore: "bar" }, not: false, pieces: ["<p>Per il bar.</p>"] },
    '<a href="',
    { link: 0 },
    '">Guida</a>',
  ],
  text: ["Ciao ", { field: "nome", otherwise: "a te" }, "\n\nGuida: ", { link: 0 }],
  links: ["/guida/"],
};

const always = { days: 0, seconds: 0, weekdays: [1, 2, 3, 4, 5, 6, 7], hours: null };
const asset = "/_private/mails/one.json";

/** What stands at `path` of the preview of a sequence and a campaign. */
function look(path: string): Promise<Response> {
  const { deps } = anApp({
    catalog: aCatalog((catalog) => {
      const mail = { locale: "it" as const, asset, links: ["/guida/"] };
      catalog.sequences = {
        dopo: {
          title: "Dopo la guida",
          start: { step: "confirm" },
          purpose: "marketing",
          stop: ["bought"],
          hours: { from: 540, until: 1080 },
          landings: ["guida"],
          steps: [
            {
              ...mail,
              name: "prima",
              subject: "Ehi, una cosa",
              delay: { ...always, days: 3, weekdays: [1, 2, 3, 4, 5] },
            },
            {
              ...mail,
              name: "seconda",
              subject: "E un’altra",
              delay: { ...always, seconds: 43_200, weekdays: [2, 4], hours: { from: 570, until: 720 } },
              when: { downloaded: "guida", not: true },
            },
          ],
        },
      };
      catalog.campaigns = {
        sabato: {
          ...mail,
          subjects: ["Ehi, una cosa", "Solo una cosa"],
          segment: "lettori",
          purpose: "marketing",
          basis: "consent",
          zone: "site",
          rate: 2000,
          label: "sabato",
        },
      };
    }),
    fetchAsset: async () => Response.json(body),
  });
  return answerPreview(deps, new Request(`${origin}${mailPreview}${path}`));
}

describe("the preview of sequences and campaigns", () => {
  it("lists every mail in its order, with what it waits for and whom it is for, and every subject", async ({
    expect,
  }) => {
    const page = await (await look("?mailing=sequences/dopo/prima")).text();
    const list = page.slice(page.indexOf("<nav"));
    expect(list).toContain("For whoever confirmed at guida; until they have bought, unsubscribed, bounced.");
    expect(list).toContain("after 3 days, not at weekends, 9:00–18:00");
    expect(list).toContain(
      "after 12 hours, on Tuesdays and Thursdays, 9:30–12:00; for all but those who opened guida",
    );
    expect(list.indexOf("Ehi, una cosa")).toBeLessThan(list.indexOf("E un’altra"));
    expect(list).toContain("?mailing=campaigns%2Fsabato&amp;variant=1");
    expect(list.match(/aria-current/g)).toHaveLength(1);
    // The page of the service's own mails lists them, too.
    expect(await (await look("")).text()).toContain("Dopo la guida");
  });

  it("shows one at two widths, as text, dark and without pictures", async ({ expect }) => {
    const page = await (await look("?mailing=sequences/dopo/prima")).text();
    expect(page.match(/<iframe /g)).toHaveLength(2);
    expect(page).toContain("Guida: https://forno.example/guida/");
    const dark = await look("html?mailing=sequences/dopo/prima&scheme=dark&pictures=off");
    expect(dark.headers.get("Content-Security-Policy")).toContain("img-src 'none'");
    expect(await dark.text()).toContain("@media all{");
  });

  it("shows each subject of a campaign", async ({ expect }) => {
    for (const [variant, subject] of ["Ada, una cosa", "Solo una cosa"].entries()) {
      const page = await (await look(`?mailing=campaigns/sabato&variant=${variant}`)).text();
      expect(page).toContain(`<b>${subject}</b>`);
    }
  });

  it("speaks to whoever answered little, or answered what is chosen", async ({ expect }) => {
    const little = await (await look("text?mailing=sequences/dopo/prima&knows=little")).text();
    expect(little).toContain("Ciao a te");
    const bar = await (await look("html?mailing=sequences/dopo/prima&answer.settore=bar")).text();
    const shop = await (await look("html?mailing=sequences/dopo/prima&answer.settore=negozio")).text();
    expect([bar, shop].map((html) => html.includes("Per il bar."))).toEqual([true, false]);
  });

  it("knows no mailing that there is not", async ({ expect }) => {
    for (const path of ["sequences/dopo/terza", "sequences/poi/prima", "campaigns/domenica", "x", ""])
      expect((await look(`?mailing=${path}`)).status).toBe(404);
    expect((await look("elsewhere?mailing=campaigns/sabato")).status).toBe(404);
  });
});
