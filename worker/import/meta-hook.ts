import { Hono } from "hono";
import * as z from "zod";
import { afterwards } from "../afterwards.ts";
import { hexSign } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { readBody, readText } from "../guards/body.ts";
import { isSameSecret, unknownCaller } from "../hooks/secret.ts";
import { problemJson } from "../pages/problem.tsx";
import { withRetries } from "../store/retry.ts";
import { fetchDueLeads } from "./meta-leads.ts";

const limit = 256 * 1024;

const callSchema = z.object({
  object: z.literal("page"),
  entry: z
    .array(
      z.object({
        changes: z
          .array(z.object({ field: z.string(), value: z.unknown() }))
          .max(1000)
          .default([]),
      }),
    )
    .max(1000),
});
const number = z.union([z.string().regex(/^\d{1,30}$/), z.number().int().transform(String)]);
const toldSchema = z.object({ leadgen_id: number, form_id: number });

/** What Meta tells of its lead ads: `GET /hooks/meta` proves that the address is ours, `POST` names new leads. */
export const metaHook = new Hono<AppEnv>()
  .get("/meta", async (c) => {
    const { verifyToken } = c.var.deps.meta;
    const {
      "hub.mode": mode,
      "hub.verify_token": token = "",
      "hub.challenge": challenge = "",
    } = c.req.query();
    const isRight = verifyToken !== null && mode === "subscribe" && (await isSameSecret(token, verifyToken));
    // Meta's challenge is a number; what is none goes back to nobody.
    return isRight && /^\d{1,40}$/.test(challenge) ? c.text(challenge) : problemJson(c, "forbidden");
  })
  .post("/meta", async (c) => {
    const { db, meta, now, log } = c.var.deps;
    if (meta.appSecret === null) return problemJson(c, "not_found");
    const body = await readBody(c.req.raw, limit);
    if (typeof body === "string") return problemJson(c, body);
    const signature = `sha256=${await hexSign(meta.appSecret, body)}`;
    if (!(await isSameSecret(c.req.header("X-Hub-Signature-256") ?? "", signature))) return unknownCaller(c);
    const told = leadsIn(readText(body));
    if (told === null) return problemJson(c, "bad_request");
    if (told.length > 0) {
      await withRetries(() =>
        db
          .prepare(
            `INSERT INTO meta_lead (id, form_id, told_at, next_at)
             SELECT value ->> 'leadgen_id', value ->> 'form_id', ?2, ?2 FROM json_each(?1) WHERE true
             ON CONFLICT (id) DO NOTHING`,
          )
          .bind(JSON.stringify(told), now())
          .run(),
      );
      // Meta waits for the answer only; what it told of is fetched after it.
      afterwards(c, fetchDueLeads(c.var.deps));
    }
    log({ event: "hook", id: c.var.requestId, provider: "meta", told: told.length });
    return c.body(null, 200);
  })
  .all("/meta", (c) => {
    c.header("Allow", "GET, POST");
    return problemJson(c, "method_not_allowed");
  });

function leadsIn(text: string | null): z.output<typeof toldSchema>[] | null {
  let body: unknown;
  try {
    body = JSON.parse(text ?? "");
  } catch {
    return null;
  }
  const call = callSchema.safeParse(body);
  if (!call.success) return null;
  return call.data.entry.flatMap(({ changes }) =>
    changes.flatMap(({ field, value }) => {
      const told = field === "leadgen" ? toldSchema.safeParse(value) : undefined;
      return told?.success ? [told.data] : [];
    }),
  );
}
