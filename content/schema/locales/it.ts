import { articlesIt } from "./it-articles.ts";
import { blocksIt } from "./it-blocks.ts";
import { confirmIt } from "./it-confirm.ts";
import { copyIt } from "./it-copy.ts";
import { couponIt } from "./it-coupon.ts";
import { couponsDeskIt } from "./it-coupons-desk.ts";
import { deliveryIt } from "./it-delivery.ts";
import { deskIt } from "./it-desk.ts";
import { eventIt } from "./it-event.ts";
import { formIt } from "./it-form.ts";
import { kioskIt } from "./it-kiosk.ts";
import { launchIt } from "./it-launch.ts";
import { ledgerIt } from "./it-ledger.ts";
import { letterIt } from "./it-letter.ts";
import { outboxIt } from "./it-outbox.ts";
import { preferencesIt } from "./it-preferences.ts";
import { prefillIt } from "./it-prefill.ts";
import { quoteIt } from "./it-quote.ts";
import { retentionIt } from "./it-retention.ts";
import { tillIt } from "./it-till.ts";

/** Everything Imbuto says in Italian. */
export const it = {
  /** The usual words for the fields about a person. */
  labels: {
    email: "E-mail",
    phone: "Telefono",
    "given-name": "Nome",
    "family-name": "Cognome",
    name: "Nome e cognome",
    company: "Azienda",
    "job-title": "Ruolo",
    "street-address": "Indirizzo",
    city: "Città",
    province: "Provincia",
    "postal-code": "CAP",
    country: "Paese",
    birthday: "Data di nascita",
    vat: "Partita IVA",
    "tax-code": "Codice fiscale",
    url: "Sito web",
  },
  /** Why an answer is refused, and what to do. {limit} is the bound that was passed. */
  errors: {
    required: "Questa risposta ci serve.",
    required_consent: "Per proseguire serve questa conferma.",
    email: "Controlla l’indirizzo: deve essere come nome@esempio.it.",
    phone: "Controlla il numero: solo cifre, con o senza +39.",
    url: "Scrivi l’indirizzo intero, da https://",
    too_short: "È troppo breve: almeno {limit} caratteri.",
    too_long: "È troppo lungo: al massimo {limit} caratteri.",
    pattern: "Questa risposta non si legge: riscrivila.",
    number: "Scrivi un numero.",
    too_small: "Il valore minimo è {limit}.",
    too_large: "Il valore massimo è {limit}.",
    step: "Questo valore non è tra quelli ammessi.",
    date: "Controlla la data.",
    option: "Scegli una delle risposte proposte.",
    postal_code: "Il CAP ha cinque cifre.",
    vat: "Controlla la partita IVA: undici cifre.",
    tax_code: "Controlla il codice fiscale: sedici caratteri.",
    unknown: "Il modulo non prevede questo campo.",
  },
  /** What went wrong, said to the visitor. */
  problems: {
    bad_request: "La richiesta non si legge. Torna alla pagina e riprova.",
    signed_out: "Questo telefono non è tra le casse: entra di nuovo.",
    forbidden: "Questa richiesta arriva da un sito che non conosciamo.",
    not_found: "Questa pagina non c’è.",
    unknown_landing: "Questa pagina non c’è, o non c’è più.",
    unknown_coupon: "Questo buono non esiste. Controlla il codice.",
    unknown_link: "Questo link non è valido o è scaduto.",
    method_not_allowed: "Qui questa operazione non è possibile.",
    sold_out: "I buoni sono finiti. Non abbiamo salvato nessun dato.",
    already_redeemed: "Questo buono è già stato usato.",
    not_yet_open: "Non è ancora il momento: torna a trovarci.",
    closed: "L’offerta è terminata. Non abbiamo salvato nessun dato.",
    spent_link: "Questo link è già stato usato il numero di volte previsto.",
    too_large: "È più di quanto il modulo possa ricevere. Accorcia i testi e riprova.",
    unsupported_type: "Il modulo non è arrivato in un formato che conosciamo.",
    invalid_answers: "Qualche risposta va sistemata.",
    reused_key: "Questa richiesta è già stata usata per altre risposte.",
    too_many: "Troppe richieste in poco tempo. Aspetta un minuto e riprova.",
    server: "Qualcosa è andato storto da noi. Riprova tra poco: non hai perso nulla.",
    unavailable: "Siamo momentaneamente fermi. Riprova tra un minuto: non hai perso nulla.",
  },
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
    available_until: "Disponibile fino al",
    uses_left: "Volte che puoi ancora aprirlo",
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
  /** Words that the Worker writes into pages. */
  worker: {
    back: "Torna alla pagina",
    home: "Vai all’inizio",
    retry: "Riprova",
    coupon: {
      valid: "Valido",
      early: "Vale dal {date}",
      redeemed: "Usato il {date}",
      expired: "Scaduto il {date}",
      void: "Annullato",
      hours: "Valido, ma non in questo momento",
    },
    qr: "Codice QR del buono {code}",
  },
  /** Words in the mails. */
  mail: {
    hello: "Ciao {name},",
    helloAnyone: "Ciao,",
    fileSubject: "«{title}»: il tuo link",
    fileText:
      "ecco quello che ci hai chiesto. Premi il pulsante: si apre la tua pagina, e da lì lo scarichi.",
    fileButton: "Apri la tua pagina",
    fileLasts: "Il link vale fino al {date}, per {uses} volte.",
    fileLastsOnce: "Il link vale fino al {date}, per una volta sola.",
    couponSubject: "Il tuo buono: {value}",
    couponText: "il tuo buono è pronto. Alla cassa mostra il codice qui sotto, dal telefono o stampato.",
    couponButton: "Apri il buono",
    couponLasts: "Vale fino al {date}.",
    otherwise: "Se il pulsante non si apre, copia questo indirizzo nel browser:",
    reason:
      "Ti scriviamo perché il {date} qualcuno ha chiesto «{title}» su {site} con questo indirizzo. Se non eri tu, ignora questa e-mail: senza la tua conferma non ti scriveremo altro.",
    rights: "Per ogni cosa sui tuoi dati scrivi a {email}.",
    privacy: "Privacy",
    vat: "P. IVA {vat}",
  },
  /** Words of the private page around what was asked for. */
  delivery: deliveryIt,
  /** Words of a coupon in its holder's hand. */
  coupon: couponIt,
  /** Words on the owner's desk. */
  desk: deskIt,
  /** Words on the desk about coupons, printed codes, tills and campaigns. */
  couponsDesk: couponsDeskIt,
  /** Words of the page for whoever stands at the till. */
  till: tillIt,
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
  /** Words on the desk about links that fill in a form. */
  prefill: prefillIt,
  /** Words on the desk about the register of consents. */
  ledger: ledgerIt,
  /** Words around the question whether a submission was its sender's own. */
  confirm: confirmIt,
  /** Words of the blocks in an author's text. */
  blocks: blocksIt,
  /** Words around articles. */
  articles: articlesIt,
  /** Words of the page where people see and change what they agreed to. */
  preferences: preferencesIt,
  /** What the keys in the copy of a person's data mean. */
  copy: copyIt,
  /** Words on the desk about consents and how long things are kept. */
  retention: retentionIt,
  /** Words about mails that leave or wait, about webhooks and alarms. */
  outbox: outboxIt,
};
