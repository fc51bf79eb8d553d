import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { fill } from "../../content/schema/locales/worker.ts";
import { markets } from "../../content/schema/segment-fields.ts";
import { dayIn, startOfDay } from "../calendar.ts";
import { MissingPage } from "../desk/missing.tsx";
import { seeSaid, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { markMarket } from "../lists/say-market.ts";
import { notingChange } from "../people/audit.ts";
import { memberOf } from "../people/member.ts";
import { lettingGoOn, markingReplied, stopping, unmarkingReplied } from "../sequences/acts.ts";
import { withRetries } from "../store/retry.ts";
import { newId } from "../tokens.ts";
import { nobody, tagLength } from "./handling.tsx";
import { LeadPage, type Refused } from "./lead-page.tsx";
import { noteLength } from "./notes.tsx";
import { problemsOf } from "./sales.tsx";
import { addNote, assignLead, changeNote, deleteNote, markLead, tagLead, untagLead } from "./store-acts.ts";
import { findLead, type Lead, readLead, statuses } from "./store-lead.ts";
import { unmerging } from "./store-merge.ts";
import { addSale, deleteSale } from "./store-sales.ts";

const formOnly = bodyLimit({ maxSize: 32_768 });

/** What is done with one lead: each act in one batch with the note of who did it, and then back to the page. */
export const leadActs = new Hono<AppEnv>()
  .post("/:id/mark", formOnly, (c) =>
    act(c, "marked", ({ lead, form }) => {
      const { db } = c.var.deps;
      const to = statuses.find((status) => status === form["status"]) ?? lead.status;
      const { assignee = lead.assignee ?? nobody } = form;
      const member = assignee === nobody ? null : assignee;
      const market = markets.find((one) => one === form["market"]) ?? lead.market_said ?? "unknown";
      const said = market === "unknown" ? null : market;
      const isGiven = member !== lead.assignee;
      const assigned = {
        act: "lead.assign",
        subject: lead.id,
        ...(member === null ? {} : { about: { member } }),
      };
      return [
        ...(to === lead.status
          ? []
          : [
              markLead(db, lead.id, to),
              notingChange(c, { act: "lead.status", subject: lead.id, about: { from: lead.status, to } }),
            ]),
        ...(said === lead.market_said
          ? []
          : [
              markMarket(db, lead.id, said),
              notingChange(c, { act: "lead.market", subject: lead.id, about: { market } }),
            ]),
        ...(isGiven ? [assignLead(db, lead.id, member), notingChange(c, assigned)] : []),
      ];
    }),
  )
  .post("/:id/tag", formOnly, (c) =>
    act(c, "tagged", ({ lead, form }) => {
      const { wrong } = viewOf(c).texts.lead;
      const tag = line(form["tag"]);
      const problem = tag === "" ? wrong.tag : tag.length > tagLength ? wrong.tagLong : null;
      if (problem !== null) {
        return {
          problems: [{ field: "tag", text: fill(problem, { n: tagLength }) }],
          tag: form["tag"] ?? "",
        };
      }
      const { db, now } = c.var.deps;
      return [tagLead(db, lead.id, tag, now()), notingChange(c, { act: "lead.tag", subject: lead.id })];
    }),
  )
  .post("/:id/untag", formOnly, (c) =>
    act(c, "untagged", ({ lead, form }) => [
      untagLead(c.var.deps.db, lead.id, form["tag"] ?? ""),
      notingChange(c, { act: "lead.untag", subject: lead.id }),
    ]),
  )
  .post("/:id/notes", formOnly, (c) =>
    act(c, "noted", ({ lead, form }) => {
      const written = noteIn(c, form["text"]);
      if ("problems" in written) return written;
      const { db, now, random } = c.var.deps;
      const note = { id: newId(random), lead: lead.id, member: memberOf(c).id, ...written };
      return [addNote(db, note, now()), notingChange(c, { act: "lead.note", subject: lead.id })];
    }),
  )
  .post("/:id/notes/:note", formOnly, (c) =>
    act(c, "changed", ({ lead, form }) => {
      const written = noteIn(c, form["text"]);
      if ("problems" in written) return written;
      const note = { id: c.req.param("note"), lead: lead.id, member: memberOf(c).id, ...written };
      return [
        changeNote(c.var.deps.db, note),
        notingChange(c, { act: "lead.note-change", subject: lead.id }),
      ];
    }),
  )
  .post("/:id/notes/:note/delete", formOnly, (c) =>
    act(c, "deleted", ({ lead }) => [
      deleteNote(c.var.deps.db, { id: c.req.param("note"), lead: lead.id, member: memberOf(c).id }),
      notingChange(c, { act: "lead.note-delete", subject: lead.id }),
    ]),
  )
  .post("/:id/sales", formOnly, async (c) => {
    const { db, now, random, catalog, tokenSecret } = c.var.deps;
    const { softOptIn, timeZone } = catalog.site;
    if (!softOptIn) return c.html(<MissingPage view={viewOf(c)} />, 404);
    return act(c, "sold", async ({ lead, form }) => {
      const sale = { day: form["day"] ?? "", what: line(form["what"]), given: form["given"] === "yes" };
      const problems = problemsOf(sale, dayIn(now(), timeZone), viewOf(c));
      if (problems.length > 0) return { problems, sale };
      const { day, what, given } = sale;
      const inbox = given && lead.email !== null ? await inboxOf(tokenSecret, lead.email) : null;
      const written = { id: newId(random), lead: lead.id, member: memberOf(c).id, day, what, inbox };
      return [
        addSale(db, { ...written, at: startOfDay(day, timeZone) }, now()),
        notingChange(c, { act: "lead.sale", subject: lead.id, about: { day, given } }),
      ];
    });
  })
  .post("/:id/sales/:sale/delete", formOnly, (c) =>
    act(c, "unsold", ({ lead }) => [
      deleteSale(c.var.deps.db, { id: c.req.param("sale"), lead: lead.id }),
      notingChange(c, { act: "lead.sale-delete", subject: lead.id }),
    ]),
  )
  .post("/:id/replied", formOnly, (c) => {
    const { db, now } = c.var.deps;
    return act(c, "replied", ({ lead, form }) =>
      form["is"] === "no"
        ? [unmarkingReplied(db, lead.id), notingChange(c, { act: "lead.unreplied", subject: lead.id })]
        : [markingReplied(db, lead.id, now()), notingChange(c, { act: "lead.replied", subject: lead.id })],
    );
  })
  .post("/:id/leave", formOnly, (c) =>
    act(c, "left", ({ lead, form }) => {
      const { db, now } = c.var.deps;
      const sequence = form["sequence"] ?? "";
      const [end, ...rest] = stopping(db, { lead: lead.id, sequence }, now());
      const noted = notingChange(c, { act: "lead.leave", subject: lead.id, about: { sequence } });
      return [...(end === undefined ? [] : [end]), noted, ...rest];
    }),
  )
  .post("/:id/rejoin", formOnly, (c) =>
    act(c, "rejoined", ({ lead, form }) => {
      const { db, now } = c.var.deps;
      const sequence = form["sequence"] ?? "";
      return [
        lettingGoOn(db, { lead: lead.id, sequence }, now()),
        notingChange(c, { act: "lead.rejoin", subject: lead.id, about: { sequence } }),
      ];
    }),
  )
  .post("/:id/unmerge", formOnly, (c) =>
    act(c, "unmerged", ({ lead, form }) => {
      const { db, now } = c.var.deps;
      const other = form["other"] ?? "";
      return [
        ...unmerging(db, lead.id, other, now()),
        notingChange(c, { act: "lead.unmerge", subject: lead.id, about: { lead: other } }),
      ];
    }),
  );

interface Asked {
  lead: Lead;
  form: Record<string, string>;
}

/** Does what the form asks for with the lead in the address, and leads back to the page, which says so. */
async function act(
  c: Context<AppEnv>,
  done: string,
  change: (asked: Asked) => D1PreparedStatement[] | Refused | Promise<D1PreparedStatement[] | Refused>,
): Promise<Response> {
  const { db } = c.var.deps;
  const lead = await withRetries(() => findLead(db, c.req.param("id") ?? ""));
  if (lead === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
  const path = `/admin/leads/${lead.id}`;
  const body = await c.req.parseBody();
  const form = Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  const changes = await change({ lead, form });
  if ("problems" in changes) return refuse(c, lead, changes);
  if (changes.length === 0) return seeSaid(c, path, done);
  const results = await withRetries(() => db.batch(changes));
  // The notes of who did it are written only where something changed.
  const isDone = results.some(({ meta }) => meta.changes > 0);
  return seeSaid(c, path, isDone ? done : "late");
}

/** The page once more, with what was typed and what is wrong with it. */
async function refuse(c: Context<AppEnv>, { id }: Lead, refused: Refused): Promise<Response> {
  const file = await withRetries(() => readLead(c.var.deps.db, id));
  const view = viewOf(c);
  if (file === null) return c.html(<MissingPage view={view} />, 404);
  const shown = { ...view, path: `/admin/leads/${file.lead.id}` };
  return c.html(<LeadPage view={shown} file={file} refused={refused} />, 422);
}

/** The text of a note, or what is wrong with it. */
function noteIn(c: Context<AppEnv>, typed = ""): { text: string } | Refused {
  const { wrong } = viewOf(c).texts.lead;
  const text = typed.normalize("NFC").replace(/\r\n?/g, "\n").trim();
  const problem = text === "" ? wrong.note : text.length > noteLength ? wrong.noteLong : null;
  if (problem === null) return { text };
  return { problems: [{ field: "text", text: fill(problem, { n: noteLength }) }], note: typed };
}

/** `typed` in one line. */
function line(typed = ""): string {
  return typed.normalize("NFC").replace(/\s+/g, " ").trim();
}
