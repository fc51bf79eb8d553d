import type { FC } from "hono/jsx";
import { Document, LanguageSwitch } from "./frame.tsx";
import type { View } from "./view.ts";

/** The one page that opens without a session; `to` is where the owner was going. */
export const SignInPage: FC<{
  view: View;
  to?: string;
  error?: string | null;
  locked?: boolean;
}> = (props) => {
  const { view, to = "/admin", error = null, locked = false } = props;
  const words = view.words.signIn;
  return (
    <Document view={view} title={words.title}>
      <main id="content" class="sign-in">
        <p class="soft">{view.catalog.site.name}</p>
        <h1>{words.title}</h1>
        {locked ? (
          <p class="hint">{words.noToken}</p>
        ) : (
          <form method="post" action={view.link("/admin/sign-in")}>
            <input type="hidden" name="to" value={to} />
            {error === null ? null : (
              <p class="error" id="token-error" role="alert">
                {error}
              </p>
            )}
            <label for="token">{words.label}</label>
            <input
              class="field"
              id="token"
              name="token"
              type="password"
              autocomplete="current-password"
              autocapitalize="off"
              spellcheck={false}
              required
              autofocus
              aria-describedby={error === null ? "token-hint" : "token-error token-hint"}
              aria-invalid={error === null ? undefined : "true"}
            />
            <p class="hint" id="token-hint">
              {words.hint}
            </p>
            <button class="button" type="submit">
              {words.button}
            </button>
          </form>
        )}
        <p class="other soft">
          <LanguageSwitch view={view} />
        </p>
      </main>
    </Document>
  );
};
