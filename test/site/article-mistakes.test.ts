import { describe, it } from "vitest";
import { minutesOf } from "../../site/content/articles.ts";
import { describeMistakes } from "./mistaken.ts";

const file = "content/articles/primo/index.mdx";
const keys = "title: Il primo\nintro: In breve.\npublished: 2026-10-12\n";

/** An article with `more` keys from line 5 on, and `text` under them. */
function article(more: string, text = "Una riga.") {
  return { [file]: `---\n${keys}${more}---\n\n${text}\n` };
}

describeMistakes("in an article", [
  {
    name: "a misspelt key",
    change: article("autor: Ada\n"),
    file,
    line: 5,
    key: "autor",
    message: 'There is no key "autor".',
    cure: 'Did you mean "author"?',
  },
  {
    name: "a missing day",
    change: { [file]: "---\ntitle: Il primo\nintro: In breve.\n---\n" },
    file,
    line: 1,
    key: "published",
    message: 'The key "published" is missing.',
    cure: "Add it.",
  },
  {
    name: "a day that is none",
    change: article("updated: 2026-11-31\n"),
    file,
    line: 5,
    key: "updated",
    message: "Write a day as year-month-day",
    cure: "Correct it",
  },
  {
    name: "days the wrong way round",
    change: article("updated: 2026-01-01\n"),
    file,
    line: 5,
    key: "updated",
    message: '"updated" is before "published".',
    cure: "Correct it",
  },
  {
    name: "a landing that is not there",
    change: article("landing: guda\n"),
    file,
    line: 5,
    key: "landing",
    message: 'There is no landing "guda".',
    cure: 'Did you mean "guida"?',
  },
  {
    name: "a picture that is not there",
    change: article("image: { src: ./uno.png, alt: Uno }\n"),
    file,
    line: 5,
    key: "image.src",
    message: "There is no file content/articles/primo/uno.png.",
    cure: "Put the file into content/articles/primo.",
  },
  {
    name: "a translation that is not there",
    change: article("seo: { alternates: { en: en/first } }\n"),
    file,
    line: 5,
    key: "seo.alternates.en",
    message: 'There is no article "en/first".',
    cure: "Add content/articles/en/first/index.mdx",
  },
  {
    name: "a form",
    change: article("", "<Form />"),
    file,
    line: 7,
    key: "Form",
    message: "<Form> stands on landings alone.",
    cure: "Delete it here.",
  },
  {
    name: "a button that leads nowhere",
    change: article("", "<Cta />"),
    file,
    line: 7,
    key: "Cta",
    message: "The button leads nowhere.",
    cure: 'Give it an "href"',
  },
  {
    name: "an address that another article has",
    change: {
      ...article("locale: en\n"),
      "content/articles/en/primo/index.mdx": `---\n${keys}locale: en\n---\n`,
    },
    file,
    line: 1,
    key: "",
    message: "The address /en/articles/primo/ belongs to content/articles/en/primo/index.mdx.",
    cure: "Rename the folder content/articles/primo.",
  },
]);

describe("the time that an article takes", () => {
  it("counts words and not signs, and never says nothing", ({ expect }) => {
    expect(minutesOf("", "it")).toBe(1);
    expect(minutesOf("parola ".repeat(600), "it")).toBe(3);
    expect(minutesOf("word ".repeat(690), "en")).toBe(3);
    expect(
      minutesOf(`<Cta label="${"una ".repeat(900)}" /> **due** [tre](https://x.example/a/b/c)`, "it"),
    ).toBe(1);
  });
});
