import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { FC } from "hono/jsx";
import { Confirm, ErrorSummary, Field, type Problem, Said } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { Table } from "../desk/table.tsx";
import { judgeToken, tries } from "../desk/tries.ts";
import { type View, viewOf } from "../desk/view.ts";
import { digest } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { notingChange } from "./audit.ts";
import { Key } from "./join.tsx";
import { newToken } from "./keys.ts";
import { type Member, memberOf } from "./member.ts";
import { renewToken } from "./store-members.ts";
import { endOthers, endSession, listSessions, type SessionRow } from "./store-sessions.ts";

/** Where the desk is open: everybody's for an owner, one's own for all others; and one's own key. */
export const sessions = new Hono<AppEnv>()
  .get("/sessions", (c) => show(c))
  .post("/sessions/others/end", async (c) => {
    const { db } = c.var.deps;
    const member = memberOf(c);
    await withRetries(() =>
      db.batch([
        endOthers(db, limitOf(member), member.session),
        notingChange(c, { act: "session.end-others" }),
      ]),
    );
    return c.redirect(viewOf(c).link("/admin/sessions", { said: "others" }), 303);
  })
  .post("/sessions/renew", bodyLimit({ maxSize: 4096 }), async (c) => {
    const { db, random } = c.var.deps;
    const { id, session } = memberOf(c);
    if (id === null || !hasKey(memberOf(c))) return c.html(<MissingPage view={viewOf(c)} />, 404);
    const { signIn } = viewOf(c).words;
    const { token } = await c.req.parseBody();
    switch (await judgeToken(c, token)) {
      case "locked":
        c.header("Retry-After", String(tries.span / 1000));
        return show(c, { problems: [{ field: "token", text: signIn.locked }], status: 429 });
      case "wrong":
        return show(c, { problems: [{ field: "token", text: signIn.wrong }], status: 422 });
      case "right":
        break;
    }
    const key = newToken(random);
    const hash = await digest(key);
    const noted = notingChange(c, { act: "member.renew", subject: id });
    await withRetries(() => renewToken(db, { id, token: hash, session }, noted));
    // No redirect: the key is shown on this one page.
    return show(c, { key });
  })
  .post("/sessions/:hash/end", async (c) => {
    const { db } = c.var.deps;
    const hash = c.req.param("hash");
    await withRetries(() =>
      db.batch([
        endSession(db, limitOf(memberOf(c)), hash),
        notingChange(c, { act: "session.end", subject: hash }),
      ]),
    );
    return c.redirect(viewOf(c).link("/admin/sessions", { said: "ended" }), 303);
  });

/** Whose sessions `member` sees and ends: null, everybody's. */
function limitOf({ id, role }: Member): string | null {
  if (role === "owner") return null;
  if (id === null) throw new Error("Whoever is no member is an owner.");
  return id;
}

/** Whether `member` came with a key of their own. */
function hasKey({ id, way }: Member): boolean {
  return id !== null && way === "token";
}

interface Shown {
  key?: string;
  problems?: readonly Problem[];
  status?: 200 | 422 | 429;
}

async function show(c: Context<AppEnv>, { key, problems = [], status = 200 }: Shown = {}) {
  const { db, now } = c.var.deps;
  const member = memberOf(c);
  const rows = await withRetries(() => listSessions(db, limitOf(member), now()));
  const view = { ...viewOf(c), path: "/admin/sessions" };
  const page = (
    <SessionsPage view={view} member={member} rows={rows} problems={problems} {...(key && { key })} />
  );
  return c.html(page, status);
}

interface PageProps {
  view: View;
  member: Member;
  rows: SessionRow[];
  problems: readonly Problem[];
  /** The key that was made just now. */
  key?: string;
}

const SessionsPage: FC<PageProps> = ({ view, member, rows, problems, key }) => {
  const words = view.texts.people.sessions;
  return (
    <Page view={view} title={words.title} current="sessions">
      <h1>{words.title}</h1>
      <p class="soft prose">{member.way === "access" ? words.access : words.text}</p>
      <Said view={view} words={words.said} />
      <ErrorSummary view={view} problems={problems} />
      {key === undefined ? null : (
        <section class="invite">
          <div>
            <h2>{words.renewed}</h2>
            <Key view={view} token={key} />
          </div>
        </section>
      )}
      {rows.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <Open view={view} member={member} rows={rows} />
      )}
      {rows.every(({ hash }) => hash === member.session) ? null : (
        <section class="deeds">
          <Confirm act={words.endOthers}>
            <form class="take" method="post" action={view.link("/admin/sessions/others/end")}>
              {member.role === "owner" ? <p class="soft">{words.othersText}</p> : null}
              <button class="plain" type="submit">
                {words.endOthers}
              </button>
            </form>
          </Confirm>
        </section>
      )}
      {hasKey(member) ? <Renew view={view} problems={problems} /> : null}
    </Page>
  );
};

const Open: FC<{ view: View; member: Member; rows: SessionRow[] }> = ({ view, member, rows }) => {
  const words = view.texts.people.sessions;
  const who = ({ name, way }: SessionRow) => name ?? (way === "agency" ? words.agency : words.owner);
  return (
    <section>
      <Table
        class="mails"
        caption={words.title}
        rows={rows}
        columns={[
          {
            head: words.who,
            cell: (row) => (
              <>
                {who(row)}
                {row.hash === member.session ? <small> {words.here}</small> : null}
              </>
            ),
          },
          { head: words.browser, labelled: false, cell: ({ agent }) => agent ?? words.unknown },
          { head: words.since, cell: ({ createdAt }) => <When at={createdAt} view={view} /> },
          { head: words.seen, cell: ({ seenAt }) => <When at={seenAt} view={view} /> },
          { head: words.ends, cell: ({ endsAt }) => <When at={endsAt} view={view} /> },
          {
            head: words.end,
            labelled: false,
            cell: (row) => (
              <div class="acts">
                <form method="post" action={view.link(`/admin/sessions/${row.hash}/end`)}>
                  <button
                    class="plain"
                    type="submit"
                    aria-label={`${words.end}: ${who(row)}, ${row.agent ?? ""}`}
                  >
                    {words.end}
                  </button>
                </form>
              </div>
            ),
          },
        ]}
      />
    </section>
  );
};

const Renew: FC<{ view: View; problems: readonly Problem[] }> = ({ view, problems }) => {
  const words = view.texts.people.sessions;
  return (
    <section>
      <h2>{words.renew}</h2>
      <form class="take" method="post" action={view.link("/admin/sessions/renew")}>
        <p class="soft">{words.renewText}</p>
        <Field
          view={view}
          name="token"
          label={words.old}
          type="password"
          problems={problems}
          required
          more={{ autocomplete: "current-password", autocapitalize: "off", spellcheck: "false" }}
        />
        <button class="plain" type="submit">
          {words.renewButton}
        </button>
      </form>
    </section>
  );
};
