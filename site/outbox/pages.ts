import { escaped } from "../markup.ts";
import { sheet } from "./sheet.ts";
import type { OutboxMail } from "./store.ts";

/** The list of mails, the newest first. */
export function listPage(mails: OutboxMail[]): string {
  const rows = mails.map(
    (mail) => `<li><a href="/outbox/${mail.id}">
      <span class="to">${escaped(mail.to)}</span>
      <time datetime="${new Date(mail.arrived).toISOString()}">${when(mail.arrived)}</time>
      <span class="subject">${escaped(mail.subject)}</span></a></li>`,
  );
  const body = rows.length > 0 ? `<ol class="mails">${rows.join("\n")}</ol>` : empty;
  return page(
    "Outbox",
    `<header><h1>Outbox</h1><p>Mails that would have left. Here they go no further.</p></header>${body}`,
  );
}

/** One mail: as its reader sees it, as plain text, and its headers. */
export function mailPage(mail: OutboxMail): string {
  const parts = [
    `<p class="back"><a href="/outbox/">All mails</a></p>`,
    `<h1>${escaped(mail.subject)}</h1>`,
    `<dl class="head">${headLines(mail)}</dl>`,
    `<section><h2>HTML</h2><iframe title="The mail as its reader sees it" src="/outbox/${mail.id}/html" sandbox="${freedoms}"></iframe></section>`,
    `<section><h2>Text</h2><pre>${linked(mail.text)}</pre></section>`,
    `<section><h2>Headers</h2><pre>${headerLines(mail)}</pre></section>`,
  ];
  return page(mail.subject, parts.join("\n"));
}

/** The mail's own HTML, whose links open beside the outbox instead of inside its frame. */
export function mailHtml(mail: OutboxMail): string {
  const base = `<base target="_blank">`;
  const html = (mail.pictures ?? []).reduce(
    (text, { id, type, base64 }) => text.replaceAll(`"cid:${id}"`, `"data:${type};base64,${base64}"`),
    mail.html,
  );
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}

export function lostPage(): string {
  return page(
    "No such mail",
    `<p class="back"><a href="/outbox/">All mails</a></p><h1>No such mail</h1><p>The outbox keeps the last 500.</p>`,
  );
}

/** Looks for new mails every second, and gives a mail's frame the height of its contents. */
export const script = `
const frame = document.querySelector("iframe");
if (frame !== null) {
  const fit = () => {
    // A page is never less high than its frame, so the frame shrinks before it is measured.
    frame.style.height = 0;
    frame.style.height = frame.contentDocument.documentElement.scrollHeight + "px";
  };
  frame.addEventListener("load", fit);
  addEventListener("resize", fit);
  if (frame.contentDocument?.readyState === "complete") fit();
} else {
  let known;
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch("/outbox.json?latest").catch(() => undefined);
    const latest = await answer?.text();
    if (known !== undefined && latest !== undefined && latest !== known) location.reload();
    known ??= latest;
  }, 1000);
}
`;

// Scripts stay off in the frame; its origin is kept only so that our script may measure it.
const freedoms =
  "allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

const empty = `<p class="empty">No mails yet. Fill in a form on the site: its mail appears here at once.</p>`;

function headLines(mail: OutboxMail): string {
  const lines: [string, string][] = [
    ["From", `${mail.from.name} <${mail.from.email}>`],
    ["To", mail.to],
    ...(mail.replyTo === undefined ? [] : [["Reply to", mail.replyTo] satisfies [string, string]]),
    ["Arrived", new Date(mail.arrived).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "medium" })],
  ];
  return lines.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join("");
}

function headerLines(mail: OutboxMail): string {
  const lines = Object.entries({ "Message-Id": mail.id, ...mail.headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return linked(lines.join("\n"));
}

function when(arrived: number): string {
  const moment = new Date(arrived);
  const today = moment.toDateString() === new Date().toDateString();
  return moment.toLocaleString(
    "en-GB",
    today ? { timeStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" },
  );
}

/** `text` made inert, with its addresses as links. */
function linked(text: string): string {
  // Found in what was written: escaped, the sign after an address would belong to it.
  const parts = text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/);
  return parts
    .map(escaped)
    .map((part, place) => (place % 2 === 0 ? part : `<a href="${part}">${part}</a>`))
    .join("");
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${sheet}</style>
</head>
<body>
<main>${body}</main>
<script src="/outbox/script.js" type="module"></script>
</body>
</html>
`;
}
