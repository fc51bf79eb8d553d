import { describe, it } from "vitest";
import { literalIn } from "../../site/content/literal.ts";
import { blockNames } from "../../templates/blocks/rules.ts";
import { describeMistakes } from "./mistaken.ts";

const landing = "content/landings/guida/index.mdx";

/** A landing whose text has `written` on line 18. */
function withText(written: string) {
  return {
    [landing]: ["## Che cosa ci trovi\n", `## Che cosa ci trovi\n\n${written}\n`] as [string, string],
  };
}

/** One mistake in each block: what is written, the line on which it stands, the key, what is said. */
const wrong: Record<string, { text: string; line?: number; key: string; message: string; cure: string }> = {
  Benefits: {
    text: "<Benefits>\n  Testo\n</Benefits>",
    line: 19,
    key: "Benefits",
    message: "Something else than <Benefit> stands inside <Benefits>.",
    cure: "Keep only <Benefit>",
  },
  Benefit: {
    text: '<Benefit title="Uno">Testo</Benefit>',
    key: "Benefit",
    message: "<Benefit> stands alone.",
    cure: "Put it between <Benefits> and </Benefits>.",
  },
  Steps: {
    text: '<Steps colour="red">\n  <Step title="Uno">Testo</Step>\n</Steps>',
    key: "Steps.colour",
    message: 'There is no key "colour".',
    cure: "Known keys here",
  },
  Step: {
    text: '<Steps>\n  <Step titel="Uno" title="Uno">Testo</Step>\n</Steps>',
    line: 19,
    key: "Step.titel",
    message: 'There is no key "titel".',
    cure: 'Did you mean "title"?',
  },
  Testimonial: {
    text: "<Testimonial>Buono.</Testimonial>",
    key: "Testimonial.name",
    message: 'The key "name" is missing.',
    cure: "Add it.",
  },
  Figures: {
    text: "<Figures></Figures>",
    key: "Figures",
    message: "There is no <Figure> inside <Figures>.",
    cure: "Add one, or delete <Figures>.",
  },
  Figure: {
    text: "<Figures>\n  <Figure value={19}>anni</Figure>\n</Figures>",
    line: 19,
    key: "Figure.value",
    message: "This is of the wrong kind: expected string",
    cure: "Correct it",
  },
  Logos: {
    text: '<Logos label="Di noi"\n  logos={[{ src: "./pagina.png" }, { src: "./pagina.png", alt: "Uno" }]} />',
    line: 19,
    key: "Logos.logos.0.alt",
    message: 'The key "alt" is missing.',
    cure: "Add it.",
  },
  Faq: {
    text: "<Faq>\n  <Cta />\n</Faq>",
    line: 19,
    key: "Faq",
    message: "Something else than <Question> stands inside <Faq>.",
    cure: "Keep only <Question>",
  },
  Question: {
    text: '<Faq>\n  <Question title="Quanto?" />\n</Faq>',
    line: 19,
    key: "Question",
    message: "<Question> is empty.",
    cure: "Write its text",
  },
  Comparison: {
    text: '<Comparison caption="Confronto" columns={["Noi", "Altri"]}\n  rows={[{ label: "Uno", values: [true] }]} />',
    line: 19,
    key: "Comparison.rows.0.values",
    message: "There are 2 columns and 1 values here.",
    cure: "Correct it",
  },
  Price: {
    text: '<Price name="Corso" amount={40 + 8} />',
    key: "Price.amount",
    message: "What stands between the braces would have to be worked out.",
    cure: "Write the value itself",
  },
  Video: {
    text: '<Video title="Il taglio" href="https://www.youtube.com/watch?v=abc" />',
    key: "Video.poster",
    message: "A film elsewhere needs a still picture of its own",
    cure: "Correct it",
  },
  Gallery: {
    text: '<Gallery pictures={[{ src: "./pagina.png", alt: "Uno" }, { src: "./pagna.png", alt: "Due" }]} />',
    key: "Gallery",
    message: "There is no file content/landings/guida/pagna.png.",
    cure: 'Did you mean "./pagina.png"?',
  },
  Callout: {
    text: '<Callout tone="hint">Piano.</Callout>',
    key: "Callout.tone",
    message: '"hint" is not known here.',
    cure: "note, tip, warning",
  },
  PullQuote: {
    text: "<PullQuote></PullQuote>",
    key: "PullQuote",
    message: "<PullQuote> is empty.",
    cure: "Write its text",
  },
  Picture: {
    text: '<Picture src="./pagna.png" alt="Una pagina" />',
    key: "Picture",
    message: "There is no file content/landings/guida/pagna.png.",
    cure: 'Did you mean "./pagina.png"?',
  },
  Table: {
    text: '<Table caption="Prezzi">\n\nUno, due.\n\n</Table>',
    line: 20,
    key: "Table",
    message: "A Markdown table alone stands inside <Table>.",
    cure: "Write it between",
  },
  Cta: {
    text: '<Cta href="guida" />',
    key: "Cta.href",
    message: "Use a page of the site",
    cure: "Correct it",
  },
  StickyBar: {
    text: '<StickyBar text="Uno" />\n\n<StickyBar text="Due" />',
    line: 20,
    key: "StickyBar",
    message: "<StickyBar> stands here a second time",
    cure: "Delete one of them.",
  },
  Form: {
    text: "<Form />\n\n<Form />",
    line: 20,
    key: "Form",
    message: "<Form> stands here a second time",
    cure: "Put a <Cta /> here",
  },
  Countdown: {
    text: '<Countdown until="domani" />',
    key: "Countdown.until",
    message: "Write a day, 2027-06-30",
    cure: "Correct it",
  },
  Param: {
    text: 'A <Param name="citta" default="Milano" />.',
    key: "Param",
    message: 'Nothing says what "citta" may be.',
    cure: "Give <Param> its default and options",
  },
  Share: {
    text: '<Share ways={["whatsap"]} />',
    key: "Share.ways.0",
    message: '"whatsap" is not known here.',
    cure: 'Did you mean "whatsapp"?',
  },
};

describeMistakes("in a block", [
  ...Object.entries(wrong).map(([name, { text, line = 18, ...told }]) => ({
    name: `<${name}>`,
    change: withText(text),
    file: landing,
    line,
    ...told,
  })),
  {
    name: "a misspelt block",
    change: withText("<Faqs>\n</Faqs>"),
    file: landing,
    line: 18,
    key: "",
    message: "There is no block <Faqs>.",
    cure: "Did you mean <Faq>?",
  },
  {
    name: "what is spread into a block",
    change: withText("<Share {...tutto} />"),
    file: landing,
    line: 18,
    key: "Share.…",
    message: "would have to be worked out",
    cure: "Write the value itself",
  },
  {
    name: "a countdown without an end",
    change: {
      "content/landings/buono/index.mdx": ["Un buono per", "<Countdown />\n\nUn buono per"],
    },
    file: "content/landings/buono/index.mdx",
    line: 11,
    key: "Countdown",
    message: "There is no end to count down to.",
    cure: 'Give <Countdown> its "until"',
  },
  {
    name: "a word in the title that nothing stands for",
    change: { [landing]: ["title: La guida", "title: La guida di {citta}"] },
    file: landing,
    line: 3,
    key: "title",
    message: "Nothing says what {citta} stands for.",
    cure: "Add params: { citta:",
  },
  {
    name: "a param told twice, and not alike",
    change: {
      [landing]: `---
template: ebook
title: La guida
form: richiesta
params: { citta: { default: Roma, options: [Roma] } }
---

A <Param name="citta" default="Milano" options={["Milano"]} />.
`,
    },
    file: landing,
    line: 8,
    key: "Param",
    message: '"citta" is told twice, and not alike.',
    cure: "in one place",
  },
]);

describe("the table of mistakes", () => {
  it("has one of every block", ({ expect }) => {
    expect(Object.keys(wrong).toSorted()).toEqual(blockNames.toSorted());
  });
});

describe("a plain value between braces", () => {
  it.for([
    ["12", 12],
    ["-0.5", -0.5],
    ["true", true],
    ["'l\\'ora'", "l'ora"],
    ['"\\u00e8 \\"così\\""', 'è "così"'],
    ["`riga`", "riga"],
    ["[1, 'due', [true],]", [1, "due", [true]]],
    ["{ src: './a.jpg', 'alt': `A`, /* detto */ }", { src: "./a.jpg", alt: "A" }],
    ["null", null],
  ] as const)("reads %s", ([written, value], { expect }) => {
    expect(literalIn(written)).toEqual({ value });
  });

  it.for([
    "1 + 1",
    "citta",
    `\`\${citta}\``,
    "[...tutti]",
    "{ ...tutto }",
    "{ chiave }",
    "() => 1",
    "012",
    "'aperto",
    "[1",
    "1n",
    "",
    "process.exit()",
  ])("refuses %s", (written, { expect }) => {
    expect(literalIn(written)).toBeNull();
  });

  it("makes no prototype of a key", ({ expect }) => {
    const read = literalIn('{ "__proto__": { "x": 1 } }')?.value;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});
