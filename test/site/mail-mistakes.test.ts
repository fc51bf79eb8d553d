import { mailContent } from "../fixtures/content/mails.ts";
import { describeMistakes } from "./mistaken.ts";

const file = "content/mails/guida/delivery.mdx";
const atGreeting = { file, line: 7, key: "" };
const atCondition = { file, line: 13, key: "If" };
const instead = (what: string, into: string) => ({ [file]: [what, into] as [string, string] });

describeMistakes(
  "in mails",
  [
    {
      name: "a field that no form asks",
      change: instead("Ciao {nome|a te}", "Ciao {nmoe|a te}"),
      ...atGreeting,
      message: 'No form that leads to this mail asks "nmoe".',
      cure: 'Did you mean "nome"?',
    },
    {
      name: "an answer that may be missing",
      change: instead("Ciao {nome|a te}", "Ciao {nome}"),
      ...atGreeting,
      message: 'Not everyone has an answer to "nome"',
      cure: "{nome|…}",
    },
    {
      name: "an answer that could be a letter of its own",
      change: instead("Ciao {nome|a te}", "Ciao {altro|a te}"),
      ...atGreeting,
      message: 'An answer of the type "paragraph" does not stand in a mail.',
      cure: "Leave it out",
    },
    {
      name: "an unknown field in the subject",
      change: instead('"{nome|Ecco}:', '"{nom|Ecco}:'),
      ...{ file, line: 2, key: "subject" },
      message: 'asks "nom"',
      cure: 'Did you mean "nome"?',
    },
    {
      name: "an unknown word of ours",
      change: instead("entro il {mail.until}", "entro il {mail.untl}"),
      ...{ file, line: 9, key: "" },
      message: 'asks "mail.untl"',
      cure: 'Did you mean "mail.until"?',
    },
    {
      name: "a condition on a field that no form asks",
      change: instead('{{ luce: "Poca" }}', '{{ lcue: "Poca" }}'),
      ...atCondition,
      message: 'asks "lcue"',
      cure: 'Did you mean "luce"?',
    },
    {
      name: "a condition that no answer meets",
      change: instead('{{ luce: "Poca" }}', '{{ luce: "Poco" }}'),
      ...atCondition,
      message: '"luce" is never answered with "Poco".',
      cure: 'Did you mean "Poca"?',
    },
    {
      name: "a link to a page that is not there",
      change: instead("(/guida/)", "(/giuda/)"),
      ...{ file, line: 9, key: "" },
      message: "There is no page /giuda/.",
      cure: 'Did you mean "/guida/"?',
    },
    {
      name: "an answer in an address",
      change: instead("(/guida/)", "(https://a.example/{nome|x})"),
      ...{ file, line: 9, key: "" },
      message: "An answer stands in an address.",
      cure: "Write one address for all",
    },
    {
      name: "a picture without words",
      change: instead(' alt="Un vaso."', ""),
      ...{ file, line: 38, key: "Picture.alt" },
      message: 'The key "alt" is missing.',
      cure: "Add it.",
    },
    {
      name: "a picture that is not there",
      change: instead('<Picture src="./vaso.png"', '<Picture src="./vaos.png"'),
      ...{ file, line: 38, key: "Picture" },
      message: "There is no file content/mails/guida/vaos.png.",
      cure: 'Did you mean "./vaso.png"?',
    },
    {
      name: "a block that mails do not have",
      change: instead("<Divider />", "<Dividor />"),
      ...{ file, line: 44, key: "" },
      message: "There is no block <Dividor> in mails.",
      cure: 'Did you mean "Divider"?',
    },
    {
      name: "a coupon where none comes",
      change: instead("<Divider />", "<Coupon />"),
      ...{ file, line: 44, key: "Coupon" },
      message: "No coupon comes with this mail.",
      cure: "Delete it",
    },
    {
      name: "a button without words",
      change: instead(' label="Guarda il buono"', ""),
      ...{ file, line: 49, key: "Button.label" },
      message: "The button has no words.",
      cure: 'Give it a "label"',
    },
    {
      name: "a tag that is not closed",
      change: instead("</Quote>", ""),
      ...{ file, line: 40, key: "" },
      message: "The text cannot be read",
      cure: "Close every tag",
    },
    {
      name: "an unknown key",
      change: instead("preheader:", "preheadr:"),
      ...{ file, line: 3, key: "preheadr" },
      message: 'There is no key "preheadr".',
      cure: 'Did you mean "preheader"?',
    },
    {
      name: "answers in a mail about one's data",
      change: { "content/mails/en/copy.mdx": ["Here is", "{nome|Here} is"] },
      ...{ file: "content/mails/en/copy.mdx", line: 6, key: "" },
      message: 'asks "nome"',
      cure: "Names there are: mail.until, mail.asked.",
    },
    {
      name: "a mail that the service does not send",
      change: { "content/mails/delivry.mdx": "---\nsubject: Ecco\n---\n" },
      ...{ file: "content/mails/delivry.mdx", key: "" },
      message: 'The service sends no mail "delivry".',
      cure: 'Did you mean "delivery.mdx"?',
    },
    {
      name: "a folder that is no landing and no language",
      change: { "content/mails/giuda/delivery.mdx": "---\nsubject: Ecco\n---\n\nEcco.\n" },
      ...{ file: "content/mails/giuda/delivery.mdx", line: 1, key: "" },
      message: 'There is no landing "giuda".',
      cure: 'Did you mean "guida"?',
    },
    {
      name: "a language that its landing does not speak",
      change: instead("button: Apri la guida", "locale: en"),
      ...{ file, line: 4, key: "locale" },
      message: 'Mails in this folder speak "it".',
      cure: 'Correct "locale"',
    },
    {
      name: "the same mail twice",
      change: {
        "content/mails/it/confirmation.mdx": "---\nsubject: Sei tu?\n---\n\nConferma.\n",
      },
      ...{ file: "content/mails/it/confirmation.mdx", line: 1, key: "" },
      message: "content/mails/confirmation.mdx is the same mail in the same language.",
      cure: "Delete one of the two.",
    },
  ],
  mailContent,
);
