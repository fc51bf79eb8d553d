import * as z from "zod";
import { hexSign } from "../digest.ts";

// Meta keeps a version for two years after the next one; this one came in July 2026.
const version = "v26.0";

/** Where Meta answers. */
export const graphUrl = `https://graph.facebook.com/${version}`;

/** How Meta is known and asked; nothing is fetched where a secret is missing. */
export interface MetaAccess {
  /** Signs what Meta tells us, and proves that our questions come from the app. */
  appSecret: string | null;
  /** What Meta says back when it checks our address. */
  verifyToken: string | null;
  accessToken: string | null;
  url: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
}

const leadSchema = z.object({
  id: z.string(),
  created_time: z.string().optional(),
  form_id: z.string().optional(),
  ad_id: z.string().optional(),
  ad_name: z.string().optional(),
  adset_id: z.string().optional(),
  adset_name: z.string().optional(),
  campaign_id: z.string().optional(),
  campaign_name: z.string().optional(),
  platform: z.string().optional(),
  field_data: z.array(z.object({ name: z.string(), values: z.array(z.string()) })).default([]),
  custom_disclaimer_responses: z
    .array(z.object({ checkbox_key: z.string(), is_checked: z.union([z.string(), z.boolean()]) }))
    .default([]),
});
/** A lead as Meta has it. */
export type MetaLead = z.output<typeof leadSchema>;

const pageSchema = z.object({
  data: z.array(leadSchema),
  paging: z
    .object({ cursors: z.object({ after: z.string() }).partial().optional(), next: z.string().optional() })
    .optional(),
});

/** What Meta answered: what was asked for, that it has it no longer, or why it cannot say now. */
export type Answer<T> =
  | { result: "found"; found: T }
  | { result: "gone" }
  | { result: "later"; reason: string };

const fields =
  "id,created_time,form_id,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,platform,field_data," +
  "custom_disclaimer_responses";

/** The lead `id`. */
export function fetchLead(meta: MetaAccess, id: string): Promise<Answer<MetaLead>> {
  return ask(meta, id, { fields }, leadSchema);
}

/** A page of the leads of `form` that came since `since` (seconds), after the cursor; and the cursor of the next, or null. */
export async function fetchLeads(
  meta: MetaAccess,
  form: string,
  { since, after }: { since: number; after: string | null },
): Promise<Answer<{ leads: MetaLead[]; after: string | null }>> {
  const filtering = JSON.stringify([{ field: "time_created", operator: "GREATER_THAN", value: since }]);
  const query = { fields, filtering, limit: "100", ...(after === null ? {} : { after }) };
  const answer = await ask(meta, `${form}/leads`, query, pageSchema);
  if (answer.result !== "found") return answer;
  const { data, paging } = answer.found;
  // A last page has a cursor, too, but no address of a next one.
  return { result: "found", found: { leads: data, after: (paging?.next && paging.cursors?.after) || null } };
}

async function ask<T>(
  { appSecret, accessToken, url, fetch }: MetaAccess,
  path: string,
  query: Record<string, string>,
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  const proof = await hexSign(appSecret ?? "", accessToken ?? "");
  const search = new URLSearchParams({ ...query, appsecret_proof: proof });
  try {
    // The token goes in a header, and not in an address that somebody may write down.
    const response = await fetch(`${url}/${path}?${search}`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) return refused(response.status, body);
    const read = schema.safeParse(body);
    return read.success ? { result: "found", found: read.data } : { result: "later", reason: "unreadable" };
  } catch (error) {
    return { result: "later", reason: error instanceof Error ? error.name : "error" };
  }
}

const errorSchema = z.object({ error: z.object({ code: z.number(), error_subcode: z.number().optional() }) });

/** Code 100 with subcode 33: there is no such thing, or no longer. All else may pass: limits, tokens, bad days. */
function refused(status: number, body: unknown): { result: "gone" } | { result: "later"; reason: string } {
  const { error } = errorSchema.safeParse(body).data ?? {};
  if (error?.code === 100 && error.error_subcode === 33) return { result: "gone" };
  return { result: "later", reason: error === undefined ? `HTTP ${status}` : `Meta ${error.code}` };
}
