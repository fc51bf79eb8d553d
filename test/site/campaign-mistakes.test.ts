import sharp from "sharp";
import { mailingContent } from "../fixtures/content/mailings.ts";
import { describeMistakes, instead } from "./mistaken.ts";

const campaign = "content/campaigns/sabato.mdx";
/** A link to `href` in the letter. */
const linkTo = (href: string) => instead(campaign, "[tre](/guida/)", `[tre](${href})`);
const atPicture = { file: campaign, line: 35, key: "Picture" };
const plain = { channels: 3, background: "#fff" } as const;
const tooLarge = await sharp({ create: { width: 17_000, height: 17_000, ...plain }, limitInputPixels: false })
  .png()
  .toBuffer();
const whole = await sharp({ create: { width: 90, height: 90, ...plain, noise: { type: "gaussian" } } })
  .jpeg()
  .toBuffer();
const atLink = { file: campaign, line: 25, key: "" };

describeMistakes(
  "in campaigns",
  [
    {
      name: "a segment that is there no more",
      change: instead(campaign, "segment: lettori", "segment: lettrici"),
      ...{ file: campaign, line: 6, key: "segment" },
      message: 'There is no segment "lettrici".',
      cure: "content/segments/lettrici.yaml",
    },
    {
      name: "a landing that is not there",
      change: instead(campaign, "landing: buono\ngoal", "landing: bouno\ngoal"),
      ...{ file: campaign, line: 7, key: "landing" },
      message: 'There is no landing "bouno".',
      cure: 'Did you mean "buono"?',
    },
    {
      name: "a goal on a landing that is not there",
      change: instead(campaign, "step: redeem, landing: buono", "step: redeem, landing: bono"),
      ...{ file: campaign, line: 8, key: "goal.landing" },
      message: 'There is no landing "bono".',
      cure: 'Did you mean "buono"?',
    },
    {
      name: "a purpose that no form asks for",
      change: instead(campaign, "segment: lettori", "segment: lettori\npurpose: inviti"),
      ...{ file: campaign, line: 7, key: "purpose" },
      message: 'asks for consent to "inviti"',
      cure: "marketing",
    },
    {
      name: "a basis that the site does not declare",
      change: instead(campaign, "segment: lettori", "segment: lettori\nbasis: soft-opt-in"),
      ...{ file: campaign, line: 7, key: "basis" },
      message: "does not declare",
      cure: '"softOptIn: true"',
    },
    {
      name: "a name without other words in one of the subjects",
      change: instead(campaign, '"{nome|Ehi}, sabato"', '"{nome}, sabato"'),
      ...{ file: campaign, line: 3, key: "subject.0" },
      message: 'Not everyone has an answer to "nome"',
      cure: "{nome|…}",
    },
    {
      name: "the same subject twice",
      change: instead(campaign, '"{nome|Ehi}, sabato"', "Sabato si legge"),
      ...{ file: campaign, line: 4, key: "subject.1" },
      message: "stands here twice",
      cure: "Delete one.",
    },
    {
      name: "a test of one subject",
      change: instead(campaign, 'subject:\n  - "{nome|Ehi}, sabato"\n  - Sabato', "subject: Sabato"),
      ...{ file: campaign, line: 8, key: "test" },
      message: "There is one subject, so nothing is tried.",
      cure: 'delete "test"',
    },
    {
      name: "a time that is none",
      change: instead(campaign, "2027-03-04 09:30", "4 marzo"),
      ...{ file: campaign, line: 9, key: "send" },
      message: "Write day and time",
      cure: "",
    },
    {
      name: "an archive without a day",
      change: instead(campaign, 'send: "2027-03-04 09:30"\n', ""),
      ...{ file: campaign, line: 10, key: "archive" },
      message: "tells the day of each letter",
      cure: 'Write "published"',
    },
    {
      name: "a subject that is empty for whoever gave no answer",
      change: instead(campaign, "Sabato si legge", '"{nome|}"'),
      ...{ file: campaign, line: 4, key: "subject.1" },
      message: 'Whoever gave no answer gets an empty "subject".',
      cure: "{nome|…}",
    },
    {
      name: "a day that no month has",
      change: instead(campaign, "2027-03-04", "2027-02-30"),
      ...{ file: campaign, line: 9, key: "send" },
      message: "There is no such day or time.",
      cure: "",
    },
    {
      name: "a goal that nobody reaches on its landing",
      change: instead(campaign, "step: redeem, landing: buono", "step: redeem, landing: guida"),
      ...{ file: campaign, line: 8, key: "goal.landing" },
      message: "the landing gives no coupon away",
      cure: 'the "step"',
    },
    {
      name: "HTML",
      change: instead(campaign, "**uno**", "<b>uno</b>"),
      ...{ file: campaign, line: 24, key: "" },
      message: "There is no block <b> in mails.",
      cure: "**bold**",
    },
    ...[
      "https://",
      "<https://a b.example/>",
      "https://localhost/x",
      "https://192.168.1.4/",
      "mailto:",
      "tel:uno",
    ].map((href) => ({
      name: `a link to ${href}`,
      change: linkTo(href),
      ...atLink,
      message: "No reader gets to",
      cure: "Write it whole",
    })),
    ...["http://a.example/", "guida", "javascript:alert(1)"].map((href) => ({
      name: `a link to ${href}`,
      change: linkTo(href),
      ...atLink,
      message: "A mail cannot lead to",
      cure: "https://",
    })),
    {
      name: "a picture of too many pixels",
      change: { "content/campaigns/sala.png": tooLarge },
      ...atPicture,
      message: "content/campaigns/sala.png has too many pixels.",
      cure: "4000 pixels wide",
    },
    {
      name: "a picture that breaks off",
      change: { "content/campaigns/sala.png": whole.subarray(0, whole.length / 2) },
      ...atPicture,
      message: "content/campaigns/sala.png breaks off.",
      cure: "Save it again",
    },
    {
      name: "a file that only says that it is a picture",
      change: { "content/campaigns/sala.png": "ciao" },
      ...atPicture,
      message: "is no picture that can be read",
      cure: "JPEG, PNG, WebP or SVG",
    },
    {
      name: "all mistakes at once, also under keys that are wrong",
      change: {
        [campaign]:
          "---\nsubject: Sabato\nsegment: lettrici\nlanding: bouno\nrate: 1\ncolour: red\n---\n\nCiao {nom}.\n\n<Buton />\n",
      },
      ...{ file: campaign, line: 9, key: "" },
      message: 'asks "nom"',
      cure: 'Did you mean "nome"?',
      others: 5,
    },
    {
      name: "a file that is none",
      change: { "content/campaigns/domenica.yaml": "subject: Ecco\n" },
      ...{ file: "content/campaigns/domenica.yaml", key: "" },
      message: "A campaign is an .mdx file",
      cure: "content/campaigns/domenica.mdx",
    },
    {
      name: "a folder of campaigns",
      change: { "content/campaigns/marzo/domenica.mdx": "---\nsubject: Ecco\n---\n" },
      ...{ file: "content/campaigns/marzo/domenica.mdx", key: "" },
      message: "not in folders inside it",
      cure: "content/campaigns/marzo-domenica.mdx",
    },
  ],
  mailingContent,
);
