import { describe, it } from "vitest";
import { catalogOf } from "../../site/catalog/catalog.ts";
import { readContent } from "../../site/content/read.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { describeMistakes } from "./mistaken.ts";
import { emptyProject } from "./project.ts";

const file = "content/segments/da-chiamare.yaml";
const asks = (...lines: string[]) => ({ [file]: ["title: Da chiamare", "all:", ...lines, ""].join("\n") });
const inLine3 = { file, line: 3 };

describeMistakes("in segments", [
  {
    name: "a field that leads do not have",
    change: asks("  - { field: scroe, from: 10 }"),
    ...inLine3,
    key: "all.0.field",
    message: 'Leads have no "scroe".',
    cure: 'Did you mean "score"?',
  },
  {
    name: "a question that no form asks",
    change: asks("  - { field: answer.nomi, is: Ada }"),
    ...inLine3,
    key: "all.0.field",
    message: 'Leads have no "answer.nomi".',
    cure: 'Did you mean "answer.nome"?',
  },
  {
    name: "a purpose that nobody is asked for",
    change: asks("  - { field: consent.marketng, is: confirmed }"),
    ...inLine3,
    key: "all.0.field",
    message: 'Leads have no "consent.marketng".',
    cure: 'Did you mean "consent.marketing"?',
  },
  {
    name: "a landing that is not there, deep inside",
    change: asks(
      "  - any:",
      "      - { field: score, from: 1 }",
      "      - not: { field: landing, is: guid }",
    ),
    file,
    line: 5,
    key: "all.0.any.1.not.is",
    message: '"guid" is not known here.',
    cure: 'Did you mean "guida"?',
  },
  {
    name: "a magnet that is not there",
    change: asks("  - { field: step, is: downloaded, magnet: giuda }"),
    ...inLine3,
    key: "all.0.magnet",
    message: 'There is no magnet "giuda".',
    cure: 'Did you mean "guida"?',
  },
  {
    name: "a comparison that the field does not know",
    change: asks("  - { field: score, contains: due }"),
    ...inLine3,
    key: "all.0.contains",
    message: '"score" cannot be compared by "contains".',
    cure: "Use one of: from, until",
  },
  {
    name: "a day where a number belongs",
    change: asks("  - { field: score, from: 2027-03-01 }"),
    ...inLine3,
    key: "all.0.from",
    message: "This is compared with a number.",
    cure: "Write a number.",
  },
  {
    name: "a time that is none",
    change: asks("  - { field: seen, within: un mese }"),
    ...inLine3,
    key: "all.0.within",
    message: "This is compared with a day, or with a time ago.",
    cure: "Write a time such as 30 days.",
  },
  {
    name: "a misspelt key",
    change: asks("  - { field: tag, iss: vip }"),
    ...inLine3,
    key: "all.0.iss",
    message: 'There is no key "iss".',
    cure: 'Did you mean "is"?',
  },
  {
    name: "a segment in a folder of its own",
    change: { "content/segments/estate/mare.yaml": "title: Mare\nall: [{ field: tag, is: mare }]\n" },
    file: "content/segments/estate/mare.yaml",
    key: "",
    message: "Segments lie in one folder",
    cure: "Move it to content/segments/estate-mare.yaml.",
  },
]);

describe("a segment of content", () => {
  it("comes into the catalog as the question that it is", async ({ expect }) => {
    const project = await emptyProject({
      ...goodContent,
      ...asks("  - { field: answer.nome, starts: A }", "  - { field: created, from: 2027-03-01 }"),
    });
    const { content, mistakes } = await readContent(project.root);
    expect(mistakes).toEqual([]);
    if (content === null) throw new Error("The content has no mistake.");
    expect((await catalogOf(content)).segments).toEqual({
      "da-chiamare": {
        title: "Da chiamare",
        question: {
          all: [
            { field: "answer.nome", starts: "A" },
            { field: "created", from: "2027-03-01" },
          ],
        },
      },
    });
    await project.end();
  });
});
