import type * as z from "zod";
import { textsIn } from "../../content/schema/locales/index.ts";
import { figureSchema, testimonialSchema } from "../../templates/blocks/proof-schema.ts";
import {
  benefitSchema,
  comparisonSchema,
  gallerySchema,
  priceSchema,
  questionSchema,
} from "../../templates/blocks/schema.ts";
import {
  calloutSchema,
  pictureBlockSchema,
  pullQuoteSchema,
  tableSchema,
} from "../../templates/blocks/text-schema.ts";
import { conventionsOf } from "../../templates/parts/words.ts";
import { literalOf } from "../content/blocks.ts";
import type { TextNode } from "../content/text-tree.ts";
import { nearestBlock, pictureFile, readBlocks, readTable } from "./read-blocks.ts";
import { readInlines, typeset } from "./read-inlines.ts";
import { placeOf, type Reading, tellAt } from "./reading.ts";
import type { Block, Inline, Titled } from "./tree.ts";

type Reader = (node: TextNode, reading: Reading) => Block[];

/** Blocks of pages that print cannot be, and what to write instead. */
const notInBooks: Record<string, string> = {
  Form: "Nobody can fill in a form in a book. Link to the landing: [words](/page/).",
  StickyBar: "A book has no bar at its foot. Write a paragraph with a link.",
  Countdown: "A page of a book does not change. Write the day: until 31 January.",
  Param: "A book has no address that could change its words. Write the word itself.",
  Cta: "A book has no buttons. Write a paragraph with a link: [words](/page/).",
  Share: "A book has no buttons. Write a paragraph with a link.",
  Video: "Paper plays no film. Put a still picture, <Picture>, and a link to the film.",
  Logos: "Signs of others are for the landing. Name them in a sentence, or use <Gallery>.",
};

const readers: Record<string, Reader> = {
  Callout: (node, reading) =>
    withProps(
      node,
      calloutSchema,
      ({ tone = "note", title }, at) => ({
        at,
        kind: "callout",
        tone,
        ...(title === undefined ? {} : { title: typeset(title) }),
        blocks: readBlocks(node, reading),
      }),
      reading,
    ),
  PullQuote: (node, reading) =>
    withProps(
      node,
      pullQuoteSchema,
      ({ by }, at) => ({
        at,
        kind: "pullquote",
        inlines: lineIn(node, reading),
        ...(by === undefined ? {} : { by }),
      }),
      reading,
    ),
  Picture: (node, reading) => readPictureBlock(node, reading),
  Table: (node, reading) => {
    const table = node.children.find(({ type }) => type === "table");
    return table === undefined
      ? []
      : withProps(
          node,
          tableSchema,
          ({ caption, id }, at) => ({
            at,
            kind: "table",
            ...(id === undefined ? {} : { id }),
            caption: words(caption),
            ...readTable(table, reading),
          }),
          reading,
        );
  },
  Steps: (node, reading) => [
    { at: placeOf(node, reading), kind: "steps", steps: titledIn(node, "Step", reading) },
  ],
  Benefits: (node, reading) => [
    { at: placeOf(node, reading), kind: "benefits", benefits: titledIn(node, "Benefit", reading) },
  ],
  Faq: (node, reading) => [
    { at: placeOf(node, reading), kind: "faq", questions: titledIn(node, "Question", reading) },
  ],
  Figures: (node, reading) => readFigures(node, reading),
  Testimonial: (node, reading) =>
    withProps(
      node,
      testimonialSchema,
      ({ name, role, source }, at) => ({
        at,
        kind: "testimonial",
        name,
        ...(role === undefined ? {} : { role }),
        ...(source === undefined ? {} : { source }),
        blocks: readBlocks(node, reading),
      }),
      reading,
    ),
  Comparison: (node, reading) => readComparison(node, reading),
  Price: (node, reading) => readPrice(node, reading),
  Gallery: (node, reading) => readGallery(node, reading),
};

/** The block that the tag `node` stands for. */
export function readTag(node: TextNode, reading: Reading): Block[] {
  const reader = readers[node.name];
  if (reader !== undefined) return reader(node, reading);
  const instead = notInBooks[node.name];
  const cure = instead ?? nearestBlock(node.name, Object.keys(readers));
  const message = /^[A-Z]/.test(node.name)
    ? `<${node.name}> has no place in a book.`
    : `A book takes Markdown and blocks, no HTML: <${node.name}>.`;
  tellAt(node, reading, message, /^[A-Z]/.test(node.name) ? cure : "Write it in Markdown.");
  return [];
}

/** What `make` gives of a tag's keys; keys with a mistake were told when the chapter was read. */
function withProps<T extends z.ZodType>(
  node: TextNode,
  schema: T,
  make: (props: z.output<T>, at: Block["at"]) => Block | Block[],
  reading: Reading,
): Block[] {
  const read = propsOf(node, schema);
  return read === null ? [] : [make(read, placeOf(node, reading))].flat();
}

function propsOf<T extends z.ZodType>(node: TextNode, schema: T): z.output<T> | null {
  const written = node.attributes.map((attribute) => [attribute.name, literalOf(attribute)?.value] as const);
  const read = schema.safeParse(Object.fromEntries(written));
  return read.success ? read.data : null;
}

function words(text: string): Inline[] {
  return [{ kind: "text", text: typeset(text) }];
}

/** The one paragraph in `node`, as a line. */
function lineIn(node: TextNode, reading: Reading): Inline[] {
  const [first, ...rest] = node.children.filter(({ type, value }) => type !== "text" || value.trim() !== "");
  const other = rest.find(({ type }) => type === "paragraph" || type === "list");
  if (other !== undefined) tellAt(other, reading, "Set large, one paragraph is enough.", "Keep one.");
  return readInlines(first?.type === "paragraph" ? first.children : node.children, reading);
}

/** The blocks called `name` in `node`, each with its title. */
function titledIn(node: TextNode, name: string, reading: Reading): Titled[] {
  const schema = name === "Question" ? questionSchema : benefitSchema;
  return innerTags(node, name).flatMap((inner) => {
    const props = propsOf(inner, schema);
    return props === null ? [] : { title: typeset(props.title), blocks: readBlocks(inner, reading) };
  });
}

/** A paragraph around a tag is no parent: the compiler takes it away. */
function innerTags(node: TextNode, name: string): TextNode[] {
  const children = node.children.flatMap((child) => (child.type === "paragraph" ? child.children : [child]));
  return children.filter((child) => child.name === name);
}

function readPictureBlock(node: TextNode, reading: Reading): Block[] {
  return withProps(
    node,
    pictureBlockSchema,
    ({ src, alt, caption, id, width = "full" }, at) => {
      const file = pictureFile(node, src, reading);
      if (file === null) return [];
      const named = {
        ...(id === undefined ? {} : { id }),
        ...(caption === undefined ? {} : { caption: words(caption) }),
      };
      return { at, kind: "picture", file, alt, width, ...named };
    },
    reading,
  );
}

function readFigures(node: TextNode, reading: Reading): Block[] {
  const figures = innerTags(node, "Figure").flatMap((inner) => {
    const props = propsOf(inner, figureSchema);
    if (props === null) return [];
    const { value, source, href } = props;
    const told = { ...(source === undefined ? {} : { source }), ...(href === undefined ? {} : { href }) };
    return { value, ...told, blocks: readBlocks(inner, reading) };
  });
  return [{ at: placeOf(node, reading), kind: "figures", figures }];
}

function readComparison(node: TextNode, reading: Reading): Block[] {
  const { yes, no } = textsIn(reading.locale).blocks;
  const cell = (value: string | boolean) => words(typeof value === "string" ? value : value ? yes : no);
  return withProps(
    node,
    comparisonSchema,
    ({ caption, columns, rows }, at) => ({
      at,
      kind: "table",
      caption: words(caption),
      align: ["left", ...columns.map(() => "left" as const)],
      header: [[], ...columns.map(words)],
      rows: rows.map(({ label, values }) => [words(label), ...values.map(cell)]),
    }),
    reading,
  );
}

function readPrice(node: TextNode, reading: Reading): Block[] {
  return withProps(
    node,
    priceSchema,
    ({ name, amount, currency = "EUR", per, before, includes = [], note }, at) => {
      const money = new Intl.NumberFormat(conventionsOf(reading.locale), { style: "currency", currency });
      return {
        at,
        kind: "price",
        name,
        price: [money.format(amount), per].filter((part) => part !== undefined).join(" "),
        ...(before === undefined ? {} : { before: money.format(before) }),
        includes,
        ...(note === undefined ? {} : { note }),
        blocks: readBlocks(node, reading),
      };
    },
    reading,
  );
}

function readGallery(node: TextNode, reading: Reading): Block[] {
  return withProps(
    node,
    gallerySchema,
    ({ pictures }, at) =>
      pictures.flatMap(({ src, alt, caption }) => {
        const file = pictureFile(node, src, reading);
        const named = caption === undefined ? {} : { caption: words(caption) };
        return file === null
          ? []
          : [{ at, kind: "picture" as const, file, alt, width: "half" as const, ...named }];
      }),
    reading,
  );
}
