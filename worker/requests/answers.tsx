import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cleanText, cutText } from "../../content/schema/answers.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import { afterwards } from "../afterwards.ts";
import type { Problem } from "../desk/form-parts.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { judgeToken } from "../desk/tries.ts";
import { seeSaid, type View, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { sealReceipts } from "../ledger/seal.ts";
import { sendTheseMessages } from "../mail/send.ts";
import { noting } from "../people/audit.ts";
import { readPhone } from "../phone.ts";
import { applyChange } from "../preferences/changes.ts";
import { copyCsv, copyJson, readCopy } from "../preferences/copy.ts";
import { requestByMail } from "../preferences/requests.ts";
import { standing } from "../retention/due.ts";
import { erasing } from "../retention/erase.ts";
import { withRetries } from "../store/retry.ts";
import { suppress } from "../store/suppressions.ts";
import { readEmail } from "./contact.ts";
import { type Contact, changedIn, rectifying } from "./rectify.ts";
import { RequestPage } from "./request-page.tsx";
import { closeRequest, type RequestKind, type RequestRow, readRequest } from "./store-requests.ts";

const formOnly = bodyLimit({ maxSize: 16_384 });

/** An open request about a lead that is still there. */
interface Asked {
  request: RequestRow;
  lead: string;
  /** The lead's last post, and the hash of its inbox. */
  submission: string | null;
  inbox: string | null;
}

/** What answers a request, each by the one button of its page. */
export const answering = new Hono<AppEnv>()
  .post("/requests/:id/copy", formOnly, (c) => answer(c, ["access", "portability"], giveCopy))
  .post("/requests/:id/rectify", formOnly, (c) => answer(c, ["rectification"], rectify))
  .post("/requests/:id/erase", formOnly, (c) => answer(c, ["erasure"], erase))
  .post("/requests/:id/restrict", formOnly, (c) => answer(c, ["restriction"], restrict))
  .post("/requests/:id/object", formOnly, (c) => answer(c, ["objection"], object));

async function answer(
  c: Context<AppEnv>,
  kinds: readonly RequestKind[],
  act: (c: Context<AppEnv>, asked: Asked) => Promise<Response>,
): Promise<Response> {
  const { db, tokenSecret } = c.var.deps;
  const request = await withRetries(() => readRequest(db, c.req.param("id") ?? ""));
  if (request === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
  const { lead_id: lead, email } = request;
  if (
    lead === null ||
    request.erased_at !== null ||
    request.done_at !== null ||
    !kinds.includes(request.kind)
  )
    return said(c, request, "late");
  const submission = await withRetries(() =>
    db
      .prepare("SELECT id FROM submission WHERE lead_id = ?1 ORDER BY at DESC LIMIT 1")
      .bind(lead)
      .first<string>("id"),
  );
  const inbox = email === null ? null : await inboxOf(tokenSecret, email);
  return act(c, { request, lead, submission, inbox });
}

/** Sends the copy of all that is known by mail, which answers the request, or hands it to whoever is at the desk. */
async function giveCopy(c: Context<AppEnv>, { request, lead, submission, inbox }: Asked): Promise<Response> {
  const { deps } = c.var;
  const { db, catalog } = deps;
  const as = (await c.req.parseBody()).as;
  const note = noting(c, {
    act: "request.copy",
    subject: request.id,
    about: { as: as === "mail" ? "mail" : "file" },
  });
  if (as !== "mail") {
    const copy = await withRetries(() => readCopy(db, lead));
    await withRetries(() => db.batch([note]));
    const { locale } = viewOf(c).reading;
    const { file } = textsIn(locale).preferences.copy;
    const isJson = as !== "csv";
    c.header(
      "Content-Type",
      isJson ? "application/json; charset=utf-8" : "text/csv; charset=utf-8; header=present",
    );
    c.header("Content-Disposition", `attachment; filename="${file}.${isJson ? "json" : "csv"}"`);
    return c.body(isJson ? copyJson(catalog, locale, copy) : copyCsv(catalog, locale, copy));
  }
  if (inbox === null || submission === null) return said(c, request, "unsent");
  const holder = { leadId: lead, submissionId: submission };
  const message = await requestByMail(deps, "copy", holder, inbox, (mail, at) => [
    db
      .prepare(
        `UPDATE request SET done_at = ?3, outcome = 'done'
          WHERE id = ?1 AND done_at IS NULL AND EXISTS (SELECT 1 FROM message WHERE id = ?2)`,
      )
      .bind(request.id, mail, at),
    note,
  ]);
  afterwards(c, sendTheseMessages(deps, [message]));
  const isDone = (await withRetries(() => readRequest(db, request.id)))?.done_at !== null;
  return said(c, request, isDone ? "sent" : "unsent");
}

async function rectify(c: Context<AppEnv>, { request, lead }: Asked): Promise<Response> {
  const { deps } = c.var;
  const view = viewOf(c);
  const typed = contactIn(await c.req.parseBody());
  const { after, problems } = judgeContact(view, typed);
  const again = (wrong: readonly Problem[]) =>
    c.html(<RequestPage view={view} request={request} typed={typed} problems={wrong} />, 422);
  if (problems.length > 0) return again(problems);
  const changed = changedIn(request, after);
  if (changed.length === 0) return said(c, request, "same");
  try {
    await withRetries(async () =>
      deps.db.batch([
        ...(await rectifying(deps, lead, request, after)),
        closing(c, request),
        noting(c, { act: "lead.rectify", subject: lead, about: { fields: changed } }),
      ]),
    );
  } catch (error) {
    // Whoever has that address already is another lead.
    if (!(error instanceof Error && error.message.includes("lead.identity"))) throw error;
    const field = after.email === null ? "phone" : "email";
    return again([{ field, text: view.texts.requests.wrong.taken }]);
  }
  afterwards(c, sealReceipts(deps));
  return said(c, request, "rectified");
}

function contactIn(
  body: Record<string, unknown>,
): Record<"given_name" | "family_name" | "email" | "phone", string> {
  const text = (name: string) => (typeof body[name] === "string" ? cutText(cleanText(body[name]), 300) : "");
  return {
    given_name: text("given_name"),
    family_name: text("family_name"),
    email: text("email"),
    phone: text("phone"),
  };
}

function judgeContact(
  view: View,
  typed: ReturnType<typeof contactIn>,
): { after: Contact; problems: Problem[] } {
  const { wrong } = view.texts.requests;
  const email = typed.email === "" ? null : readEmail(typed.email);
  const phone = typed.phone === "" ? null : readPhone(typed.phone, "IT");
  const problems: (Problem | false)[] = [
    typed.given_name.length > 100 && { field: "given_name", text: wrong.name },
    typed.family_name.length > 100 && { field: "family_name", text: wrong.name },
    typed.email !== "" && email === null && { field: "email", text: wrong.email },
    typed.phone !== "" && phone === null && { field: "phone", text: wrong.phone },
    typed.email + typed.phone === "" && { field: "email", text: wrong.reach },
  ];
  return {
    after: { given_name: typed.given_name || null, family_name: typed.family_name || null, email, phone },
    problems: problems.filter((problem) => problem !== false),
  };
}

/** Erases the lead, with those that are the same person, once the token was given again. */
async function erase(c: Context<AppEnv>, { request, lead }: Asked): Promise<Response> {
  const { deps } = c.var;
  const { db, now, tokenSecret } = deps;
  const view = viewOf(c);
  const verdict = await judgeToken(c, (await c.req.parseBody()).token);
  if (verdict !== "right") {
    const { locked, wrong } = view.words.signIn;
    const problems = [{ field: "token", text: verdict === "locked" ? locked : wrong }];
    const page = <RequestPage view={view} request={request} problems={problems} />;
    return c.html(page, verdict === "locked" ? 429 : 401);
  }
  const at = now();
  const same = await withRetries(() =>
    db
      .prepare(
        "SELECT id, email FROM lead WHERE (id = ?1 OR merged_into = ?1) AND erased_at IS NULL LIMIT 50",
      )
      .bind(lead)
      .all<{ id: string; email: string | null }>(),
  );
  const emails = same.results.flatMap(({ email }) => email ?? []);
  const inboxes = await Promise.all(emails.map((email) => inboxOf(tokenSecret, email)));
  await withRetries(() =>
    db.batch([
      ...inboxes.map((inbox) => suppress(db, inbox, "erased", at)),
      ...erasing(deps, { ids: same.results.map(({ id }) => id), due: standing, now: at }),
      closing(c, request, at),
      noting(c, { act: "lead.erase", subject: lead }),
    ]),
  );
  return said(c, request, "erased");
}

/** Stops every mail to the lead, also those that were asked for. */
async function restrict(c: Context<AppEnv>, { request, lead, inbox }: Asked): Promise<Response> {
  const { db } = c.var.deps;
  await withRetries(() =>
    db.batch([
      ...(inbox === null ? [] : [suppress(db, inbox, "owner", c.var.deps.now())]),
      closing(c, request),
      noting(c, { act: "lead.restrict", subject: lead }),
    ]),
  );
  return said(c, request, "restricted");
}

/** Withdraws all that the lead agreed to, and stops what is not asked for. */
async function object(c: Context<AppEnv>, { request, lead, submission, inbox }: Asked): Promise<Response> {
  const { deps } = c.var;
  await applyChange(
    deps,
    { leadId: lead, submissionId: submission ?? "", locale: deps.catalog.site.locale },
    inbox,
    { channel: "desk", withdraw: "all", grant: [], stop: true },
    [closing(c, request), noting(c, { act: "lead.object", subject: lead })],
  );
  afterwards(c, sealReceipts(deps));
  return said(c, request, "objected");
}

function closing(c: Context<AppEnv>, { id }: RequestRow, at = c.var.deps.now()): D1PreparedStatement {
  return closeRequest(c.var.deps.db, id, { at, outcome: "done" });
}

function said(c: Context<AppEnv>, { id }: RequestRow, word: string): Response {
  return seeSaid(c, `/admin/requests/${id}`, word);
}
