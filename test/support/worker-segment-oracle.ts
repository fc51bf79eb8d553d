import type { Catalog } from "../../content/schema/catalog.ts";
import type { LeadCondition, Question } from "../../content/schema/segment.ts";
import { decayAt } from "../../worker/score/decay.ts";
import { type ALead, type APost, members } from "./worker-segments.ts";

const day = 86_400_000;

interface World {
  leads: readonly ALead[];
  catalog: Catalog;
  now: number;
}

/** Whether `question` holds for the lead at `place`, thought out in plain TypeScript, without any SQL. */
export function holdsFor(question: Question, place: number, world: World): boolean {
  if ("all" in question) return question.all.every((part) => holdsFor(part, place, world));
  if ("any" in question) return question.any.some((part) => holdsFor(part, place, world));
  if (!("field" in question)) return !holdsFor(question.not, place, world);
  const lead = world.leads[place];
  if (lead === undefined) throw new Error("No such lead.");
  const family = [lead, ...world.leads.filter(({ into }) => into === place)];
  return meets(question, lead, family, world);
}

function meets(condition: LeadCondition, lead: ALead, family: ALead[], world: World): boolean {
  const { field, not, ...rest } = condition;
  if (not !== undefined) return !meets({ field, ...rest, is: not }, lead, family, world);
  const wanted = condition.is !== undefined ? [condition.is] : (condition.in ?? []);
  const posts = family.flatMap((one) => one.posts);
  if (field === "step" || field === "coupon" || field === "mail")
    return wanted.some((word) => happened(field, String(word), condition, family, world));
  if (field === "disposable") return (lead.disposable === 1) === condition.is;
  if (field === "tag") return text(condition, lead.tags);
  if (field === "source")
    return text(
      condition,
      posts.map(({ label }) => label),
    );
  if (field.startsWith("source.")) return text(condition, sourcesAt(field, lead));
  if (field.startsWith("consent.")) return exact(condition, [consent(lead, field.slice(8))], "none");
  if (field.startsWith("answer.")) return answer(condition, posts);
  switch (field) {
    case "name":
      return text(condition, [[lead.givenName, lead.familyName].filter((part) => part !== null).join(" ")]);
    case "email":
      return text(condition, [lead.email ?? ""]);
    case "phone":
      return text(condition, [lead.phone ?? ""]);
    case "given-name":
      return text(condition, [lead.givenName ?? ""]);
    case "family-name":
      return text(condition, [lead.familyName ?? ""]);
    case "score":
      return number(condition, [Math.round(lead.fit + lead.heat * decayAt(world.catalog, world.now))]);
    case "quality":
      return number(condition, lead.quality === null ? [] : [lead.quality]);
    case "market":
      return exact(condition, [lead.market ?? "unknown"]);
    case "created":
      return moment(condition, lead.createdAt, world.now);
    case "seen":
      return moment(condition, lead.seenAt, world.now);
    case "confirmed":
      return moment(condition, lead.confirmedAt, world.now);
    case "assignee":
      return exact(condition, lead.assignee === null ? [] : [lead.assignee, members[lead.assignee] ?? ""]);
    case "landing":
      return exact(
        condition,
        posts.map(({ landing }) => landing),
      );
    case "form":
      return exact(
        condition,
        posts.map(({ form }) => form),
      );
    case "stage":
      return exact(
        condition,
        posts.map(({ landing }) => world.catalog.landings[landing]?.stage ?? ""),
      );
    case "campaign":
      return exact(
        condition,
        posts.map(({ landing }) => world.catalog.landings[landing]?.campaign ?? ""),
      );
    default:
      return exact(condition, [field === "locale" ? lead.locale : lead.status]);
  }
}

/** One letter made small only where that is undone by making it large. */
function fold(words: string): string {
  return [...words.normalize("NFC")]
    .map((letter) => {
      const lower = letter.toLowerCase();
      return [...lower].length === 1 && lower.toUpperCase() === letter ? lower : letter;
    })
    .join("");
}

function text(condition: LeadCondition, values: string[]): boolean {
  const there = values.filter((value) => value !== "");
  if (condition.empty !== undefined) return (there.length === 0) === condition.empty;
  return there.some((value) => {
    const small = fold(value);
    if (condition.contains !== undefined) return small.includes(fold(condition.contains));
    if (condition.starts !== undefined) return small.startsWith(fold(condition.starts));
    return [condition.is ?? condition.in ?? []].flat().some((word) => fold(String(word)) === small);
  });
}

function exact(condition: LeadCondition, values: string[], nothing = ""): boolean {
  const there = values.filter((value) => value !== nothing);
  if (condition.empty !== undefined) return (there.length === 0) === condition.empty;
  const wanted = [condition.is ?? condition.in ?? []].flat().map(String);
  return values.some((value) => value !== "" && wanted.includes(value));
}

function number(condition: LeadCondition, values: number[]): boolean {
  if (condition.empty !== undefined) return (values.length === 0) === condition.empty;
  const { above = -Infinity, below = Infinity, from = -Infinity, until = Infinity } = condition;
  const wanted =
    condition.is === undefined && condition.in === undefined
      ? null
      : [condition.is ?? condition.in ?? []].flat();
  return values.some((value) =>
    wanted === null
      ? value > above && value < below && value >= Number(from) && value <= Number(until)
      : wanted.map(Number).includes(value),
  );
}

function answer(condition: LeadCondition, posts: APost[]): boolean {
  const name = condition.field.slice(7);
  const said = posts
    .flatMap(({ answers }) => answers[name] ?? [])
    .flat()
    .filter((value) => value !== "");
  if (condition.empty !== undefined) return (said.length === 0) === condition.empty;
  if (name === "persone")
    return number(
      condition,
      said.filter((value) => /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value)).map(Number),
    );
  if (name === "quando") {
    const { from = "", until = "~" } = condition;
    return said.some((value) => {
      const begin = [...value].slice(0, 10).join("");
      if (condition.is !== undefined || condition.in !== undefined)
        return [condition.is ?? condition.in ?? []].flat().includes(begin);
      return bytes(begin) >= bytes(String(from)) && (until === "~" || bytes(begin) <= bytes(String(until)));
    });
  }
  return text(condition, said);
}

/** Text as SQLite orders it: by bytes. */
function bytes(value: string): string {
  return Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join("");
}

function moment(condition: LeadCondition, at: number | null, now: number): boolean {
  if (condition.empty !== undefined) return (at === null) === condition.empty;
  return at !== null && inTime(condition, at, now);
}

/** In a winter of Rome every day begins at 23:00 of the day before in Greenwich. */
function inTime({ from, until, within }: LeadCondition, at: number, now: number): boolean {
  const ago = (value: string | number) => {
    const [, count] = /^(\d+) days$/.exec(String(value)) ?? [];
    return count === undefined ? null : now - Number(count) * day;
  };
  const start = (value: string | number) => Date.parse(`${value}T00:00:00+01:00`);
  if (from !== undefined && at < (ago(from) ?? start(from))) return false;
  if (within !== undefined && at < (ago(within) ?? Infinity)) return false;
  if (until === undefined) return true;
  const end = ago(until);
  return end === null ? at < start(until) + day : at <= end;
}

function consent(lead: ALead, purpose: string): string {
  let state = "none";
  for (const { purpose: about, granted, channel } of lead.receipts) {
    if (about !== purpose) continue;
    if (granted === 0) state = "withdrawn";
    else if (channel !== "form") state = "confirmed";
    else if (state !== "confirmed") state = "given";
  }
  return state;
}

function sourcesAt(field: string, { first, last }: ALead): string[] {
  const [, touch, key] = field.split(".");
  const touches = key === undefined ? [first, last] : touch === "first" ? [first] : [last];
  return touches.flatMap((one) => one[key ?? touch ?? ""] ?? []);
}

function happened(
  field: string,
  word: string,
  condition: LeadCondition,
  family: ALead[],
  { now }: World,
): boolean {
  const posts = family.flatMap(({ posts }) => posts);
  const { landing, magnet } = condition;
  const here = (post: APost) => landing === undefined || post.landing === landing;
  const timely = (at: number | null) => at !== null && inTime(condition, at, now);
  if (field === "mail")
    return family
      .flatMap(({ mails }) => mails)
      .some(({ notice, status, sentAt, bouncedAt }) =>
        notice ? false : word === "sent" ? status === "sent" && timely(sentAt) : timely(bouncedAt),
      );
  const coupons = posts
    .filter(here)
    .flatMap((post) => post.coupons)
    .filter((coupon) => magnet === undefined || coupon.magnet === magnet);
  if (field === "coupon") {
    if (word === "none") return coupons.length === 0;
    return coupons.some(({ voided, redeemedAt, until }) => {
      const state = voided ? "voided" : redeemedAt !== null ? "redeemed" : until <= now ? "expired" : "open";
      return state === word;
    });
  }
  if (word === "redeemed") return coupons.some(({ voided, redeemedAt }) => !voided && timely(redeemedAt));
  return posts.filter(here).some((post) => {
    const fits = magnet === undefined || post.grants.some((grant) => grant.magnet === magnet);
    if (word === "submitted") return fits && timely(post.at);
    if (word === "confirmed") return fits && timely(post.confirmedAt);
    return post.grants.some(
      ({ magnet: given, openUntil }) =>
        (magnet === undefined || given === magnet) && openUntil !== null && timely(openUntil - 3_600_000),
    );
  });
}
