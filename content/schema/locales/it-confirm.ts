/** Words around the question whether a submission was its sender's own: the mail, the page, and the link on request. */
export const confirmIt = {
  page: {
    title: "Eri tu?",
    text: "Il {date} qualcuno ha compilato «{title}» con questo indirizzo. Se eri tu, confermalo: basta premere qui.",
    agreed: "Hai dato il consenso a questo:",
    button: "Sì, ero io",
    otherwise: "Se non eri tu, chiudi la pagina: senza conferma non ti scriviamo altro.",
    confirmed: "Grazie, è tutto confermato",
    confirmedText: "Se cambi idea, in fondo a ogni nostra e-mail trovi il link per dirlo.",
    mailed: "Ti abbiamo scritto",
    mailedText:
      "Apri l’e-mail che ti è appena arrivata e premi il pulsante: ti porta dritto a quello che hai chiesto. Se non la vedi, guarda nello spam.",
    back: "Torna alla pagina",
  },
  mail: {
    subject: "Eri tu? Conferma il tuo indirizzo",
    text: "il {date} qualcuno ha compilato «{title}» con questo indirizzo. Se eri tu, premi il pulsante e conferma.",
    textGift:
      "il {date} qualcuno ha chiesto «{title}» con questo indirizzo. Se eri tu, premi il pulsante: ti porta lì.",
    agreed: "Con la conferma dai il consenso a questo:",
    button: "Sì, ero io",
    lasts: "Il link vale fino al {date}.",
    reason:
      "Ti scriviamo perché il {date} qualcuno ha lasciato questo indirizzo su {site}. Se non eri tu, ignora questa e-mail: senza la tua conferma non ti scriveremo altro.",
  },
  again: {
    text: "Se l’avevi ricevuto per e-mail, te ne mandiamo uno nuovo.",
    label: "Il tuo indirizzo e-mail",
    button: "Mandami il link",
    sent: "Controlla la posta",
    sentText:
      "Se per quell’indirizzo c’è qualcosa da aprire, il link nuovo è in arrivo. Può volerci qualche minuto: guarda anche nello spam.",
  },
};
