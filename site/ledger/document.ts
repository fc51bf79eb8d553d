import type { Evidence } from "../../content/schema/evidence.ts";
import { type EvidenceTexts, evidenceTextsIn } from "../../content/schema/locales/evidence.ts";
import { fill, textsIn } from "../../content/schema/locales/index.ts";
import { escaped } from "../markup.ts";
import { type BundleSettings, type SeenPage, versionFrom } from "./bundle.ts";
import { eventsOf } from "./events.ts";
import { sheet } from "./sheet.ts";

/** What every part of the document is written with. */
export interface Writing {
  words: EvidenceTexts;
  /** A moment in the site's time and, in brackets, in universal time. */
  say: (iso: string) => string;
  /** How a consent came about. */
  channel: (name: string) => string;
  mailKind: (kind: string) => string;
}

/** The proof as one page that people read and print. */
export function documentOf(
  evidence: Evidence,
  seen: readonly SeenPage[],
  files: readonly string[],
  settings: BundleSettings,
): string {
  const writing = writingFor(settings);
  const { words } = writing;
  const title = `${words.title} · ${evidence.lead.email ?? evidence.lead.id}`;
  const parts = [
    head(evidence, writing),
    table(words.today, [words.purpose, words.state, words.since], statesOf(evidence, writing)),
    table(words.timeline, [words.when, words.what], eventsOf(evidence, writing)),
    receiptsPart(evidence, settings, writing),
    seenPart(seen, evidence, writing),
    chainPart(evidence, settings, writing),
    checkPart(evidence, writing),
    `<section><h2>${words.files}</h2><ul class="files">${files.map((file) => `<li><code>${escaped(file)}</code></li>`).join("")}</ul>
<p class="soft">${fill(words.note, { zone: settings.timeZone })}</p></section>`,
  ];
  return `<!doctype html>
<html lang="${settings.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${sheet}</style>
</head>
<body>
${parts.join("\n")}
</body>
</html>
`;
}

function writingFor({ locale, timeZone }: BundleSettings): Writing {
  const language = locale === "it" ? "it-IT" : "en-GB";
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone });
  const hour = new Intl.DateTimeFormat(language, { timeStyle: "medium", timeZone });
  const { channels, messageKinds } = textsIn(locale).desk;
  return {
    words: evidenceTextsIn(locale),
    say: (iso) => {
      const moment = new Date(iso);
      return `${day.format(moment)}, ${hour.format(moment)} (${iso.replace(/\.\d+Z$/, "Z")})`;
    },
    channel: (name) => Object.entries(channels).find(([key]) => key === name)?.[1] ?? name,
    mailKind: (kind) => Object.entries(messageKinds).find(([key]) => key === kind)?.[1] ?? kind,
  };
}

function head({ lead, site, made }: Evidence, { words, say }: Writing): string {
  const person = [lead.givenName, lead.familyName].filter((name) => name !== null).join(" ");
  const rows: (readonly [string, string | null])[] = [
    [words.name, person === "" ? null : person],
    [words.email, lead.email],
    [words.phone, lead.phone],
    [words.identifier, lead.id],
    [words.firstSeen, say(lead.firstSeen)],
    [
      words.addressConfirmed,
      lead.addressConfirmed === null ? words.notConfirmed : say(lead.addressConfirmed),
    ],
    [words.owner, site.owner],
    [words.site, site.url],
    [words.made, say(made)],
  ];
  const erased = lead.erased === null ? "" : `<p>${fill(words.erased, { when: say(lead.erased) })}</p>`;
  return `<header><h1>${words.title}</h1>
<p class="lead">${escaped(fill(words.lead, { owner: site.owner }))}</p>${erased}</header>
${particulars(rows)}`;
}

function statesOf({ consents }: Evidence, { words, say }: Writing): string[][] {
  return consents.map(({ purpose, state, since }) => [purpose, words.states[state], say(since)]);
}

function receiptsPart({ receipts }: Evidence, { lock }: BundleSettings, writing: Writing): string {
  const { words } = writing;
  if (receipts.length === 0) return `<section><h2>${words.receipts}</h2><p>${words.noConsents}</p></section>`;
  const each = receipts.map((receipt) => receiptPart(receipt, versionFrom(receipt, lock), writing));
  return `<section><h2>${words.receipts}</h2>${each.join("\n")}</section>`;
}

function receiptPart(receipt: Evidence["receipts"][number], from: string | null, writing: Writing): string {
  const { words, say, channel } = writing;
  const { version, link } = receipt;
  const rows: (readonly [string, string | null])[] = [
    [words.when, say(receipt.at)],
    [words.channel, channel(receipt.channel)],
    [words.page, receipt.pageUrl],
    [words.version, versionText(words, version, from)],
    [words.form, receipt.form],
    [words.language, words.languages[receipt.locale === "en" ? "en" : "it"]],
    [words.build, receipt.build],
    [words.mail, receipt.mail],
  ];
  const hashes: (readonly [string, string | null])[] = [
    [words.ofWording, receipt.wordingSha256],
    [words.ofForm, receipt.formSha256],
    [words.sealBefore, link?.before ?? null],
    [words.seal, link?.hash ?? null],
  ];
  return `<article id="r${receipt.id}">
<h3>${fill(words.receipt, { id: receipt.id })} <span>${escaped(receipt.purpose)}, ${words.receiptEvents[receipt.event]}</span></h3>
<blockquote lang="${escaped(receipt.locale)}">${escaped(receipt.wording)}</blockquote>
${particulars(rows)}
<h4>${words.hashes}</h4>
${particulars(hashes, "hash")}${link === null ? `<p class="soft">${words.unsealed}</p>` : ""}
</article>`;
}

function versionText(words: EvidenceTexts, version: number | null, from: string | null): string {
  if (version === null) return words.unknown;
  return from === null ? String(version) : fill(words.versionFrom, { version, from });
}

function seenPart(seen: readonly SeenPage[], { receipts }: Evidence, { words, say }: Writing): string {
  if (receipts.length === 0) return "";
  const each = seen.map(
    ({ html, landing, kept, file, formFile }) => `<figure>
<figcaption><strong>/${escaped(landing)}/</strong> ${fill(words.seenText, { when: say(kept) })}</figcaption>
<div class="seen"><iframe sandbox title="${escaped(landing)}" srcdoc="${escaped(asOnScreen(html))}"></iframe></div>
<p>${words.seenFile}: <a href="${escaped(file)}">${escaped(file)}</a><br>${words.formFile}: <a href="${escaped(formFile)}">${escaped(formFile)}</a></p>
</figure>`,
  );
  return `<section><h2>${words.seen}</h2>${each.length === 0 ? `<p>${words.notSeen}</p>` : each.join("\n")}</section>`;
}

/** `html` as it looks on a screen, on paper as well: what a page leaves out in print is its form. */
function asOnScreen(html: string): string {
  return html.replaceAll(/@media print\b/g, "@media not all");
}

function chainPart({ chain, made }: Evidence, { verdict }: BundleSettings, { words, say }: Writing): string {
  const rows: (readonly [string, string | null])[] = [
    [words.count, String(chain.receipts)],
    [words.sealed, String(chain.sealed)],
    [words.head, chain.head],
  ];
  const { faults } = verdict;
  const told =
    faults.length === 0
      ? `<p class="intact">${fill(words.intact, { when: say(made) })}</p>`
      : `<p class="broken">${fill(words.notIntact, { when: say(made) })}</p><ul>${faults.map(({ message }) => `<li>${escaped(message)}</li>`).join("")}</ul>`;
  return `<section><h2>${words.chain}</h2><p>${words.chainText}</p>${particulars(rows, "hash")}${told}</section>`;
}

function checkPart({ chain, receipts }: Evidence, { words }: Writing): string {
  const sealed = receipts.findLast(({ link }) => link !== null)?.id;
  const one = `openssl dgst -sha256 -binary receipts/${sealed}.txt | base64 | tr '+/' '-_' | tr -d '='`;
  const all = `npm run consent -- verify${chain.head === null ? "" : `\nnpm run consent -- verify --head ${chain.head}`}`;
  return `<section><h2>${words.check}</h2>
<p>${words.checkFiles}</p><pre>sha256sum -c sums.txt</pre>
${sealed === undefined ? "" : `<p>${words.checkReceipts}</p><pre>${escaped(one)}</pre>`}
<p>${words.checkPages}</p>
<p>${words.checkAll}</p><pre>${escaped(all)}</pre></section>`;
}

/** `text` as markup, its moments in universal time kept on one line. */
function told(text: string): string {
  return escaped(text).replaceAll(
    /\(\d{4}-[\d-]+T[\d:]+Z\)/g,
    (moment) => `<span class="utc">${moment}</span>`,
  );
}

function particulars(rows: readonly (readonly [string, string | null])[], look = ""): string {
  const known = rows.filter((row): row is [string, string] => row[1] !== null);
  const list = known.map(([name, value]) => `<div><dt>${name}</dt><dd>${told(value)}</dd></div>`);
  return `<dl class="${look}">${list.join("")}</dl>`;
}

function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${told(cell)}</td>`).join("")}</tr>`);
  return `<section><h2>${title}</h2><table><thead><tr>${heads.map((name) => `<th>${name}</th>`).join("")}</tr></thead>
<tbody>${body.join("")}</tbody></table></section>`;
}
