import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Problem } from "../desk/form-parts.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { viewOf } from "../desk/view.ts";
import { digest } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { newRowId } from "../tokens.ts";
import { notingChange } from "./audit.ts";
import { newToken } from "./keys.ts";
import { memberOf } from "./member.ts";
import { type MadeInvitation, MemberPage, PeoplePage } from "./people.tsx";
import {
  addMember,
  changeMember,
  inviteAgain,
  listMembers,
  type MemberDraft,
  revokeMember,
} from "./store-members.ts";
import { judge, type Typed, typedIn } from "./typed.ts";

const formOnly = bodyLimit({ maxSize: 4096 });

/** How long an invitation works, in milliseconds. */
const invitedFor = 7 * 86_400_000;

/** The people of the desk, and what their owner does about them. */
export const people = new Hono<AppEnv>()
  .get("/people", (c) => showAll(c))
  .post("/people", formOnly, async (c) => {
    const { db, now, random } = c.var.deps;
    const typed = typedIn(await c.req.parseBody());
    const judged = judge(viewOf(c), typed);
    if (Array.isArray(judged)) return showAll(c, { typed, problems: judged });
    const made = await newInvitation(c, judged.name);
    const id = newRowId(random, now());
    const noted = notingChange(c, { act: "member.invite", subject: id, about: aboutOf(judged) });
    const done = await withRetries(() => addMember(db, { id, ...judged }, made.draft, noted));
    return done ? showAll(c, { made: made.shown }) : showAll(c, { typed, problems: [taken(c)] });
  })
  .get("/people/:id", (c) => showOne(c))
  .post("/people/:id", formOnly, async (c) => {
    const { db } = c.var.deps;
    const id = c.req.param("id");
    const typed = typedIn(await c.req.parseBody());
    if (isSelf(c)) return showOne(c, { typed, problems: [self(c)] });
    const judged = judge(viewOf(c), typed);
    if (Array.isArray(judged)) return showOne(c, { typed, problems: judged });
    const noted = notingChange(c, { act: "member.change", subject: id, about: aboutOf(judged) });
    switch (await withRetries(() => changeMember(db, { id, ...judged }, noted))) {
      case "taken":
        return showOne(c, { typed, problems: [taken(c)] });
      case "unknown":
        return c.html(<MissingPage view={viewOf(c)} />, 404);
      case "done":
        return c.redirect(viewOf(c).link("/admin/people", { said: "changed" }), 303);
    }
  })
  // Whoever comes back to the page that showed a link finds the member.
  .get("/people/:id/invite", (c) => c.redirect(viewOf(c).link(`/admin/people/${c.req.param("id")}`), 303))
  .post("/people/:id/invite", async (c) => {
    const { db } = c.var.deps;
    const id = c.req.param("id");
    const row = await memberHere(c);
    if (row === undefined) return c.html(<MissingPage view={viewOf(c)} />, 404);
    const made = await newInvitation(c, row.name);
    const noted = notingChange(c, { act: "member.invite-again", subject: id });
    const done = await withRetries(() => inviteAgain(db, id, made.draft, noted));
    return done ? showOne(c, { made: made.shown }) : showOne(c, { problems: [taken(c)] });
  })
  .post("/people/:id/revoke", async (c) => {
    const { db, now } = c.var.deps;
    const id = c.req.param("id");
    if (isSelf(c)) return showOne(c, { problems: [self(c)] });
    const at = now();
    const noted = notingChange(c, { act: "member.revoke", subject: id });
    const done = await withRetries(() => revokeMember(db, id, at, noted));
    if (!done) return c.html(<MissingPage view={viewOf(c)} />, 404);
    return c.redirect(viewOf(c).link("/admin/people", { said: "revoked" }), 303);
  });

interface Shown {
  typed?: Typed;
  problems?: readonly Problem[];
  made?: MadeInvitation;
}

const nothing: Typed = { name: "", email: "", role: "editor", shop: "" };

async function showAll(c: Context<AppEnv>, { typed = nothing, problems = [], made }: Shown = {}) {
  const members = await withRetries(() => listMembers(c.var.deps.db));
  const here = { members, typed, problems, ...(made && { made }) };
  return c.html(<PeoplePage view={viewOf(c)} here={here} />, problems.length === 0 ? 200 : 422);
}

async function showOne(c: Context<AppEnv>, { typed, problems = [], made }: Shown = {}) {
  const row = await memberHere(c);
  const view = viewOf(c);
  if (row === undefined) return c.html(<MissingPage view={view} />, 404);
  const { name, email, role, shop } = row;
  const kept = { name, email: email ?? "", role, shop: shop ?? "" };
  const shown = { view: { ...view, path: `/admin/people/${row.id}` }, row, problems, ...(made && { made }) };
  return c.html(<MemberPage {...shown} typed={typed ?? kept} />, problems.length === 0 ? 200 : 422);
}

async function memberHere(c: Context<AppEnv>) {
  const members = await withRetries(() => listMembers(c.var.deps.db));
  return members.find(({ id }) => id === c.req.param("id"));
}

/** A link that lets one person in: what the database keeps of it, and what the page shows. */
async function newInvitation(c: Context<AppEnv>, name: string) {
  const { random, now, publicUrl } = c.var.deps;
  const token = newToken(random);
  const at = now();
  const expires = at + invitedFor;
  return {
    draft: { hash: await digest(token), now: at, expires },
    shown: { name, url: `${publicUrl}/admin/join/${token}`, expires },
  };
}

/** What the audit tells of a member: no name and no address. */
function aboutOf({ role, shop }: MemberDraft): { role: string; shop?: string } {
  return { role, ...(shop !== null && { shop }) };
}

// Nobody takes away their own right by a slip, or gives themselves another.
function isSelf(c: Context<AppEnv>): boolean {
  return memberOf(c).id === c.req.param("id");
}

function self(c: Context<AppEnv>): Problem {
  return { field: "role", text: viewOf(c).texts.people.errors.self };
}

function taken(c: Context<AppEnv>): Problem {
  return { field: "email", text: viewOf(c).texts.people.errors.taken };
}
