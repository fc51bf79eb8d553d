import { describe, it } from "vitest";
import { drawSchema, worthOf } from "../../content/schema/draw.ts";
import { textsIn } from "../../content/schema/locales/index.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { readContent } from "../../site/content/read.ts";
import { drawLines } from "../../templates/parts/draw.ts";
import { noticeOf } from "../../templates/parts/notice.ts";
import type { LandingView } from "../../templates/view.ts";
import { soundContent } from "../fixtures/content/sound.ts";
import { type Change, changed } from "./mistaken.ts";
import { emptyProject } from "./project.ts";

const guide = "content/landings/guida/index.mdx";
const form = "content/forms/richiesta.yaml";

const contest = {
  name: "Un anno di libri",
  from: "2027-03-01",
  until: "2027-06-30",
  territory: "Italia",
  participants: "Chi ha 18 anni.",
  how: "Si lascia l’indirizzo.",
  prizes: [
    { prize: "Dodici libri", value: 180 },
    { prize: "Una borsa", count: 5, value: 10.5 },
  ],
  drawn: { by: "2027-07-15", place: "a Bologna", overseer: "notary" },
  charity: "Libri per tutti ONLUS",
  rules: "https://prova.example/regolamento.pdf",
};

/** What the notice on the landing at `path` says, title by title. */
async function told(path: string, change: Change = {}): Promise<Record<string, string>> {
  const project = await emptyProject(changed(change, soundContent));
  const { content, mistakes } = await readContent(project.root);
  await project.end();
  const entry = content?.landings.find((landing) => landing.path === path);
  if (!content || !entry) throw new Error(JSON.stringify(mistakes));
  const { site } = content;
  const { locale, pages, landing, magnet, gifts, text, form } = entry;
  const view: LandingView = {
    site,
    locale,
    texts: textsIn(locale),
    privacy: "/privacy/",
    home: "/",
    path,
    landing,
    form,
    text,
    params: {},
    sample: undefined,
    mail: undefined,
    magnet: magnet ?? undefined,
    gifts,
    pages,
    canonical: "",
    alternates: [],
  };
  return Object.fromEntries(noticeOf(view).map(({ title, lines }) => [title, lines.join("\n")]));
}

describe("the notice under a form (GDPR art. 13)", () => {
  it("names the owner, the fields, every purpose with its basis, how long, to whom, and the rights", async ({
    expect,
  }) => {
    const said = await told("guida");
    expect(said["Chi"]).toContain("Libreria Prova srl, via Roma 1, 40100 Bologna");
    expect(said["Chi"]).toContain("PEC: prova@pec.example.");
    expect(said["Che cosa"]).toMatch(/^E-mail, nome;/);
    expect(said["Perché"]).toContain("Per darti «La guida»");
    expect(said["Perché"]).toContain("Solo con il tuo consenso (lett. a; testo n. 1).");
    expect(said["Perché"]).toContain("la prova dei consensi");
    expect(said["Per quanto"]).toContain("2 anni");
    expect(said["Per quanto"]).toContain("30 giorni se non confermi");
    expect(said["A chi"]).toContain("Cloudflare");
    expect(said["Devi darceli?"]).toContain("se dici di no ricevi lo stesso");
    expect(said["I tuoi diritti"]).toContain("scrivere a privacy@prova.example");
    expect(said["I tuoi diritti"]).toContain("reclamo al Garante");
    expect(JSON.stringify(said)).not.toMatch(/\{\w+\}/);
  });

  it("says nothing of consents where none is asked, in the page's language", async ({ expect }) => {
    const said = await told("en/voucher");
    expect(Object.keys(said)).toEqual([
      "Who",
      "What",
      "Why",
      "For how long",
      "To whom",
      "Must you give them?",
      "Your rights",
    ]);
    expect(JSON.stringify(said)).not.toContain("withdraw");
    expect(JSON.stringify(said)).not.toContain("consent");
  });

  it("follows the form: its questions, a partner's consent, a contest", async ({ expect }) => {
    const said = await told("guida", {
      [form]: [
        "label: Come ti chiami }\nconsents:\n",
        'label: Come ti chiami }\n  - { name: genere, type: text, label: Che cosa leggi? }\nconsents:\n  - { purpose: partners, text: "Ai nostri partner: Edizioni Uno." }\n',
      ],
      [guide]: ["from: 2027-03-01\n", `draw: ${JSON.stringify(contest)}\nfrom: 2027-03-01\n`],
    });
    expect(said["Che cosa"]).toMatch(/^E-mail, nome, «Che cosa leggi\?»;/);
    expect(said["Perché"]).toContain("partecipare a «Un anno di libri»");
    expect(said["A chi"]).toContain("Ai partner nominati qui sopra");
    expect(said["A chi"]).toContain("notaio");
  });
});

describe("what a page says of a contest (DPR 430/2001)", () => {
  const draw = drawSchema.parse(contest);
  const lines = async (locale: Locale) => {
    const project = await emptyProject(soundContent);
    const { content } = await readContent(project.root);
    await project.end();
    if (!content) throw new Error("The content is not sound.");
    const said = drawLines(draw, content.site, locale);
    return Object.fromEntries(said.map(({ title, lines }) => [title, lines.join("\n")]));
  };

  it("is all that its author wrote, with the prizes' worth added up", async ({ expect }) => {
    expect(worthOf(draw)).toBe(232.5);
    const said = await lines("it");
    expect(said["Promotore"]).toBe("Libreria Prova srl, via Roma 1, 40100 Bologna");
    expect(said["Periodo"]).toBe("Dal 1 marzo 2027 al 30 giugno 2027.");
    expect(said["Premi"]?.replaceAll("\u00a0", " ")).toBe(
      "Dodici libri, valore 180 €\n5 × Una borsa, valore 10,50 € l’uno\nMontepremi: 232,50 €.",
    );
    expect(said["Vincitori"]).toBe("Entro il 15 luglio 2027, a Bologna, davanti a un notaio.");
    expect(said["Consegna"]).toContain("180 giorni");
    expect(said["Premi non assegnati"]).toBe("Vanno a Libri per tutti ONLUS.");
    // What was not written is not said.
    expect(said["Cauzione"]).toBeUndefined();
  });

  it("is said in English too", async ({ expect }) => {
    expect((await lines("en"))["Winners"]).toBe("By 15 July 2027, a Bologna, before a notary.");
  });

  it("is refused where it cannot be: an end before the start, rules on paper, worthless prizes", ({
    expect,
  }) => {
    const refused = [
      { ...contest, until: "2027-02-01" },
      { ...contest, rules: "./regolamento.doc" },
      { ...contest, rules: "http://prova.example/regolamento.pdf" },
      { ...contest, prizes: [{ prize: "Niente", value: 0 }] },
      { ...contest, prizes: [] },
      { ...contest, prize: "Uno" },
    ];
    expect(refused.filter((written) => drawSchema.safeParse(written).success)).toEqual([]);
  });
});
