/** Words of a coupon in its holder's hand: on its page, in mails, in the calendar and in the wallet. */
export const couponIt = {
  page: {
    keep: "Tienilo con te",
    pdf: "Scarica il PDF",
    calendar: "Mettilo in calendario",
    apple: "Aggiungi ad Apple Wallet",
    google: "Aggiungi a Google Wallet",
    copy: "Copia il codice",
    copied: "Copiato",
    terms: "Condizioni",
    shops: "Dove si usa",
    offer: "Restiamo in contatto: lasciaci il tuo indirizzo",
  },
  /** On the landing, once its script has asked; {count} is how many there are in all. */
  left: {
    some: "Ne restano {left} di {count}",
    one: "Ne resta uno di {count}",
    none: "Non ne restano più. Ne hai già uno? Scrivi lo stesso indirizzo e lo ritrovi.",
  },
  /** The name of its files, before the code. */
  file: "buono",
  calendar: {
    title: "Ultimo giorno per il buono: {value} da {site}",
    text: "Codice {code}. Mostralo alla cassa, dal telefono o stampato.",
  },
  wallet: {
    off: "di sconto",
    code: "Codice",
    until: "Vale fino al",
    terms: "Condizioni",
    shops: "Dove si usa",
    link: "La pagina del buono",
    hint: "Mostra il codice alla cassa.",
  },
  mail: {
    code: "Codice",
    qr: "Codice QR del buono {code}. Se non si vede, alla cassa basta il codice scritto.",
    pdf: "PDF da stampare",
    calendar: "Promemoria per il calendario",
    apple: "Apple Wallet",
    google: "Google Wallet",
    over: "questo buono non si può più usare. Sulla sua pagina c’è scritto perché.",
  },
  /** The one mail that reminds of what was asked for. */
  remind: {
    fileSubject: "«{title}» è ancora qui",
    fileText:
      "il {date} hai chiesto «{title}» e non l’hai ancora aperto. Premi il pulsante: si apre la tua pagina.",
    couponSubject: "Il tuo buono scade il {date}",
    couponText:
      "hai un buono da usare, e scade il {date}. Alla cassa basta il codice qui sotto, dal telefono o stampato.",
    reason:
      "È un promemoria su «{title}», che qualcuno ha chiesto il {date} su {site} con questo indirizzo. Lo mandiamo una volta sola: non ne arriverà un altro.",
    /** Ends the first mail's own reason, where such a mail may follow. */
    announced:
      "Ti scriviamo perché il {date} qualcuno ha chiesto «{title}» su {site} con questo indirizzo. Se non eri tu, ignora questa e-mail: al massimo te lo ricordiamo una volta, e senza la tua conferma non ti scriveremo altro.",
  },
};
