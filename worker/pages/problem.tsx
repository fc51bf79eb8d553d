import type { Context } from "hono";
import { raw } from "hono/html";
import type { CatalogLanding, Colours } from "../../content/schema/catalog.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { type ProblemCode, problems } from "../../content/schema/problem.ts";
import { base64Url } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import type { FieldError } from "../guards/answers.ts";
import { looksLikeToken } from "../tokens.ts";

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
  const nonce = allowStyle(c, random);
  const colours = (landing ?? catalog.site).colours;
  const back = landing === undefined ? "/" : landing.pages.landing;
  const shown = {
    locale,
    nonce,
    colours,
    brand: catalog.site.name,
    back,
    text: textsIn(locale).problems[code],
  };
  // A link that opens nothing may have ended: whoever had it by mail gets a new one by mail.
  if (code !== "unknown_link") return c.html(<Page {...shown} />, problems[code]);
  // Other links than those of gifts bring none, and their pages are alike, whatever was tried.
  const token = c.req.path.startsWith("/g/") ? (c.req.param("token") ?? "") : "";
  return c.html(<Page {...shown} asksFor={looksLikeToken(token) ? token : ""} />, problems[code]);
}

/** What whoever asks for a new link is told, whether or not there is one. */
export function answerSent(c: Context<AppEnv>): Response | Promise<Response> {
  const { catalog, random } = c.var.deps;
  const { locale, colours, name } = catalog.site;
  const { sent } = textsIn(locale).confirm.again;
  const { sentText } = textsIn(locale).delivery.again;
  if (wantsJson(c)) return c.json({ title: sent }, 202);
  const nonce = allowStyle(c, random);
  return c.html(
    <Page
      locale={locale}
      nonce={nonce}
      colours={colours}
      brand={name}
      back="/"
      text={sent}
      more={sentText}
    />,
    202,
  );
}

/** Lets the page's one style sheet in, and its form out; the nonce that does so. */
function allowStyle(c: Context<AppEnv>, random: (length: number) => Uint8Array): string {
  const nonce = base64Url(random(16));
  c.header(
    "Content-Security-Policy",
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  return nonce;
}

interface Props {
  locale: Locale;
  nonce: string;
  colours: Colours;
  brand: string;
  back: string;
  text: string;
  /** What follows the heading. */
  more?: string;
  /** The link in whose place it offers to send a new one; empty where there is no whole one. */
  asksFor?: string;
}

function Page({ locale, nonce, colours, brand, back, text, more, asksFor }: Props) {
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
            {more === undefined ? null : <p class="more">{more}</p>}
            {asksFor === undefined ? null : <Again locale={locale} token={asksFor} />}
            <a class={asksFor === undefined ? "button" : undefined} href={back}>
              {back === "/" ? words.home : words.back}
            </a>
          </main>
        </body>
      </html>
    </>
  );
}

/** Offers a new link: by one press to whoever has the old one, and by the address to whoever has only a part of it. */
function Again({ locale, token }: { locale: Locale; token: string }) {
  const { confirm, delivery } = textsIn(locale);
  const words = confirm.again;
  const isWhole = token !== "";
  return (
    <>
      {isWhole ? (
        <form method="post" action="/g">
          <p class="more">{words.text}</p>
          <input type="hidden" name="token" value={token} />
          <button class="button" type="submit">
            {delivery.again.fresh}
          </button>
        </form>
      ) : null}
      <form method="post" action="/g">
        <p class={isWhole ? "less" : "more"}>{isWhole ? delivery.again.lost : words.text}</p>
        <label for="email">{words.label}</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          inputmode="email"
          required
          maxlength={254}
        />
        <button class={isWhole ? "quiet button" : "button"} type="submit">
          {words.button}
        </button>
      </form>
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
.more{margin:-16px 0 32px;font-weight:400}
form{margin:0 0 40px}
form .more{margin:-16px 0 20px}
.less{margin:0 0 16px;padding:24px 0 0;border-top:1px solid color-mix(in srgb,var(--ink) 20%,var(--paper));font-weight:400}
label{display:block;margin:0 0 6px;font-weight:600}
input{box-sizing:border-box;width:100%;min-height:48px;margin:0 0 16px;padding:10px 14px;border:1px solid color-mix(in srgb,var(--ink) 55%,var(--paper));border-radius:8px;background:transparent;color:inherit;font:inherit}
a{color:inherit}
.button{box-sizing:border-box;display:inline-block;min-height:48px;padding:12px 24px;border:0;border-radius:8px;background:${primary};color:${onPrimary};font:600 17px/1.4 system-ui,sans-serif;text-decoration:none;cursor:pointer}
.quiet{border:1px solid currentColor;background:none;color:inherit}
:is(a,input,button):focus-visible{outline:3px solid var(--ink);outline-offset:3px}`;
}
