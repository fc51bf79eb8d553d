import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, it } from "vitest";
import type { LeadCondition, Question } from "../../content/schema/segment.ts";
import { readQuestion } from "../../content/schema/segment-check.ts";
import { decodeQuestion, encodeQuestion } from "../../worker/segments/address.ts";
import { livingLead, segmentWhere } from "../../worker/segments/compile.ts";
import { hostileFields, hostileQuestions, hostileWords } from "../fixtures/hostile-questions.ts";
import { freshDatabase, noon } from "../support/worker-app.ts";
import { holdsFor } from "../support/worker-segment-oracle.ts";
import { storeLeads } from "../support/worker-segment-rows.ts";
import { aSegmentCatalog, members, someLeads, words } from "../support/worker-segments.ts";

const catalog = aSegmentCatalog();
const word = fc.constantFrom(...words);
const part = word.chain((text) => fc.nat([...text].length - 1).map((from) => [...text].slice(from).join("")));
const days = fc.constantFrom("2027-03-01", "2027-01-31", "2027-03-10");
const ago = fc.constantFrom("0 days", "7 days", "30 days");
const range = (value: fc.Arbitrary<string | number>) => [
  { from: value },
  { until: value },
  { from: value, until: value },
];
const field = (...names: string[]) => ({ field: fc.constantFrom(...names) });

function oneOf<T>(
  shape: object,
  comparisons: Record<string, fc.Arbitrary<T>>[],
): fc.Arbitrary<LeadCondition> {
  return fc.oneof(
    ...comparisons.map((comparison) => fc.record({ ...shape, ...comparison })),
  ) as fc.Arbitrary<unknown> as fc.Arbitrary<LeadCondition>;
}
const empty = { empty: fc.boolean() };
const list = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const lists = <T>(one: fc.Arbitrary<T>) =>
  [{ is: one }, { not: one }, { in: list(one) }] as Record<string, fc.Arbitrary<unknown>>[];

/** Every operator on every kind of field. */
const kinds: Record<string, fc.Arbitrary<LeadCondition>> = {
  text: oneOf<unknown>(
    field(
      "email",
      "phone",
      "given-name",
      "family-name",
      "name",
      "tag",
      "source",
      "answer.citta",
      "answer.nome",
      "source.utm_source",
      "source.first.utm_source",
      "source.last.gclid",
      "source.referrer",
    ),
    [...lists(word), { contains: part }, { starts: part }, empty],
  ),
  listed: oneOf<unknown>(field("answer.interessi"), [
    ...lists(fc.constantFrom("Pane", "Dolci")),
    { contains: part },
    empty,
  ]),
  number: oneOf<unknown>(field("score", "quality", "answer.persone"), [
    ...lists(fc.constantFrom(0, 1, 2, 12, 12.5, -3, 1000, 7)),
    { above: fc.integer({ min: -5, max: 50 }) },
    { below: fc.integer({ min: -5, max: 50 }) },
    { above: fc.integer({ min: -5, max: 10 }), below: fc.integer({ min: 5, max: 50 }) },
    ...range(fc.constantFrom(0, 1, 12, 12.5)),
    empty,
  ]),
  moment: oneOf<unknown>(field("created", "seen", "confirmed"), [
    ...range(fc.oneof(days, ago)),
    { within: ago },
    empty,
  ]),
  day: oneOf<unknown>(field("answer.quando"), [...lists(days), ...range(days), empty]),
  flag: oneOf<unknown>(field("disposable"), [{ is: fc.boolean() }]),
  status: oneOf<unknown>(field("status"), [...lists(fc.constantFrom("new", "customer", "lost")), empty]),
  market: oneOf<unknown>(field("market"), [...lists(fc.constantFrom("b2b", "b2c", "unknown")), empty]),
  landing: oneOf<unknown>(field("landing"), [
    ...lists(fc.constantFrom("guida", "sconto", "en/guide")),
    empty,
  ]),
  form: oneOf<unknown>(field("form"), [...lists(fc.constantFrom("guida", "contatto")), empty]),
  stage: oneOf<unknown>(field("stage"), [...lists(fc.constantFrom("awareness", "decision")), empty]),
  campaign: oneOf<unknown>(field("campaign"), [...lists(fc.constant("primavera")), empty]),
  locale: oneOf<unknown>(field("locale"), [...lists(fc.constantFrom("it", "en")), empty]),
  assignee: oneOf<unknown>(field("assignee"), [
    ...lists(fc.constantFrom("Ada", "Bea", "Nobody", "m000000000000000000001")),
    empty,
  ]),
  consent: oneOf<unknown>(field("consent.marketing", "consent.regolamento"), [
    ...lists(fc.constantFrom("confirmed", "given", "withdrawn", "none")),
    empty,
  ]),
  step: oneOf<unknown>(
    { ...field("step") },
    lists(fc.constantFrom("submitted", "confirmed", "downloaded", "redeemed")).flatMap((comparison) => [
      comparison,
      { ...comparison, landing: fc.constantFrom("guida", "sconto"), within: ago },
      { ...comparison, magnet: fc.constantFrom("guida", "sconto"), from: days, until: fc.oneof(ago, days) },
    ]),
  ),
  coupon: oneOf<unknown>(
    field("coupon"),
    lists(fc.constantFrom("open", "redeemed", "expired", "voided", "none")).flatMap((comparison) => [
      comparison,
      {
        ...comparison,
        landing: fc.constantFrom("guida", "sconto"),
        magnet: fc.constantFrom("guida", "sconto"),
      },
    ]),
  ),
  mail: oneOf<unknown>(
    field("mail"),
    lists(fc.constantFrom("sent", "bounced")).flatMap((comparison) => [
      comparison,
      { ...comparison, within: ago },
    ]),
  ),
};

const any = fc.oneof(...Object.values(kinds));
const nested: fc.Arbitrary<Question> = fc.oneof(
  fc.record({
    all: fc.array(fc.oneof(any, fc.record({ not: any }), fc.record({ any: list(any) })), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  fc.record({
    any: fc.array(fc.oneof(any, fc.record({ all: list(fc.oneof(any, fc.record({ not: any }))) })), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  fc.record({ not: fc.oneof(any, fc.record({ any: list(any) })) }),
);

/** The places of the leads that the database finds. */
async function found(questions: readonly Question[]): Promise<number[][]> {
  const results = await env.DB.batch<{ id: string }>(
    questions.map((question) => {
      const { sql, values } = segmentWhere(question, { catalog, now: noon, first: 1 });
      return env.DB.prepare(`SELECT id FROM lead WHERE ${livingLead} AND ${sql} ORDER BY id`).bind(...values);
    }),
  );
  return results.map(({ results }) => results.map(({ id }) => Number(id.slice(1, 2))));
}

beforeAll(async () => {
  await freshDatabase();
  await env.DB.batch(
    Object.entries(members).map(([id, name]) =>
      env.DB.prepare("INSERT INTO member (id, name, role, created_at) VALUES (?1, ?2, 'editor', 1)").bind(
        id,
        name,
      ),
    ),
  );
});

describe("a segment finds exactly the leads that a plain reading finds", () => {
  for (const [kind, condition] of Object.entries({ ...kinds, nested })) {
    it(`by ${kind}`, async ({ expect }) => {
      const asked = fc.array(condition as fc.Arbitrary<Question>, { minLength: 25, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(someLeads(noon), asked, async (leads, questions) => {
          await storeLeads(leads);
          const living = leads.flatMap(({ into }, place) => (into === null ? [place] : []));
          const world = { leads, catalog, now: noon };
          const expected = questions.map((question) =>
            living.filter((place) => holdsFor(question, place, world)),
          );
          expect(await found(questions)).toEqual(expected);
        }),
        { numRuns: 12 },
      );
    });
  }

  it("and an address carries it unharmed", ({ expect }) => {
    fc.assert(
      fc.property(nested, (question) => {
        const { question: read } = readQuestion(question, catalog);
        const back = decodeQuestion(encodeQuestion(question));
        expect(back).toEqual(
          "all" in question && question.all.length === 1 && !("field" in (question.all[0] ?? {}))
            ? question.all[0]
            : read,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe("a question that means harm", () => {
  it.for([...hostileFields])("has no field %j", (name, { expect }) => {
    expect(readQuestion({ field: name, is: "x" }, catalog).question).toBeNull();
    expect(() => segmentWhere({ field: name, is: "x" }, { catalog, now: noon, first: 1 })).toThrow();
  });

  it.for([...hostileQuestions])("is none: %s", ([, question], { expect }) => {
    const { mistakes } = readQuestion(question, catalog);
    expect(mistakes.length).toBeGreaterThan(0);
    expect(mistakes.length).toBeLessThan(25);
    expect(() => segmentWhere(question as Question, { catalog, now: noon, first: 1 })).toThrow();
  });

  it("finds by hostile words what a plain reading finds, and nothing more", async ({ expect }) => {
    const leads = fc.sample(someLeads(noon), 1)[0] ?? [];
    const [first] = leads;
    if (first !== undefined) Object.assign(first, { familyName: hostileWords[0], tags: [hostileWords[3]] });
    await storeLeads(leads);
    const questions = hostileWords.flatMap((text): Question[] => [
      ...["name", "tag", "answer.citta", "source.utm_source"].flatMap((field) => [
        { field, is: text },
        { field, contains: text },
        { field, starts: text },
      ]),
      { not: { field: "email", in: [text, text] } },
    ]);
    const living = leads.flatMap(({ into }, place) => (into === null ? [place] : []));
    const world = { leads, catalog, now: noon };
    const answers: number[][] = [];
    for (let from = 0; from < questions.length; from += 40)
      answers.push(...(await found(questions.slice(from, from + 40))));
    expect(answers).toEqual(
      questions.map((question) => living.filter((place) => holdsFor(question, place, world))),
    );
  });

  it("is as large as one may be, and the database still takes it", async ({ expect }) => {
    const word = hostileWords.at(-2) ?? "";
    const largest: Question = {
      any: Array.from({ length: 10 }, (_, n) => ({
        all: [
          { field: "answer.citta", contains: `${word}${n}` },
          {
            not: {
              field: "step",
              in: ["downloaded", "redeemed"],
              landing: "guida",
              magnet: "guida",
              from: `${n + 1} days`,
              until: "0 days",
            },
          },
        ],
      })),
    };
    expect(segmentWhere(largest, { catalog, now: noon, first: 1 }).values.length).toBeLessThan(90);
    expect(await found([largest])).toHaveLength(1);
  });

  it("stands in an address, and is then no question", ({ expect }) => {
    for (const text of [
      "",
      "~",
      "score~above",
      "score~above~1;",
      "all(",
      "any(score~above~1",
      "not(a~is~b;c~is~d)",
      "a".repeat(6001),
      "not(".repeat(1400),
      `${"all(".repeat(7)}score~above~1${")".repeat(7)}`,
    ])
      expect(decodeQuestion(text), text).toBeNull();
  });
});
