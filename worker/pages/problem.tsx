import type { Context } from "hono";
import { raw } from "hono/html";
import type { CatalogLanding, Colours } from "../../content/schema/catalog.ts";
import { textsIn } from "../../content/schema/locales/index.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { type ProblemCode, problems } from "../../content/schema/problem.ts";
import { base64Url } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import type { FieldError } from "../guards/answers.ts";

/** Whether the client asked for JSON rather than a page. */
export function wantsJson(c: Context<AppEnv>): boolean {
  const accept = c.req.header("Accept") ?? "";
  if (accept.includes("text/html")) return false;
  return (
    /application\/(?:problem\+)?json/.test(accept) ||
    /^application\/json/i.test(c.req.header("Content-Type") ?? "")
  );
}

/** The answer to what went wrong: JSON for programs, a page in the landing's colours for people. */
export function answerProblem(
  c: Context<AppEnv>,
  code: ProblemCode,
  landing?: CatalogLanding,
): Response | Promise<Response> {
  if (code === "unavailable") c.header("Retry-After", "60");
  if (wantsJson(c)) return problemJson(c, code, landing?.locale);
  return problemPage(c, code, landing);
}

/** The problem as RFC 9457 has it, with the errors of single answers. */
export function problemJson(
  c: Context<AppEnv>,
  code: ProblemCode,
  locale?: Locale,
  errors: FieldError[] = [],
): Response {
  const status = problems[code];
  const title = textsIn(locale ?? c.var.deps.catalog.site.locale).problems[code];
  const body = { code, status, title, ...(errors.length === 0 ? {} : { errors }) };
  return c.body(JSON.stringify(body), status, { "Content-Type": "application/problem+json; charset=utf-8" });
}

function problemPage(
  c: Context<AppEnv>,
  code: ProblemCode,
  landing?: CatalogLanding,
): Response | Promise<Response> {
  const { catalog, random } = c.var.deps;
  const locale = landing?.locale ?? catalog.site.locale;
  const nonce = base64Url(random(16));
  const colours = (landing ?? catalog.site).colours;
  c.header(
    "Content-Security-Policy",
    `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`,
  );
  const back = landing === undefined ? "/" : landing.pages.landing;
  return c.html(
    <Page
      locale={locale}
      nonce={nonce}
      colours={colours}
      brand={catalog.site.name}
      back={back}
      text={textsIn(locale).problems[code]}
    />,
    problems[code],
  );
}

interface Props {
  locale: Locale;
  nonce: string;
  colours: Colours;
  brand: string;
  back: string;
  text: string;
}

function Page({ locale, nonce, colours, brand, back, text }: Props) {
  const words = textsIn(locale).worker;
  return (
    <>
      {raw("<!doctype html>")}
      <html lang={locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <meta name="robots" content="noindex" />
          <title>{`${text} – ${brand}`}</title>
          <style nonce={nonce}>{raw(styleOf(colours))}</style>
        </head>
        <body>
          <main>
            <p>{brand}</p>
            <h1>{text}</h1>
            <a href={back}>{back === "/" ? words.home : words.back}</a>
          </main>
        </body>
      </html>
    </>
  );
}

function styleOf({ primary, onPrimary, paper, ink }: Colours): string {
  return `:root{color-scheme:light dark;--paper:${paper};--ink:${ink}}
@media(prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#f2f2f0}}
body{margin:0;min-height:100svh;display:grid;place-items:center;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,sans-serif}
main{box-sizing:border-box;width:100%;max-width:36rem;padding:32px 24px;border-top:4px solid ${primary}}
p{margin:0 0 16px;font-weight:600}
h1{margin:0 0 32px;font:600 28px/1.2 Georgia,serif;text-wrap:balance}
a{display:inline-block;padding:12px 24px;border-radius:8px;background:${primary};color:${onPrimary};font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid var(--ink);outline-offset:3px}`;
}
