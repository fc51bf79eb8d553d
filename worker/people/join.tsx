import { type Context, Hono } from "hono";
import type { FC, PropsWithChildren } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Document, LanguageSwitch } from "../desk/frame.tsx";
import { newSession } from "../desk/session.ts";
import { type View, viewOf } from "../desk/view.ts";
import { digest } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { looksLikeToken } from "../tokens.ts";
import { newToken } from "./keys.ts";
import { findInvited, join } from "./store-members.ts";

/** Where an invitation is taken up: before the gate, for whoever comes has nothing yet. */
export const joining = new Hono<AppEnv>()
  .get("/join/:token", async (c) => {
    const invited = await invitedHere(c);
    return invited === null ? stale(c) : c.html(<JoinPage view={viewOf(c)} {...invited} />);
  })
  .post("/join/:token", async (c) => {
    const invited = await invitedHere(c);
    if (invited === null) return stale(c);
    const { db, now, random } = c.var.deps;
    const key = newToken(random);
    const token = await digest(key);
    const { statements, handOver } = await newSession(
      c,
      { ...invited.member, way: "token" },
      "member.join",
      token,
    );
    const at = now();
    const done = await withRetries(() => join(db, { hash: invited.hash, token, now: at }, statements));
    if (!done) return stale(c);
    handOver();
    // No redirect: the key is shown on this one page.
    return c.html(<KeyPage view={viewOf(c)} token={key} />);
  });

async function invitedHere(c: Context<AppEnv>) {
  const { db, now } = c.var.deps;
  const token = c.req.param("token") ?? "";
  if (!looksLikeToken(token)) return null;
  const hash = await digest(token);
  const member = await withRetries(() => findInvited(db, hash, now()));
  return member === null ? null : { token, hash, member };
}

function stale(c: Context<AppEnv>) {
  const view = viewOf(c);
  const words = view.texts.people.join;
  const page = (
    <Alone view={view} title={words.stale}>
      <p>{words.staleText}</p>
    </Alone>
  );
  return c.html(page, 404);
}

const JoinPage: FC<{ view: View } & NonNullable<Awaited<ReturnType<typeof invitedHere>>>> = ({
  view,
  token,
  member: { name, role },
}) => {
  const words = view.texts.people;
  const title = fill(words.join.title, { site: view.catalog.site.name });
  return (
    <Alone view={view} title={title}>
      <p>{fill(words.join.text, { name: name ?? "" })}</p>
      <p class="soft">{fill(words.join.role, { role: words.roles[role], may: words.roleTexts[role] })}</p>
      <form method="post" action={view.link(`/admin/join/${token}`)}>
        <button class="button" type="submit">
          {words.join.button}
        </button>
      </form>
      <p class="other soft">
        <LanguageSwitch view={view} />
      </p>
    </Alone>
  );
};

const KeyPage: FC<{ view: View; token: string }> = ({ view, token }) => {
  const words = view.texts.people.join;
  return (
    <Alone view={view} title={words.key}>
      <Key view={view} token={token} />
      <p>
        <a href={view.link("/admin")}>{words.go}</a>
      </p>
    </Alone>
  );
};

/** A key, the one time that it is shown. */
export const Key: FC<{ view: View; token: string }> = ({ view, token }) => (
  <>
    <p>{view.texts.people.join.keyText}</p>
    <p class="hash" role="status">
      {token}
    </p>
  </>
);

const Alone: FC<PropsWithChildren<{ view: View; title: string }>> = ({ view, title, children }) => (
  <Document view={view} title={title}>
    <main id="content" class="sign-in">
      <p class="soft">{view.catalog.site.name}</p>
      <h1>{title}</h1>
      {children}
    </main>
  </Document>
);
