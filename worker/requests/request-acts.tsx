import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cleanText, cutText } from "../../content/schema/answers.ts";
import { daySchema } from "../../content/schema/primitives.ts";
import { addDays, dayIn, startOfDay } from "../calendar.ts";
import type { Problem } from "../desk/form-parts.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { seeSaid, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { noting } from "../people/audit.ts";
import { memberOf } from "../people/member.ts";
import { withRetries } from "../store/retry.ts";
import { newId } from "../tokens.ts";
import { answering } from "./answers.tsx";
import { identitiesOf, readEmail } from "./contact.ts";
import { dueAt } from "./due.ts";
import { RequestPage } from "./request-page.tsx";
import { closedPerPage, RequestsPage, type Typed } from "./requests-page.tsx";
import {
  channels,
  closeRequest,
  extendRequest,
  findLead,
  insertRequest,
  listClosed,
  listOpen,
  outcomes,
  type RequestRow,
  readRequest,
  requestKinds,
} from "./store-requests.ts";

const formOnly = bodyLimit({ maxSize: 16_384 });

/** What people ask about their data: entered, counted by the calendar, answered and closed. */
export const requests = new Hono<AppEnv>()
  .get("/requests", (c) => showAll(c, typedIn({}), []))
  .post("/requests", formOnly, async (c) => {
    const typed = typedIn(await c.req.parseBody());
    const wanted = judge(c, typed);
    if (Array.isArray(wanted)) return showAll(c, typed, wanted);
    const { deps } = c.var;
    const { id: member } = memberOf(c);
    const id = newId(deps.random);
    await withRetries(async () => {
      const lead = await findLead(deps.db, identitiesOf(typed.contact));
      await deps.db.batch([
        insertRequest(deps.db, {
          ...{ id, member, lead, ...wanted },
          contact: lead === null ? cutText(cleanText(typed.contact), 254) : null,
          note: noteIn(typed.note),
        }),
        noting(c, { act: "request.enter", subject: id, about: { kind: wanted.kind } }),
      ]);
    });
    return seeSaid(c, `/admin/requests/${id}`, "entered");
  })
  .get("/requests/:id", async (c) => {
    const request = await withRetries(() => readRequest(c.var.deps.db, c.req.param("id")));
    const view = viewOf(c);
    return request === null
      ? c.html(<MissingPage view={view} />, 404)
      : c.html(<RequestPage view={view} request={request} />);
  })
  .post("/requests/:id/close", formOnly, (c) =>
    change(c, async (request) => {
      const { db, now } = c.var.deps;
      const body = await c.req.parseBody();
      const outcome = outcomes.find((name) => name === body.outcome) ?? "done";
      const close = closeRequest(db, request.id, { at: now(), outcome, note: noteIn(body.note) });
      const note = noting(c, { act: "request.close", subject: request.id, about: { outcome } });
      return (await written(c, [close, note])) ? "closed" : "late";
    }),
  )
  .post("/requests/:id/extend", formOnly, (c) =>
    change(c, async (request) => {
      const { db, now, catalog } = c.var.deps;
      const reason = noteIn((await c.req.parseBody()).reason);
      const view = viewOf(c);
      if (reason === null) return [{ field: "reason", text: view.texts.requests.wrong.reason }];
      const due = dueAt(request.received_at, catalog.site.timeZone, 3);
      const extend = extendRequest(db, request.id, { at: now(), due, note: reason });
      const note = noting(c, { act: "request.extend", subject: request.id });
      return (await written(c, [extend, note])) ? "extended" : "late";
    }),
  )
  .route("/", answering);

/** Does `act` for the request that the address names, and says what came of it; problems show its page again. */
async function change(
  c: Context<AppEnv>,
  act: (request: RequestRow) => Promise<string | Problem[]>,
): Promise<Response> {
  const view = viewOf(c);
  const request = await withRetries(() => readRequest(c.var.deps.db, c.req.param("id") ?? ""));
  if (request === null) return c.html(<MissingPage view={view} />, 404);
  const said = await act(request);
  if (typeof said === "string") return seeSaid(c, `/admin/requests/${request.id}`, said);
  return c.html(<RequestPage view={view} request={request} problems={said} />, 422);
}

/** Whether the first of `statements` changed a row. */
async function written(c: Context<AppEnv>, statements: D1PreparedStatement[]): Promise<boolean> {
  const [first] = await withRetries(() => c.var.deps.db.batch(statements));
  return (first?.meta.changes ?? 0) > 0;
}

function noteIn(text: unknown): string | null {
  return typeof text === "string" ? cutText(cleanText(text, true), 2000) || null : null;
}

async function showAll(c: Context<AppEnv>, typed: Typed, problems: readonly Problem[]) {
  const { db } = c.var.deps;
  const asked = c.req.query("before") ?? "";
  const before = /^\d{1,15}$/.test(asked) ? Number(asked) : Number.MAX_SAFE_INTEGER;
  const [open, closed] = await withRetries(() =>
    Promise.all([listOpen(db), listClosed(db, before, closedPerPage + 1)]),
  );
  const page = { open, closed, typed, problems };
  return c.html(<RequestsPage view={viewOf(c)} {...page} />, problems.length === 0 ? 200 : 422);
}

function typedIn(body: Record<string, unknown>): Typed {
  const text = (name: keyof Typed) => {
    const value = body[name];
    return typeof value === "string" ? value.slice(0, 2000) : "";
  };
  return {
    kind: text("kind"),
    contact: text("contact"),
    channel: text("channel"),
    day: text("day"),
    note: text("note"),
  };
}

/** What the form says, or what is wrong with it. */
function judge(c: Context<AppEnv>, typed: Typed) {
  const { now, catalog } = c.var.deps;
  const { timeZone } = catalog.site;
  const { wrong } = viewOf(c).texts.requests;
  const today = dayIn(now(), timeZone);
  const kind = requestKinds.find((name) => name === typed.kind);
  const channel = channels.find((name) => name === typed.channel);
  const day = daySchema.safeParse(typed.day).data ?? "";
  const known = readEmail(typed.contact) !== null || identitiesOf(typed.contact).length > 0;
  const isDay = day !== "" && day <= today && day > addDays(today, -366);
  if (kind === undefined || channel === undefined || !known || !isDay) {
    const problems: (Problem | false)[] = [
      kind === undefined && { field: "kind", text: wrong.kind },
      !known && { field: "contact", text: wrong.contact },
      channel === undefined && { field: "channel", text: wrong.channel },
      !isDay && { field: "day", text: wrong.day },
    ];
    return problems.filter((problem) => problem !== false);
  }
  const received = day === today ? now() : startOfDay(day, timeZone);
  return { kind, channel, received, due: dueAt(received, timeZone) };
}
