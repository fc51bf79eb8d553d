import type { Scope } from "./scopes.ts";

const text = { type: "string" };
const orNull = (type: string) => ({ type: [type, "null"] });
const moment = { type: ["string", "null"], format: "date-time" };
const texts = { type: "array", items: text };
const map = { type: "object", additionalProperties: true };

/** What the items of each list are made of; a test holds it against what the API answers. */
export const itemShapes = {
  lead: {
    ...{ id: text, email: orNull("string"), phone: orNull("string"), givenName: orNull("string") },
    ...{ familyName: orNull("string"), locale: text, status: text, assignee: orNull("string"), tags: texts },
    ...{ score: { type: "integer" }, quality: orNull("integer"), createdAt: moment, seenAt: moment },
    ...{ confirmedAt: moment, consents: map, answers: map, firstSource: map, lastSource: map, also: texts },
  },
  submission: {
    ...{ id: text, lead: text, landing: text, form: text, answers: map, consents: texts, source: map },
    ...{ sourceLabel: text, page: text, locale: text, at: moment, confirmedAt: moment },
  },
  segment: { name: text, title: text },
  step: { day: text, landing: text, step: text, source: text, n: { type: "integer" } },
  consent: {
    ...{ id: { type: "integer" }, lead: text, submission: orNull("string"), purpose: text },
    ...{ granted: { type: "boolean" }, channel: text, version: orNull("integer"), wordingSha256: text },
    ...{ form: text, page: text, at: moment },
  },
};

/** The lists, with what they are made of and which scopes each asks for. */
const lists: Record<string, { item: keyof typeof itemShapes; scopes: Scope[]; summary: string }> = {
  "/leads": {
    item: "lead",
    scopes: ["leads:read"],
    summary: "Leads by their last sign of life; with gone=1 those erased (erasedAt) or merged (mergedInto).",
  },
  "/submissions": { item: "submission", scopes: ["submissions:read"], summary: "Submissions as they came." },
  "/segments": { item: "segment", scopes: ["segments:read"], summary: "Saved questions about leads." },
  "/segments/{name}/leads": {
    item: "lead",
    scopes: ["segments:read", "leads:read"],
    summary: "The leads of a segment.",
  },
  "/steps": { item: "step", scopes: ["steps:read"], summary: "Counts of steps by day, landing and source." },
  "/consents": { item: "consent", scopes: ["consents:read"], summary: "Receipts in the register's order." },
};

/** The description of the API (OpenAPI 3.1) for the site at `publicUrl`. */
export function openApi(publicUrl: string) {
  const query = (name: string, about: string, schema: object) => ({
    ...{ name, in: "query", description: about, schema },
  });
  const paths = Object.entries(lists).map(([path, { item, scopes, summary }]) => [
    path,
    {
      get: {
        summary,
        security: [{ token: scopes }],
        parameters: [
          ...(path.includes("{name}") ? [{ name: "name", in: "path", required: true, schema: text }] : []),
          query("limit", "How many at most.", { type: "integer", minimum: 1, maximum: 100, default: 100 }),
          query("cursor", "The `next` of the page before.", text),
          query("since", "A day, or a moment with its zone.", text),
        ],
        responses: {
          "200": {
            description: "One page; `next` is null on the last.",
            content: { "application/json": { schema: pageSchema(item) } },
          },
          default: { description: "A problem.", content: { "application/problem+json": { schema: map } } },
        },
      },
    },
  ]);
  return {
    openapi: "3.1.0",
    info: { title: "Imbuto", version: "1" },
    servers: [{ url: `${publicUrl}/admin/api/v1` }],
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: Object.fromEntries(
        Object.entries(itemShapes).map(([name, properties]) => [name, { type: "object", properties }]),
      ),
    },
    paths: Object.fromEntries(paths),
  };
}

function pageSchema(item: string) {
  const items = { type: "array", items: { $ref: `#/components/schemas/${item}` } };
  return { type: "object", properties: { items, next: orNull("string") } };
}
