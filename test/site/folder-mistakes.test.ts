import { archiveOf } from "../fixtures/content/files.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { describeMistakes } from "./mistaken.ts";

const landing = "content/landings/guida/index.mdx";
const site = "content/site.yaml";
const book = "content/magnets/guida/index.mdx";

describeMistakes("in what lies where", [
  {
    name: "an address that is the site's own",
    change: {
      "content/landings/admin/index.mdx": String(goodContent["content/landings/buono/index.mdx"]).replace(
        /seo[^-]*/,
        "",
      ),
    },
    file: "content/landings/admin/index.mdx",
    line: 1,
    key: "",
    message: "The address /admin/ belongs to the site itself.",
    cure: "Rename the folder content/landings/admin.",
  },
  {
    name: "the address of another landing's thank-you page",
    change: {
      "content/landings/guida/grazie/index.mdx": String(
        goodContent["content/landings/buono/index.mdx"],
      ).replace(/seo[^-]*/, ""),
    },
    file: "content/landings/guida/grazie/index.mdx",
    line: 1,
    key: "",
    message: `The address /guida/grazie/ belongs to the thank-you page of ${landing}.`,
    cure: "Rename the folder content/landings/guida/grazie.",
  },
  {
    name: "two files for one address",
    change: { "content/landings/guida.mdx": "ciao" },
    file: "content/landings/guida.mdx",
    key: "",
    message: "This file is not read: only index.mdx is.",
    cure: "Rename it to content/landings/guida/index.mdx, or delete it.",
  },
  {
    name: "a landing in plain Markdown",
    change: { "content/landings/nuova/index.md": "ciao" },
    file: "content/landings/nuova/index.md",
    key: "",
    message: "This file is not read",
    cure: "Rename it to content/landings/nuova/index.mdx",
  },
  {
    name: "a folder that cannot become an address",
    change: { "content/landings/La Guida/index.mdx": "ciao" },
    file: "content/landings/La Guida/index.mdx",
    key: "",
    message: 'The name "La Guida" cannot become an address.',
    cure: "Use small letters, figures and single hyphens only",
  },
  {
    name: "a misspelt folder",
    change: { "content/landing/nuova/index.mdx": "ciao" },
    file: "content/landing/nuova/index.mdx",
    key: "",
    message: 'There is no folder "content/landing".',
    cure: 'Did you mean "content/landings"?',
  },
  {
    name: "a folder of a later version",
    change: { "content/legal/privacy.mdx": "ciao" },
    file: "content/legal/privacy.mdx",
    key: "",
    message: "This version of Imbuto does not do this yet: legal pages of your own.",
    cure: "Leave the file out for now.",
  },
  {
    name: "no site.yaml",
    change: { [site]: null },
    file: site,
    key: "",
    message: "The file is missing.",
    cure: "Add it",
  },
]);

describeMistakes("in what campaigns cost", [
  {
    name: "a campaign that no landing names",
    change: {
      [landing]: ["form: richiesta", "form: richiesta\ncampaign: primavera"],
      [site]: ["shops:", "campaigns: { primavero: { cost: 250 EUR } }\nshops:"],
    },
    file: site,
    line: 18,
    key: "campaigns.primavero",
    message: 'No landing names the campaign "primavero".',
    cure: 'Did you mean "primavera"?',
  },
  {
    name: "a cost that is no amount",
    change: { [site]: ["shops:", "campaigns: { primavera: { cost: due lire } }\nshops:"] },
    file: site,
    line: 18,
    key: "campaigns.primavera.cost",
    message: "Write an amount and its currency, such as 250 EUR.",
    cure: "Correct it",
  },
  {
    name: "days of a campaign that end before they begin",
    change: {
      [site]: [
        "shops:",
        "campaigns: { primavera: { cost: 250 EUR, from: 2027-03-02, until: 2027-03-01 } }\nshops:",
      ],
    },
    file: site,
    line: 18,
    key: "campaigns.primavera.until",
    message: "It ends before it begins: write a day after `from`.",
    cure: "Correct it",
  },
]);

/** What must be said of a form of Meta's with `told`. */
function fromMeta(name: string, told: string, key: string, message: string, cure: string) {
  const change = {
    [site]: ["shops:", `meta: { forms: { "12345678": { ${told} } } }\nshops:`] as [string, string],
  };
  return { name, change, file: site, line: 18, key: `meta.forms.12345678.${key}`, message, cure };
}

describeMistakes("in where Meta's leads go", [
  fromMeta(
    "a landing that there is not",
    "landing: giuda",
    "landing",
    'There is no landing "giuda".',
    'Did you mean "guida"? Add content/landings/giuda/index.mdx',
  ),
  fromMeta(
    "a field that its form does not ask",
    "landing: guida, fields: { come_ti_chiami: nomi }",
    "fields.come_ti_chiami",
    'The form of the landing "guida" has no field "nomi".',
    'Did you mean "nome"?',
  ),
  fromMeta(
    "a consent that its form does not ask for",
    "landing: guida, consents: { marketin: { wording: Sì } }",
    "consents.marketin",
    'The form of the landing "guida" has no consent "marketin".',
    'Did you mean "marketing"?',
  ),
]);

/** A magnet that is the file `name`, which holds `bytes`, and what must be said of it. */
function givenAway(name: string, bytes: string | Uint8Array, message: string) {
  const file = "content/magnets/dono/index.mdx";
  return {
    name: `${name} that cannot be delivered`,
    change: {
      [file]: `---\nkind: file\ntitle: Un dono\nfile: ./${name}\n---\n`,
      [`content/magnets/dono/${name}`]: bytes,
    },
    ...{ file, line: 4, key: "file", message },
    cure: "Save it once more from the program that made it",
  };
}

describeMistakes("in what magnets give away", [
  {
    name: "a book that is no PDF",
    change: { "content/magnets/guida/guida.pdf": "<html>404</html>" },
    file: book,
    line: 5,
    key: "pdf",
    message: "This .pdf file cannot be opened.",
    cure: "Save it once more from the program that made it, and open it to see.",
  },
  {
    name: "a book that is no EPUB",
    change: {
      "content/magnets/guida/guida.epub": archiveOf("mimetype", "META-INF/container.xml"),
      [book]: ["pdf:", "epub: ./guida.epub\npdf:"],
    },
    file: book,
    line: 5,
    key: "epub",
    message: "This .epub file cannot be opened.",
    cure: "Save it once more",
  },
  givenAway("archivio.zip", "<html>404</html>", "This .zip file cannot be opened."),
  givenAway("conti.xlsx", archiveOf("conti.csv"), "This .xlsx file cannot be opened."),
  givenAway("voce.mp3", "", "This file is empty."),
]);
