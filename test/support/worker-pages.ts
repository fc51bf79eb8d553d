import { workerEn } from "../../content/schema/locales/en-worker.ts";
import { workerIt } from "../../content/schema/locales/it-worker.ts";
import { deskTextsPath } from "../../content/schema/locales/worker.ts";
import type { MailBody } from "../../content/schema/mail-body.ts";
import { localeSchema } from "../../content/schema/primitives.ts";
import { guide, guideEpub } from "./worker-catalog.ts";
import { cityPage } from "./worker-city.ts";
import { quotePage } from "./worker-steps.ts";

/** The policy that the build would send with each page. */
export const pagePolicy = "default-src 'none'; style-src 'sha256-abc='";

/** The assets of the built site, as far as tests ask for them. */
export async function fakeAsset(path: string): Promise<Response> {
  if (path === "/_private/files/guida/guida.pdf") return new Response(inPieces(guide));
  if (path === "/_private/files/guida/guida.epub") return new Response(guideEpub);
  const asked = localeSchema.options.find((locale) => path === deskTextsPath(locale));
  if (asked !== undefined) return Response.json(deskWords[asked]);
  if (path.startsWith("/_private/mails/")) return Response.json(mailWords);
  if (path === "/it/404") return new Response(null, { status: 404 });
  const html = pages[path] ?? (path.startsWith("/_private/") ? grantPage : landingPage);
  return new Response(html, {
    headers: {
      "Content-Type": "text/html",
      "Content-Security-Policy": pagePolicy,
      "Cache-Control": "public",
      "Permissions-Policy": "camera=(), gyroscope=()",
      ETag: '"asset"',
    },
  });
}

const deskWords = { it: workerIt, en: workerEn };

/** The words of every mailing. */
const mailWords: MailBody = {
  subject: ["Ciao ", { field: "nome", otherwise: "a te" }],
  preheader: ["Il pane di oggi."],
  html: ["<h1>Ciao</h1><p>Il pane è pronto.</p>"],
  text: ["Ciao, il pane è pronto."],
  links: [],
};

// Streams come in pieces that fit no range.
function inPieces(bytes: Uint8Array): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (let place = 0; place < bytes.length; place += 7) controller.enqueue(bytes.slice(place, place + 7));
      controller.close();
    },
  });
}

const landingPage = `<!doctype html><html lang="it"><body>
<form id="form" method="post" action="/f/guida" data-landing="guida">
  <p class="notice" data-notice role="alert" hidden></p>
  <div class="summary" data-summary role="alert" tabindex="-1" hidden><h2>Da sistemare</h2><ul></ul></div>
  <div class="field is-email" data-field="email"><label class="label" for="f-guida-email">E-mail</label>
    <input id="f-guida-email" name="email" type="email"><p class="error" id="f-guida-email-error" data-error hidden></p></div>
  <div class="field" data-field="nome"><input id="f-guida-nome" name="nome" value="">
    <p class="error" id="f-guida-nome-error" data-error hidden></p></div>
  <fieldset class="field" data-field="settore">
    <input type="radio" id="f-guida-settore" name="settore" value="Bar" checked>
    <input type="radio" id="f-guida-settore-2" name="settore" value="Negozio"><p class="error" data-error hidden></p></fieldset>
  <select name="provincia"><option value="">-</option><option value="BO">Bologna</option></select>
  <textarea name="messaggio"></textarea>
  <input type="hidden" name="annuncio" data-query="ad">
  <input type="text" name="_website">
  <div class="field" data-field="consent-marketing"><input type="checkbox" name="consent-marketing" value="yes">
    <p class="error" data-error hidden></p></div>
  <button data-submit>Manda</button>
</form></body></html>`;

const grantPage = `<!doctype html><html lang="it"><body>
<section data-state="ready open spent several"><p data-slot="name"></p>
<h1 data-state="ready">Pronto</h1><h1 data-state="open">Aperto</h1><h1 data-state="spent">Finito</h1><h1 data-state="several">Tutto</h1>
${["guida", "doppia", "sconto", "film", "nota", "agenda", ""].map(giftPart).join("")}
<form method="post" data-form="again"><input type="hidden" name="token" value="" data-token><button>Di nuovo</button></form></section>
<section data-state="coupon"><h1>Buono</h1><p class="holder" data-slot="name"></p><b data-slot="code"></b><i data-slot="valid-until"></i>
  <div data-slot="qr"></div><p data-slot="coupon-status"></p>
  <nav data-when="linked"><a data-link="calendar" href=".">calendario</a><a data-link="pdf" href=".">PDF</a><a data-link="apple" href=".">Apple</a><a data-link="google" href=".">Google</a></nav>
  <div data-coupon="sconto">lo sconto</div><div data-coupon="">un altro buono</div><a data-link="offer" href=".">contatto</a>
  <form method="post" data-form="redeem"><button>Segna come usato</button></form></section>
<section data-state="confirm"><p data-slot="name"></p><h1>Eri tu?</h1><p data-slot="asked"></p>
  <div data-when="agreed"><ul data-list="agreed"></ul></div><form method="post" data-form="confirm"><button>Sì</button></form></section>
<section data-state="confirmed"><h1>Confermato</h1></section>
<section data-state="mailed"><h1>Guarda nella posta</h1></section>
</body></html>`;

function giftPart(name: string): string {
  return `<article data-gift="${name}"><h2${name === "" ? ' data-slot="gift-title"' : ""}>${name}</h2>
  <div data-gift-state="ready"><form method="post" data-form="open"><button name="magnet" value="${name}" data-magnet>Apri</button></form></div>
  <p data-slot="left"></p>
  <div data-gift-state="open">${name === "film" ? '<video data-play="il film.mp4"></video>' : ""}<ul data-list="files">
  <li class="file"><img src="/icon.svg" alt=""><a data-slot="file" href="." title="&quot;tua&quot;">Scarica</a> <small data-slot="file-size"></small><i data-only="pdf">da stampare</i></li>
</ul></div><div data-gift-state="spent">chiuso</div><div data-gift-state="coupon">il buono: <b data-slot="code"></b></div></article>`;
}

/** The page of a till, as far as the Worker fills it in. */
const tillPage = `<!doctype html><html lang="it"><body><main data-till>
<header data-device><b data-slot="device"></b><form method="post" action="/k/leave"><button>Esci</button></form></header>
<p data-notice role="alert" hidden></p>
<section data-screen="enter" hidden><form data-entry="invite" method="post"><p data-slot="invited"></p><input name="name"></form>
<form data-entry="pin" method="post" action="/k/enter"><input name="pin"></form></section>
<section data-screen="scan" hidden><form action="/k/"><input name="code"></form></section>
<section data-screen="answer" role="alert" hidden><h1 data-slot="title"></h1><b data-slot="value" hidden></b>
<p data-slot="offer" hidden></p><i data-slot="code"></i><ul data-lines></ul><div data-near hidden><ul></ul></div>
<form data-act="redeem" method="post" hidden><input type="hidden" name="id" data-redemption><input name="amount"></form>
<form data-act="undo" method="post" hidden><input type="hidden" name="id" data-redemption></form></section></main></body></html>`;

const pages: Record<string, string> = {
  "/_private/till/": tillPage,
  "/preventivo/": quotePage,
  "/_private/citta/landing/": cityPage,
  "/404": '<!doctype html><html lang="it"><h1>Questa pagina non c’è</h1>',
  "/en/404": '<!doctype html><html lang="en"><h1>This page is not here</h1>',
};
