import { confirmIt } from "./it-confirm.ts";
import { copyIt } from "./it-copy.ts";
import { couponIt } from "./it-coupon.ts";
import { linkAgainIt } from "./it-link-again.ts";
import { mailingIt } from "./it-mailing.ts";
import { outboxIt } from "./it-outbox.ts";
import { preferencesIt } from "./it-preferences.ts";
import { renewalIt } from "./it-renewal.ts";
import { tillIt } from "./it-till.ts";

/** What the Worker says in Italian to visitors and in mails; its bundle carries these words along. */
export const bundledIt = {
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
  /** Words of a coupon in its holder's hand. */
  coupon: couponIt,
  /** Words of the page for whoever stands at the till. */
  till: tillIt,
  /** Words around the question whether a submission was its sender's own. */
  confirm: confirmIt,
  /** Words of the page where people see and change what they agreed to. */
  mailing: mailingIt,
  preferences: preferencesIt,
  /** What the keys in the copy of a person's data mean. */
  copy: copyIt,
  /** Words of the mail that asks whoever was long silent whether mails may go on, and of its page. */
  renewal: renewalIt,
  /** Words about mails that leave or wait, about webhooks and alarms. */
  outbox: outboxIt,
  /** Words of the private page, and around a link that is sent once more. */
  delivery: {
    again: linkAgainIt,
    /** Until when something opens, and how many times more. */
    left: {
      times: "Si apre fino a {date}, ancora {count} volte.",
      once: "Si apre fino a {date}, ancora una volta.",
      never: "Era l’ultima volta: quando si chiude, chiedi un link nuovo.",
    },
  },
};
