import type { Context } from "hono";
import { raw } from "hono/html";
import type { Child, FC, PropsWithChildren } from "hono/jsx";
import { type Texts, textsIn } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { base64Url } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { styleSheet } from "./style.ts";

/** What the pages about a person's data are written with. */
export interface Wording {
  words: Texts["preferences"];
  locale: Locale;
  timeZone: string;
  /** The name of the business, as people know it. */
  brand: string;
  /** Who answers for the data. */
  owner: string;
  /** The person's address, masked. */
  address: string;
  /** Whether openings of mails are kept of those who agreed to it. */
  keepsOpenings: boolean;
  /** Where this page's forms go. */
  here: string;
}

/** Answers with a page that forms may post from: no script, no picture, nothing from elsewhere. */
export function answerPage(
  c: Context<AppEnv>,
  locale: Locale,
  title: string,
  content: Child,
): Response | Promise<Response> {
  const nonce = base64Url(c.var.deps.random(16));
  c.header(
    "Content-Security-Policy",
    `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  // With a policy of none, older browsers would hide where the forms come from.
  c.header("Referrer-Policy", "same-origin");
  return c.html(
    <Page c={c} locale={locale} title={title} nonce={nonce}>
      {content}
    </Page>,
  );
}

const Page: FC<PropsWithChildren<{ c: Context<AppEnv>; locale: Locale; title: string; nonce: string }>> = ({
  c,
  locale,
  title,
  nonce,
  children,
}) => {
  const { site } = c.var.deps.catalog;
  const { owner } = site;
  const { street, postalCode, city, province } = owner.address;
  const { privacy } = textsIn(locale).preferences;
  return (
    <>
      {raw("<!doctype html>")}
      <html lang={locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${title} · ${site.name}`}</title>
          <link rel="icon" href="data:," />
          <style nonce={nonce}>{raw(styleSheet(site.colours))}</style>
        </head>
        <body>
          <div class="page">
            <header class="brand">{site.name}</header>
            <main class="sheet">{children}</main>
            <footer>
              <p>
                {`${owner.name}, ${street}, ${postalCode} ${city}${province === undefined ? "" : ` (${province})`}`}
              </p>
              <p>
                <a href={`mailto:${owner.email}`}>{owner.email}</a>
                {" · "}
                <a href={site.privacy[locale] ?? "/privacy/"}>{privacy}</a>
              </p>
            </footer>
          </div>
        </body>
      </html>
    </>
  );
};
