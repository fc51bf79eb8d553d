import * as z from "zod";
import type { Answers } from "../../content/schema/answers.ts";

/** What a mail of content tells of its reader. */
export interface Told {
  /** The consent that allows it, and when and on which landing the form was sent that asked for it. */
  consent: { at: number; wording: string; askedAt: number | null; landing: string | null } | null;
  /** The last sale in which the address was given. */
  sale: { at: number; what: string } | null;
  /** The newest answer to each question, as far as the last posts tell. */
  answers: Answers;
}

/** The same as the database tells it, as JSON. */
export type ToldRow = Record<keyof Told, string | null>;

/** The columns of `ToldRow` for a row of `lead`; both arguments are SQL. */
export function toldColumns({ purpose, inbox }: { purpose: string; inbox: string }): string {
  return `(SELECT json_object('at', stand.at, 'wording', stand.wording, 'askedAt', submission.at, 'landing', submission.landing)
     FROM consent_state AS stand JOIN receipt ON receipt.id = stand.receipt_id
     LEFT JOIN submission ON submission.id = receipt.submission_id AND receipt.channel = 'confirm'
    WHERE stand.lead_id = lead.id AND stand.purpose = ${purpose} AND stand.state = 'confirmed') AS consent,
  (SELECT json_object('at', sale.at, 'what', sale.what) FROM sale
    WHERE sale.lead_id = lead.id AND sale.inbox = ${inbox} ORDER BY sale.at DESC LIMIT 1) AS sale,
  (SELECT json_group_array(json(answers)) FROM (
     SELECT submission.answers FROM submission WHERE submission.lead_id = lead.id AND submission.status = 'accepted'
      ORDER BY submission.at DESC LIMIT 20)) AS answers`;
}

const consentSchema = z.object({
  at: z.number(),
  wording: z.string(),
  askedAt: z.number().nullable(),
  landing: z.string().nullable(),
});
const saleSchema = z.object({ at: z.number(), what: z.string() });
const answersSchema = z.array(z.record(z.string(), z.union([z.string(), z.array(z.string())])));

/** What `row` tells. */
export function toldIn({ consent, sale, answers }: ToldRow): Told {
  return {
    consent: consent === null ? null : consentSchema.parse(JSON.parse(consent)),
    sale: sale === null ? null : saleSchema.parse(JSON.parse(sale)),
    answers: Object.assign({}, ...answersSchema.parse(JSON.parse(answers ?? "[]")).reverse()),
  };
}
