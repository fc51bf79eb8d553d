import { html, raw } from "hono/html";
import * as z from "zod";
import { mailKinds } from "../../content/schema/mail.ts";
import type { Deps } from "../env.ts";
import { type Sample, sampleMail, sampleQr } from "./sample-mail.ts";

/** Where mails are looked at under `npm start`. */
export const mailPreview = "/preview/mails/";

const askedSchema = z.object({
  kind: z.enum(mailKinds).catch("delivery"),
  landing: z.string().catch(""),
  knows: z.enum(["all", "little"]).catch("all"),
  scheme: z.enum(["light", "dark"]).catch("light"),
  pictures: z.enum(["on", "off"]).catch("on"),
});
type Asked = z.output<typeof askedSchema>;

/** The mails of the service as their readers see them: all choices at `/preview/mails/`, one alone at `…/html` and `…/text`. */
export async function answerPreview(deps: Deps, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const asked = askedSchema.parse(Object.fromEntries(url.searchParams));
  const landing = asked.landing || usualLanding(deps);
  const mail = await sampleMail(deps, { ...asked, landing });
  switch (url.pathname.slice(mailPreview.length)) {
    case "":
      return page(String(await choices(deps, { ...asked, landing }, mail)), pagePolicy);
    case "html":
      if (mail !== null) return page(await shownHtml(deps, asked, mail.html), mailPolicy(asked));
      break;
    case "text":
      if (mail !== null)
        return new Response(mail.text, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  }
  return new Response("404\n", { status: 404 });
}

/** A landing with a mail of its own, or else one that gives something away. */
function usualLanding({ catalog }: Deps): string {
  const own = Object.values(catalog.mails).find(({ landing }) => landing !== undefined)?.landing;
  const giving = Object.keys(catalog.landings).find((path) => catalog.landings[path]?.magnets.length !== 0);
  return own ?? giving ?? "";
}

const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'";

/** No script of a mail runs, and pictures are shown or not, as a mail program would. */
function mailPolicy({ pictures }: Asked): string {
  return `default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures === "on" ? "'self' data:" : "'none'"}; frame-ancestors 'self'`;
}

async function shownHtml({ publicUrl }: Deps, { scheme }: Asked, text: string): Promise<string> {
  const { id, base64 } = await sampleQr(publicUrl);
  const shown = text.replaceAll(`"cid:${id}"`, `"data:image/png;base64,${base64}"`);
  return shown.replaceAll("(prefers-color-scheme:dark)", scheme === "dark" ? "all" : "not all");
}

function page(text: string, policy: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": policy,
    },
  });
}

function choices(
  deps: Deps,
  asked: Sample & Asked,
  mail: { subject: string; html: string; text: string } | null,
) {
  const { catalog } = deps;
  const query = new URLSearchParams({ ...asked }).toString();
  const own = Object.values(catalog.mails).some(({ kind }) => kind === asked.kind);
  const weight = mail === null ? "" : `${Math.ceil(new TextEncoder().encode(mail.html).length / 1000)} kB`;
  const frame = (width: number) =>
    html`<section><h2>${width} px</h2><iframe title="The mail at ${width} pixels" width="${width}" src="${mailPreview}html?${query}"></iframe></section>`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mails</title><style>${raw(sheet)}</style></head>
<body><main><h1>Mails</h1>
<form>
${select("Mail", "kind", mailKinds, asked.kind)}
${select("Landing", "landing", Object.keys(catalog.landings), asked.landing)}
${select("Its reader answered", "knows", ["all", "little"], asked.knows)}
${select("Colours", "scheme", ["light", "dark"], asked.scheme)}
${select("Pictures", "pictures", ["on", "off"], asked.pictures)}
<button>Show</button>
</form>
${
  mail === null
    ? html`<p>This landing sends no such mail.</p>`
    : html`<p class="subject"><b>${mail.subject}</b></p>
<p>${weight} of HTML. ${own ? "" : `Words of your own go into content/mails/${asked.kind}.mdx.`}</p>
<div class="frames">${frame(390)}${frame(640)}</div>
<section><h2>Text</h2><pre tabindex="0">${mail.text}</pre></section>`
}
</main></body></html>`;
}

function select(label: string, name: string, options: readonly string[], chosen: string) {
  return html`<label>${label} <select name="${name}">${options.map(
    (option) => html`<option ${option === chosen ? "selected" : ""}>${option}</option>`,
  )}</select></label>`;
}

const sheet = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 70rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { margin: 0 0 1rem; } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; }
select, button { font: inherit; min-height: 2.5rem; }
.subject { font-size: 1.25rem; margin: 1.5rem 0 0; overflow-wrap: anywhere; }
.frames { display: flex; flex-wrap: wrap; gap: 1.5rem; }
iframe { display: block; max-width: 100%; height: 60rem; border: 1px solid #8888; border-radius: 4px; background: #fff; }
pre { margin: 0; padding: 1rem; border: 1px solid #8888; border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }`;
