import { articlesIt } from "./it-articles.ts";
import { blocksIt } from "./it-blocks.ts";
import { deliveryIt } from "./it-delivery.ts";
import { eventIt } from "./it-event.ts";
import { formIt } from "./it-form.ts";
import { kioskIt } from "./it-kiosk.ts";
import { launchIt } from "./it-launch.ts";
import { letterIt } from "./it-letter.ts";
import { quoteIt } from "./it-quote.ts";
import { tillPageIt } from "./it-till-page.ts";
import { workerIt } from "./it-worker.ts";

/** Everything Imbuto says in Italian. */
export const it = {
  ...workerIt,
  /** What else stands on the page of a till. */
  tillPage: tillPageIt,
  /** Words on the static pages: landing, form, thank-you, home, privacy. */
  page: {
    skip: "Vai al modulo",
    optional: "facoltativo",
    choose: "Scegli",
    summary: "Qualche risposta va sistemata",
    sending: "Un momento…",
    offline: "Sei senza rete. Le tue risposte restano qui: quando la rete torna, premi di nuovo.",
    online: "La rete è tornata: premi di nuovo.",
    failed: "Il modulo non è partito. Le tue risposte sono ancora qui: riprova.",
    early: "Si comincia il {day}. Torna a trovarci.",
    late: "L’offerta è terminata il {day}.",
    notice: "I tuoi dati li tratta {owner}, per rispondere a questa richiesta.",
    notice_consents:
      "I tuoi dati li tratta {owner}, per rispondere a questa richiesta e, solo con il tuo consenso, per gli scopi qui sopra.",
    privacy: "Informativa sulla privacy",
    submit: {
      coupon: "Dammi il buono",
      ebook: "Mandami il libro",
      file: "Mandami il file",
      video: "Fammi vedere il video",
      link: "Mostrami la pagina",
      none: "Manda la richiesta",
    },
    ebook: {
      pages: "{count} pagine",
      slip: "La tua copia",
      inside: "Due pagine da sfogliare",
      inside_one: "Una pagina da leggere",
      contents: "Indice",
      author: "Chi scrive",
    },
    coupon: {
      off: "di sconto",
      valid_until: "Vale fino al",
      days: "giorni",
      days_one: "giorno",
      to_use: "per usarlo",
      quota: "Ne esistono {count}",
      stub: "Il tuo tagliando",
      terms: "Condizioni",
      where: "Dove si usa",
    },
    thanks: {
      coupon: "Il tuo buono è in arrivo",
      ebook: "Il tuo libro è in arrivo",
      file: "Il tuo file è in arrivo",
      video: "Il tuo video è in arrivo",
      link: "Il tuo link è in arrivo",
      none: "Richiesta ricevuta",
      next: "E adesso",
      inbox: "Apri la posta. Tra un minuto arriva un messaggio di {sender}, dal titolo:",
      press: "Premi il pulsante “{button}”.",
      spam: "Non lo vedi? Guarda nello spam e fra le promozioni. Il mittente è {email}.",
      share: "Conosci qualcuno a cui può servire? Mandagli la pagina:",
      reply: "Ti rispondiamo al recapito che ci hai lasciato.",
    },
    home: {
      offers: "Per te",
      kinds: {
        coupon: "Buono",
        ebook: "Libro",
        file: "File",
        video: "Video",
        link: "Link",
        none: "Richiesta",
      },
      languages: { it: "In italiano", en: "In inglese" },
      empty: "Qui presto ci sarà qualcosa. Torna a trovarci.",
    },
    missing: {
      title: "Questa pagina non c’è",
      text: "L’indirizzo è cambiato, oppure l’offerta è finita. Quello che c’è ancora comincia da qui.",
      button: "Vai all’inizio",
    },
    vat: "P. IVA",
  },
  /** Words on the private page of a grant and of a coupon. */
  grant: {
    title: "La tua pagina",
    ready: {
      coupon: "Il tuo buono ti aspetta",
      ebook: "Il tuo libro ti aspetta",
      file: "Il tuo file ti aspetta",
    },
    open_button: {
      coupon: "Mostrami il buono",
      ebook: "Scarica il libro",
      file: "Scarica il file",
    },
    ready_hint: "Premi quando vuoi. Questa pagina è solo tua.",
    open: "Eccolo",
    open_hint: "Resta aperto per un’ora. Poi torna su questa pagina e premi di nuovo.",
    download: "Scarica",
    coupon: "Il tuo buono",
    coupon_hint: "Mostra questo codice alla cassa, dal telefono o stampato.",
    code: "Codice",
    valid_until: "Vale fino al",
    print: "Stampa il buono",
    redeem: "Segna come usato",
    redeem_hint: "Solo per chi sta alla cassa: vale una volta, e non si torna indietro.",
    spent: "Questo link ha finito il suo lavoro",
    spent_hint:
      "È scaduto, oppure è già stato aperto il numero di volte previsto. Te ne mandiamo uno nuovo allo stesso indirizzo: basta premere.",
    again: "Oppure chiedilo di nuovo",
  },
  /** Words of the private page around what was asked for. */
  delivery: deliveryIt,
  /** Words of the template `launch`. */
  launch: launchIt,
  /** Words of the template `letter`. */
  letter: letterIt,
  /** Words of the template `quote`. */
  quote: quoteIt,
  /** Words of the template `event`. */
  event: eventIt,
  /** Words of forms in steps, of reading back, and of the endings. */
  form: formIt,
  /** Words of the template `kiosk`. */
  kiosk: kioskIt,
  /** Words of the blocks in an author's text. */
  blocks: blocksIt,
  /** Words around articles. */
  articles: articlesIt,
};
