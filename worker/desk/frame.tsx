import { raw } from "hono/html";
import type { FC, PropsWithChildren } from "hono/jsx";
import { styleSheet } from "./style.ts";
import { linkTo, otherLocale, type View } from "./view.ts";
import { sayExactly, sayWhen } from "./when.ts";

const pages = {
  today: "/admin",
  leads: "/admin/leads",
  steps: "/admin/steps",
  coupons: "/admin/coupons",
  tills: "/admin/tills",
  quarantine: "/admin/quarantine",
  mail: "/admin/mail",
  webhooks: "/admin/webhooks",
  privacy: "/admin/privacy",
} as const;
export type PageName = keyof typeof pages;

/** A page of the desk, with its bar; `current` is the page that the bar marks. */
export const Page: FC<PropsWithChildren<{ view: View; title: string; current?: PageName }>> = ({
  view,
  title,
  current,
  children,
}) => (
  <Document view={view} title={title}>
    <header class="bar">
      <div class="wide">
        <a class="brand" href={view.link("/admin")}>
          {view.catalog.site.name}
        </a>
        <nav aria-label={view.words.nav.label}>
          <ul>
            {pagesOf(view).map(([name, path]) => (
              <li>
                <a href={view.link(path)} aria-current={name === current ? "page" : undefined}>
                  {view.words.nav[name as PageName]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form method="post" action={view.link("/admin/sign-out")}>
          <button class="quiet" type="submit">
            {view.words.signIn.out}
          </button>
        </form>
      </div>
    </header>
    <main id="content" class="wide">
      {children}
    </main>
    <footer class="foot">
      <div class="wide">
        <LanguageSwitch view={view} />
      </div>
    </footer>
  </Document>
);

/** The pages that this site has a use for. */
function pagesOf({ catalog }: View): [string, string][] {
  const hasCoupons = Object.values(catalog.magnets).some(({ kind }) => kind === "coupon");
  const isUsed: Partial<Record<string, boolean>> = {
    webhooks: catalog.site.webhooks.length > 0,
    coupons: hasCoupons,
    tills: hasCoupons,
  };
  return Object.entries(pages).filter(([name]) => isUsed[name] ?? true);
}

/** The whole of an HTML page. */
export const Document: FC<PropsWithChildren<{ view: View; title: string }>> = ({ view, title, children }) => (
  <>
    {raw("<!doctype html>")}
    <html lang={view.reading.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${view.catalog.site.name}`}</title>
        <link rel="icon" href="data:," />
        {/* Not as children, which would be escaped: the sheet is ours, its colours the catalog's. */}
        <style dangerouslySetInnerHTML={{ __html: styleSheet(view.catalog.site.colours) }} />
      </head>
      <body>
        <a class="skip" href="#content">
          {view.words.skip}
        </a>
        {children}
      </body>
    </html>
  </>
);

/** This page in the other language. */
export const LanguageSwitch: FC<{ view: View }> = ({ view }) => {
  const other = otherLocale(view.reading.locale);
  return (
    <a href={linkTo(view.path, { lang: other })} lang={other} hreflang={other}>
      {view.words.language}
    </a>
  );
};

/** A moment as people say it, with the exact one in the title. */
export const When: FC<{ at: number; view: View }> = ({ at, view }) => (
  <time datetime={new Date(at).toISOString()} title={sayExactly(at, view.reading)}>
    {sayWhen(at, view.reading)}
  </time>
);
