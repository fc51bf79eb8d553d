import type { LeadCondition } from "../../content/schema/segment.ts";
import { consentStateOf } from "../store/consent-state.ts";
import { negated, timeSql, wordsOf } from "./comparisons.ts";
import type { Making } from "./compile.ts";
import { columnOf, ofPosts, twins } from "./places.ts";

/** One of a list: a mark on the lead, or the landings and forms of its posts. */
export function choiceSql(condition: LeadCondition, making: Making): string {
  const { field, empty } = condition;
  const { bound } = making;
  const words = wordsOf(condition);
  const column = columnOf(field);
  if (column !== null)
    return empty === undefined
      ? negated(condition, bound.among(column, words))
      : `(${column} IS NULL OR ${column} = '') = ${empty ? 1 : 0}`;
  if (field === "assignee") return assigneeSql(condition, making);
  if (field.startsWith("consent.")) return consentSql(condition, making);
  const expression = field === "form" ? "post.form" : "post.landing";
  const names = field === "form" || field === "landing" ? words : landingsOf(condition, making);
  if (empty !== undefined) {
    const all = field === "form" || field === "landing" ? "1" : bound.among(expression, names);
    return `${empty ? "NOT " : ""}${ofPosts(expression)(() => all)}`;
  }
  return negated(
    condition,
    ofPosts(expression)((value) => bound.among(value, names)),
  );
}

/** The landings whose stage or campaign is among the words of `condition`; all that have one, where it names none. */
function landingsOf(condition: LeadCondition, { catalog }: Making): string[] {
  const words = wordsOf(condition);
  return Object.entries(catalog.landings).flatMap(([path, { stage, campaign }]) => {
    const mark = condition.field === "stage" ? stage : campaign;
    return mark !== undefined && (words.length === 0 || words.includes(mark)) ? [path] : [];
  });
}

/** Members are named by their id, or by their name: an author knows no ids. */
function assigneeSql(condition: LeadCondition, { bound }: Making): string {
  if (condition.empty !== undefined) return `lead.assignee IS ${condition.empty ? "" : "NOT "}NULL`;
  const words = wordsOf(condition);
  return negated(
    condition,
    `EXISTS (SELECT 1 FROM member WHERE member.id = lead.assignee
       AND (${bound.among("member.id", words)} OR ${bound.among("member.name", words)}))`,
  );
}

/** A consent belongs to one address, so that of a merged lead counts for itself alone. */
function consentSql(condition: LeadCondition, { bound }: Making): string {
  const purpose = bound.mark(condition.field.slice("consent.".length));
  const state = `coalesce(${consentStateOf("lead.id", purpose)}, 'none')`;
  if (condition.empty !== undefined) return `(${state} = 'none') = ${condition.empty ? 1 : 0}`;
  return negated(condition, bound.among(state, wordsOf(condition)));
}

/** What a lead did, or what became of a mail or a coupon: any one of these. */
export function eventSql(condition: LeadCondition, making: Making): string {
  const found = wordsOf(condition).map((word) => happened(condition.field, word, condition, making));
  return negated(condition, `(${found.join(" OR ")})`);
}

function happened(field: string, word: string, condition: LeadCondition, making: Making): string {
  if (field === "coupon") return couponSql(word, condition, making);
  if (field === "mail") {
    const [at, is] =
      word === "sent"
        ? ["message.sent_at", "message.status = 'sent'"]
        : ["message.bounced_at", "message.bounce IS NOT NULL"];
    // A notice tells the business of a lead: it is no mail to the lead.
    return exists("message", "message.lead_id", [
      is,
      "message.recipient IS NULL",
      ...timeSql(at, condition, making),
    ]);
  }
  return stepSql(word, condition, making);
}

function stepSql(step: string, condition: LeadCondition, making: Making): string {
  const { bound } = making;
  const { magnet } = condition;
  const gave = magnet === undefined ? null : bound.mark(magnet);
  switch (step) {
    case "submitted":
    case "confirmed": {
      const at = step === "submitted" ? "post.at" : "post.confirmed_at";
      const given = `EXISTS (SELECT 1 FROM "grant" WHERE "grant".submission_id = post.id AND "grant".magnet = ${gave})`;
      return exists("submission AS post", "post.lead_id", [
        `${at} IS NOT NULL`,
        ...(condition.landing === undefined ? [] : [`post.landing = ${bound.mark(condition.landing)}`]),
        ...(gave === null ? [] : [given]),
        ...timeSql(at, condition, making),
      ]);
    }
    case "downloaded":
      // It is open for an hour from the last press.
      // No index knows a grant by its lead: by way of the submissions none is read but the lead's own.
      return exists(
        'submission AS post CROSS JOIN "grant" ON "grant".submission_id = post.id',
        "post.lead_id",
        [
          '"grant".open_until IS NOT NULL',
          ...onLanding('"grant".submission_id', condition, making),
          ...(gave === null ? [] : [`"grant".magnet = ${gave}`]),
          ...timeSql(`"grant".open_until - 3600000`, condition, making),
        ],
      );
    default: {
      const limits = [
        ...onLanding("coupon.submission_id", condition, making),
        ...(gave === null ? [] : [`coupon.magnet = ${gave}`]),
        ...timeSql("coupon.redeemed_at", condition, making),
      ];
      if (limits.length === 0) return hasRedeemed;
      return exists("coupon", "coupon.lead_id", ["coupon.redeemed_at IS NOT NULL", ...limits]);
    }
  }
}

// The lead's own row tells it, as triggers keep it.
const hasRedeemed = `(lead.redeemed_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM lead AS twin WHERE twin.merged_into = lead.id AND twin.redeemed_at IS NOT NULL))`;

function couponSql(state: string, condition: LeadCondition, making: Making): string {
  const { bound, now } = making;
  const { magnet } = condition;
  const limits = [
    ...onLanding("coupon.submission_id", condition, making),
    ...(magnet === undefined ? [] : [`coupon.magnet = ${bound.mark(magnet)}`]),
  ];
  if (state === "none") return `NOT ${exists("coupon", "coupon.lead_id", limits)}`;
  if (state === "redeemed" && limits.length === 0) return hasRedeemed;
  const own = `CASE WHEN coupon.voided_at IS NOT NULL THEN 'voided' WHEN coupon.redeemed_at IS NOT NULL THEN 'redeemed'
    WHEN coupon.valid_until <= ${bound.mark(now)} THEN 'expired' ELSE 'open' END`;
  return exists("coupon", "coupon.lead_id", [`${own} = ${bound.mark(state)}`, ...limits]);
}

function onLanding(submission: string, { landing }: LeadCondition, { bound }: Making): string[] {
  if (landing === undefined) return [];
  return [
    `EXISTS (SELECT 1 FROM submission AS post WHERE post.id = ${submission} AND post.landing = ${bound.mark(landing)})`,
  ];
}

function exists(table: string, lead: string, conditions: readonly string[]): string {
  return `EXISTS (SELECT 1 FROM ${table} WHERE ${[`${lead} IN ${twins}`, ...conditions].join(" AND ")})`;
}
