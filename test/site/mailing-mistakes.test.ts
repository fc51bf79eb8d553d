import { mailingContent } from "../fixtures/content/mailings.ts";
import { describeMistakes, instead } from "./mistaken.ts";

const folder = "content/sequences/dopo";
const sheet = `${folder}/sequence.yaml`;
const first = `${folder}/01-prima.mdx`;
const second = `${folder}/02-seconda.mdx`;
const third = `${folder}/03-terza.mdx`;
const landing = "content/landings/guida/index.mdx";
const form = "content/forms/richiesta.yaml";
const letter = "---\nsubject: Ecco\ndelay: 3 days\n---\n\nEcco.\n";

describeMistakes(
  "in sequences",
  [
    {
      name: "two mails with one number",
      change: { [`${folder}/03-altra.mdx`]: letter },
      ...{ file: third, key: "" },
      message: "03-altra.mdx has the number 03, too",
      cure: "Give one of the two another number.",
    },
    {
      name: "two mails of one name",
      change: { [`${folder}/04-prima.mdx`]: letter },
      ...{ file: `${folder}/04-prima.mdx`, key: "" },
      message: '01-prima.mdx is called "prima", too',
      cure: "another name",
    },
    {
      name: "a sequence without mails",
      change: { "content/sequences/vuota/sequence.yaml": "title: Vuota\n" },
      ...{ file: "content/sequences/vuota/sequence.yaml", line: 1, key: "" },
      message: "The sequence has no mails.",
      cure: "content/sequences/vuota/01-name.mdx",
    },
    {
      name: "a mail without a number",
      change: { [`${folder}/quarta.mdx`]: letter },
      ...{ file: `${folder}/quarta.mdx`, key: "" },
      message: "begins with two figures",
      cure: "03-invito.mdx",
    },
    {
      name: "a mail that lies in no sequence",
      change: { "content/sequences/prima.mdx": letter },
      ...{ file: "content/sequences/prima.mdx", key: "" },
      message: "each sequence is a folder of its own",
      cure: "content/sequences/prima/01-name.mdx",
    },
    {
      name: "a sheet of another name",
      change: { [`${folder}/dopo.yaml`]: "title: Dopo\n" },
      ...{ file: `${folder}/dopo.yaml`, key: "" },
      message: "This file is not read.",
      cure: sheet,
    },
    {
      name: "a picture beside no mail",
      change: { "content/sequences/sola/vaso.png": "x" },
      ...{ file: "content/sequences/sola/vaso.png", key: "" },
      message: "belongs to nothing",
      cure: "content/sequences/sola/01-name.mdx",
    },
    {
      name: "a landing that names no sequence there is",
      change: instead(landing, "sequence: dopo", "sequence: dopa"),
      ...{ file: landing, line: 10, key: "sequence" },
      message: 'There is no sequence "dopa".',
      cure: 'Did you mean "dopo"?',
      others: 1,
    },
    {
      name: "a sequence that nothing starts",
      change: instead(landing, "sequence: dopo\n", ""),
      ...{ file: sheet, line: 2, key: "start" },
      message: "No landing names this sequence",
      cure: "Write sequence: dopo into a landing",
    },
    {
      name: "a landing that names what starts otherwise",
      change: instead(sheet, "{ step: confirm }", "{ segment: lettori }"),
      ...{ file: landing, line: 10, key: "sequence" },
      message: "not started by landings",
      cure: `change "start" in ${sheet}`,
    },
    {
      name: "a coupon that the landing does not give",
      change: instead(sheet, "{ step: confirm }", "{ step: redeem }"),
      ...{ file: landing, line: 10, key: "sequence" },
      message: "the landing gives none",
      cure: "Delete the key",
    },
    {
      name: "a segment that is there no more",
      change: {
        ...instead(sheet, "{ step: confirm }", "{ segment: letori }"),
        ...instead(landing, "sequence: dopo\n", ""),
      },
      ...{ file: sheet, line: 2, key: "start.segment" },
      message: 'There is no segment "letori".',
      cure: 'Did you mean "lettori"?',
    },
    {
      name: "a purpose that no form asks for",
      change: instead(sheet, "hours: 9–18", "purpose: marketting"),
      ...{ file: sheet, line: 4, key: "purpose" },
      message: 'asks for consent to "marketting"',
      cure: 'Did you mean "marketing"? Else ask for it under "consents"',
    },
    {
      name: "a form without the consent, where no sheet names it",
      change: {
        [sheet]: null,
        ...instead(
          form,
          "consents:\n  - purpose: marketing\n    text: Voglio ricevere le novità della Libreria Prova.\n",
          "",
        ),
      },
      ...{ file: first, line: 1, key: "purpose" },
      message: 'asks for consent to "marketing"',
      cure: 'ask for it under "consents" of a form',
      // Nobody can agree to the campaign any more, either.
      others: 1,
    },
    {
      name: "a goal that is not there",
      change: instead(sheet, "magnet: buono", "magnet: buona"),
      ...{ file: sheet, line: 3, key: "goal.magnet" },
      message: 'There is no magnet "buona".',
      cure: 'Did you mean "buono"?',
    },
    {
      name: "a delay that cannot be read",
      change: instead(second, "1 week, on Tuesdays", "1 week, on Tusdays"),
      ...{ file: second, line: 4, key: "delay" },
      message: "Write a length of time",
      cure: "",
    },
    {
      name: "a branch on an answer that nobody gives",
      change: instead(second, "luce: Poca }, d", "luce: Poco }, d"),
      ...{ file: second, line: 5, key: "when.answers" },
      message: '"luce" is never answered with "Poco".',
      cure: 'Did you mean "Poca"?',
    },
    {
      name: "a branch on a mail that comes later",
      change: instead(second, "clicked: prima", "clicked: terza"),
      ...{ file: second, line: 5, key: "when.clicked" },
      message: 'No mail before this one is called "terza".',
      cure: "prima",
    },
    {
      name: "a branch on a coupon that is none",
      change: instead(third, "redeemed: buono", "redeemed: guida"),
      ...{ file: third, line: 6, key: "when.redeemed" },
      message: '"guida" is no coupon.',
      cure: "buono",
    },
    {
      name: "a branch that says nothing",
      change: instead(third, "{ redeemed: buono, not: true }", "{ not: true }"),
      ...{ file: third, line: 6, key: "when.not" },
      message: "says nothing about anybody",
      cure: '"answers"',
    },
    {
      name: "a name without other words, also where the form demands the answer",
      change: instead(second, "Apri le tende.", "Con {luce} luce."),
      ...{ file: second, line: 9, key: "" },
      message: 'Not everyone has an answer to "luce"',
      cure: "{luce|…}",
    },
    {
      name: "a word that only the service's own mails know",
      change: instead(first, "una cosa sola", "{mail.title}"),
      ...{ file: first, line: 2, key: "subject" },
      message: 'asks "mail.title"',
      cure: "Names there are: nome, luce.",
    },
    {
      name: "a button that leads nowhere",
      change: instead(first, ' href="https://prova.example/guida/" label="Apri la guida"', ""),
      ...{ file: first, line: 9, key: "Button.href" },
      message: "nothing is delivered by this mail",
      cure: 'href="/guida/"',
    },
    {
      name: "a dead link to the site, written whole",
      change: instead(first, "https://prova.example/guida/", "https://prova.example/giuda/"),
      ...{ file: first, line: 9, key: "Button" },
      message: "There is no page /giuda/.",
      cure: 'Did you mean "/guida/"?',
    },
    {
      name: "a mail that says nothing",
      change: { [second]: "---\nsubject: Ecco\ndelay: 3 days\n---\n\n" },
      ...{ file: second, line: 5, key: "" },
      message: "The mail says nothing.",
      cure: "under the second line of three hyphens",
    },
    {
      name: "a start that is no keys",
      change: instead(sheet, "{ step: confirm }", "confirm"),
      ...{ file: sheet, line: 2, key: "start" },
      message: "Keys belong here.",
      cure: "step, segment, stage",
    },
    {
      name: "a goal that its magnet has none of",
      change: instead(sheet, "magnet: buono", "magnet: guida"),
      ...{ file: sheet, line: 3, key: "goal.magnet" },
      message: '"guida" is no coupon, so nobody redeems it.',
      cure: 'the "step"',
    },
    {
      name: "a mail beside a broken sheet",
      change: {
        ...instead(sheet, "hours: 9–18", "hours: di giorno"),
        ...instead(first, "Ciao {nome|a te}", "Ciao {nome}"),
      },
      ...{ file: first, line: 7, key: "" },
      message: 'Not everyone has an answer to "nome"',
      cure: "{nome|…}",
      // The sheet's own.
      others: 1,
    },
    {
      name: "a text under a broken delay, and its branch",
      change: {
        [second]: "---\nsubject: Ecco\ndelay: presto\nwhen: { clicked: nulla }\n---\n\n[Qui](/giuda/)\n",
      },
      ...{ file: second, line: 7, key: "" },
      message: "There is no page /giuda/.",
      cure: 'Did you mean "/guida/"?',
      others: 2,
    },
    {
      name: "a coupon's code in a letter to many",
      change: instead(second, '<Button href="/buono/" label="Prendi il buono" />', "<Coupon />"),
      ...{ file: second, line: 12, key: "Coupon" },
      message: "No coupon comes with this mail.",
      cure: "Delete it",
    },
  ],
  mailingContent,
);
