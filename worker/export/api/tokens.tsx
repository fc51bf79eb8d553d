import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { FC } from "hono/jsx";
import { ErrorSummary, Field, type Problem, Said } from "../../desk/form-parts.tsx";
import { Page, When } from "../../desk/frame.tsx";
import { listIn } from "../../desk/stored.ts";
import { Table } from "../../desk/table.tsx";
import { type View, viewOf } from "../../desk/view.ts";
import { base64Url, digest } from "../../digest.ts";
import type { AppEnv } from "../../env.ts";
import { notingChange } from "../../people/audit.ts";
import { memberOf } from "../../people/member.ts";
import { withRetries } from "../../store/retry.ts";
import { newRowId } from "../../tokens.ts";
import { tokenMark } from "./bearer.ts";
import { type Scope, scopes } from "./scopes.ts";
import { createToken, listTokens, revokeToken, type TokenRow } from "./store-tokens.ts";

const formOnly = bodyLimit({ maxSize: 4096 });

/** Tokens by which programs read: made, shown once, listed and revoked. */
export const tokens = new Hono<AppEnv>()
  .get("/tokens", (c) => show(c))
  .post("/tokens", formOnly, async (c) => {
    const { db, now, random } = c.var.deps;
    const { problems } = viewOf(c).words.tokens;
    const body = await c.req.parseBody({ all: true });
    const name = typeof body.name === "string" ? body.name.normalize("NFC").replace(/\s+/g, " ").trim() : "";
    const asked = [body.scope].flat();
    const granted = scopes.filter((scope) => asked.includes(scope));
    const wrong = [
      ...(name === "" || name.length > 80 ? [{ field: "name", text: problems.name }] : []),
      ...(granted.length === 0 ? [{ field: "scope", text: problems.scope }] : []),
    ];
    if (wrong.length > 0) return show(c, { name: name.slice(0, 200), granted, problems: wrong }, 422);
    const secret = base64Url(random(32));
    const id = newRowId(random, now());
    const token = {
      id,
      name,
      hash: await digest(secret),
      scopes: granted,
      member: memberOf(c).id,
      now: now(),
    };
    const noted = notingChange(c, { act: "token.make", subject: id, about: { scopes: granted } });
    await withRetries(() => createToken(db, token, noted));
    return show(c, { made: { name, token: tokenMark + secret } });
  })
  .post("/tokens/:id/revoke", async (c) => {
    const { db, now } = c.var.deps;
    const id = c.req.param("id");
    const noted = notingChange(c, { act: "token.revoke", subject: id });
    await withRetries(() => revokeToken(db, id, now(), noted));
    return c.redirect(viewOf(c).link("/admin/tokens", { said: "revoked" }), 303);
  });

interface Here {
  name?: string;
  granted?: readonly Scope[];
  problems?: readonly Problem[];
  /** The token that was just made: this page alone shows it. */
  made?: { name: string; token: string };
}

async function show(c: Context<AppEnv>, here: Here = {}, status: 200 | 422 = 200): Promise<Response> {
  const rows = await listTokens(c.var.deps.db);
  return c.html(<TokensPage view={viewOf(c)} here={here} rows={rows} />, status);
}

const TokensPage: FC<{ view: View; here: Here; rows: TokenRow[] }> = ({ view, here, rows }) => {
  const words = view.words.tokens;
  const { name = "", granted = [], problems = [], made } = here;
  return (
    <Page view={view} title={words.title} current="tokens">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <Said view={view} words={{ revoked: words.saidRevoked }} />
      <ErrorSummary view={view} problems={problems} />
      {made === undefined ? null : (
        <section class="said" role="status">
          <p>
            {words.made} <strong>{made.name}</strong>
          </p>
          <p>
            <code>{made.token}</code>
          </p>
        </section>
      )}
      {rows.length === 0 ? null : (
        <section>
          <TokenList view={view} rows={rows} />
        </section>
      )}
      <section>
        <h2>{words.make}</h2>
        <form class="take" method="post" action={view.link("/admin/tokens")}>
          <Field
            view={view}
            name="name"
            label={words.name}
            hint={words.nameHint}
            required
            value={name}
            problems={problems}
            more={{ maxlength: 80, autocomplete: "off" }}
          />
          <fieldset id="f-scope">
            <legend>{words.scopes}</legend>
            {scopes.map((scope) => (
              <label class="tick">
                <input type="checkbox" name="scope" value={scope} checked={granted.includes(scope)} />{" "}
                {words.scopeNames[scope]}
              </label>
            ))}
          </fieldset>
          <button class="button" type="submit">
            {words.button}
          </button>
        </form>
      </section>
    </Page>
  );
};

const TokenList: FC<{ view: View; rows: TokenRow[] }> = ({ view, rows }) => {
  const words = view.words.tokens;
  return (
    <Table
      class="mails"
      caption={words.title}
      rows={rows}
      columns={[
        { head: words.name, cell: ({ name }) => name },
        {
          head: words.scopes,
          cell: ({ scopes: kept }) =>
            scopes
              .filter((scope) => listIn(kept).includes(scope))
              .map((scope) => words.scopeNames[scope])
              .join(", "),
        },
        {
          head: words.used,
          labelled: true,
          cell: ({ last_used_at: at }) => (at === null ? words.never : <When at={at} view={view} />),
        },
        {
          head: words.state,
          labelled: false,
          cell: ({ id, name, revoked_at: at }) =>
            at === null ? (
              <div class="acts">
                <form method="post" action={view.link(`/admin/tokens/${id}/revoke`)}>
                  <button class="plain" type="submit">
                    {words.revoke}
                    <span class="unseen"> {name}</span>
                  </button>
                </form>
              </div>
            ) : (
              <>
                {words.revoked} <When at={at} view={view} />
              </>
            ),
        },
      ]}
    />
  );
};
