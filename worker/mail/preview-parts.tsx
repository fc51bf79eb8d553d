import { html, raw } from "hono/html";
import type { Deps } from "../env.ts";
import { sampleQr } from "./sample-mail.ts";

/** Where mails are looked at under `npm start`. */
export const mailPreview = "/preview/mails/";

/** How a mail is looked at. */
export interface Look {
  scheme: "light" | "dark";
  pictures: "on" | "off";
}

const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'";

/** A page around mails. */
export async function lookPage(body: unknown): Promise<Response> {
  const whole = await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mails</title><style>${raw(sheet)}</style></head>
<body><main>${body}</main></body></html>`;
  return answer(String(whole), pagePolicy);
}

/** The mail `text` alone: no script of it runs, and pictures are shown or not, as a mail program would. */
export async function lookMail(
  { publicUrl }: Deps,
  { scheme, pictures }: Look,
  text: string,
): Promise<Response> {
  const { id, base64 } = await sampleQr(publicUrl);
  const shown = text
    .replaceAll(`"cid:${id}"`, `"data:image/png;base64,${base64}"`)
    .replaceAll("(prefers-color-scheme:dark)", scheme === "dark" ? "all" : "not all");
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures === "on" ? "'self' data:" : "'none'"}; frame-ancestors 'self'`;
  return answer(shown, policy);
}

/** A mail as plain text. */
export function lookText(text: string): Response {
  return new Response(text, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}

function answer(text: string, policy: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": policy,
    },
  });
}

/** `mail` at two widths and as text; `query` asks for it. */
export function shown(mail: { subject: string; html: string; text: string }, query: string, note: string) {
  const weight = `${Math.ceil(new TextEncoder().encode(mail.html).length / 1000)} kB`;
  const frame = (width: number) =>
    html`<section><h2>${width} px</h2><iframe title="The mail at ${width} pixels" width="${width}" src="${mailPreview}html?${query}"></iframe></section>`;
  return html`<p class="subject"><b>${mail.subject}</b></p>
<p>${weight} of HTML. ${note}</p>
<div class="frames">${frame(390)}${frame(640)}</div>
<section><h2>Text</h2><pre tabindex="0">${mail.text}</pre></section>`;
}

/** A choice. */
export function select(label: string, name: string, options: readonly string[], chosen: string) {
  return html`<label>${label} <select name="${name}">${options.map(
    (option) => html`<option ${option === chosen ? "selected" : ""}>${option}</option>`,
  )}</select></label>`;
}

/** The choices that every mail has. */
export function looks(asked: Look & { knows: string }) {
  return html`${select("Its reader answered", "knows", ["all", "little"], asked.knows)}
${select("Colours", "scheme", ["light", "dark"], asked.scheme)}
${select("Pictures", "pictures", ["on", "off"], asked.pictures)}
<button>Show</button>`;
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
nav section { margin: 2.5rem 0; } nav h2 { font-size: 1.25rem; } nav p { margin: 0 0 .5rem; }
nav li { margin: 0 0 .75rem; } nav a { display: inline-block; padding: .25rem 0; overflow-wrap: anywhere; }
pre { margin: 0; padding: 1rem; border: 1px solid #8888; border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }`;
