import { describe, it } from "vitest";
import { readContent } from "../../site/content/read.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { changed, describeMistakes } from "./mistaken.ts";
import { emptyProject } from "./project.ts";

const landing = "content/landings/guida/index.mdx";
const form = "content/forms/richiesta.yaml";
const site = "content/site.yaml";

describeMistakes("in forms, magnets and the site", [
  {
    name: "a missing PDF",
    change: { "content/magnets/guida/guida.pdf": null },
    file: "content/magnets/guida/index.mdx",
    line: 5,
    key: "pdf",
    message: "There is no file content/magnets/guida/guida.pdf.",
    cure: "Put the file into content/magnets/guida.",
  },
  {
    name: "a consent ticked in advance",
    change: { [form]: ["Prova.\n", "Prova.\n    checked: true\n"] },
    file: form,
    line: 7,
    key: "consents.0.checked",
    message: "A consent ticked in advance is not valid",
    cure: "Correct it",
  },
  {
    name: "a consent to marketing that is forced",
    change: { [form]: ["Prova.\n", "Prova.\n    required: true\n"] },
    file: form,
    line: 7,
    key: "consents.0.required",
    message: "People must be free to refuse this purpose",
    cure: "Correct it",
  },
  {
    name: "a key written twice",
    change: { [form]: ["submit: Mandami la guida", "submit: Uno\nsubmit: Due"] },
    file: form,
    line: 8,
    key: "",
    message: "The YAML cannot be read: Map keys must be unique",
    cure: "Keep one of the two.",
  },
  {
    name: "a colour without quotes",
    change: { [site]: ['"#0b6e4f"', "#0b6e4f"] },
    file: site,
    line: 17,
    key: "theme.primary",
    message: "This is of the wrong kind",
    cure: 'A value that begins with "#" needs quotes.',
  },
  {
    name: "a partita IVA with a wrong digit",
    change: { [site]: ["12345678903", "12345678904"] },
    file: site,
    line: 7,
    key: "owner.vat",
    message: "This is no valid partita IVA",
    cure: "Correct it",
  },
  {
    name: "two fields of one name",
    change: { [form]: ["name: nome", "name: email"] },
    file: form,
    line: 3,
    key: "fields.1.name",
    message: 'Two fields are called "email"',
    cure: "Correct it",
  },
  {
    name: "a misspelt field type",
    change: { [form]: ["type: given-name", "type: given-nam"] },
    file: form,
    line: 3,
    key: "fields.1.type",
    message: '"given-nam" is not known here.',
    cure: 'Did you mean "given-name"?',
  },
  {
    name: "a shop that is not there",
    change: { "content/magnets/buono/index.mdx": ["[centro]", "[cento]"] },
    file: "content/magnets/buono/index.mdx",
    line: 6,
    key: "shops.0",
    message: 'There is no shop "cento".',
    cure: 'Did you mean "centro"? Add it under "shops" in content/site.yaml',
  },
  {
    name: "points for an answer that nobody can give",
    change: {
      [form]: [
        "consents:",
        "  - { name: c, type: choice, label: Uno, options: [A, B], score: { C: 1 } }\nconsents:",
      ],
    },
    file: form,
    line: 4,
    key: "fields.2.score.C",
    message: '"C" is not among the options.',
    cure: "Correct it",
  },
  {
    name: "a condition on an answer that nobody can give",
    change: {
      [form]: [
        "consents:",
        "  - { name: c, type: choice, label: Uno, options: [Pane, Dolci] }\n  - { name: d, type: text, label: Due, when: { c: Pene } }\nconsents:",
      ],
    },
    file: form,
    line: 5,
    key: "fields.3.when.c",
    message: '"Pene" is not among the answers of "c". Did you mean "Pane"?',
    cure: "Correct it",
  },
  {
    name: "a condition on what is typed freely",
    change: {
      [form]: ["consents:", "  - { name: d, type: text, label: Due, when: { nome: Ada } }\nconsents:"],
    },
    file: form,
    line: 4,
    key: "fields.2.when.nome",
    message: '"nome" has no list of answers; a condition needs a choice, a scale, a province or a country.',
    cure: "Correct it",
  },
  {
    name: "a step with nothing in it",
    change: { [form]: ["consents:", "  - { name: fine, type: page }\nconsents:"] },
    file: form,
    line: 4,
    key: "fields.2",
    message: "A step has nothing to show.",
    cure: "Correct it",
  },
  {
    name: "an outcome for a field that is not there",
    change: { [landing]: ["thanks:", "outcomes: [{ name: uno, when: { settore: A } }]\nthanks:"] },
    file: landing,
    line: 10,
    key: "outcomes.0.when.settore",
    message: 'The form has no field called "settore".',
    cure: "Correct the condition, or the form.",
  },
  {
    name: "a button that does two things",
    change: {
      [landing]: [
        "button: { label: Torna all’inizio, href: / }",
        "button: { call: '+39 051 555 0142', book: 'https://x.it' }",
      ],
    },
    file: landing,
    line: 11,
    key: "thanks.button",
    message: "A button does one thing",
    cure: "Correct it",
  },
  {
    name: "a download that is not there",
    change: {
      [landing]: ["button: { label: Torna all’inizio, href: / }", "button: { download: ./listino.pdf }"],
    },
    file: landing,
    line: 11,
    key: "thanks.button.download",
    message: "There is no file content/landings/guida/listino.pdf.",
    cure: "Put the file into content/landings/guida.",
  },
]);

describe("mistakes in several files", () => {
  it("are told all at once, file by file; what leans on a broken file waits", async ({ expect }) => {
    const project = await emptyProject(
      changed({ [site]: ["vat:", "vta:"], [form]: ["submit:", "sumbit:"], [landing]: ["intro:", "into:"] }),
    );
    const first = await readContent(project.root);
    expect(first.mistakes.map(({ key }) => key)).toEqual(["sumbit", "owner.vta"]);
    await project.write(site, String(goodContent[site]));
    const second = await readContent(project.root);
    expect(second.mistakes.map(({ key }) => key)).toEqual(["sumbit", "into"]);
    await project.end();
  });
});
