/** Words on the desk about posts in quarantine, in Italian. */
export const quarantineIt = {
  title: "In quarantena",
  text: "Invii che sembrano di un programma: non creano contatti e non vanno persi. Se dietro c’è una persona, fallo entrare: riceve quello che ha chiesto.",
  empty: "Nessun invio in quarantena.",
  when: "Quando",
  landing: "Pagina",
  reason: "Motivo",
  answers: "Risposte",
  reasons: {
    honeypot: "ha riempito il campo nascosto",
    "name-link": "c’è un link al posto del nome",
    hints: "più indizi insieme: troppo veloce, testi ripetuti, tanti link",
    network: "troppi invii dalla stessa rete",
    challenge: "la prova che non è un programma è sbagliata",
    unproved: "nessuna prova: gli abbiamo chiesto conferma per e-mail",
    "check-down": "il controllo di Turnstile non rispondeva",
  },
  more: "Si vedono i {n} più recenti.",
  actions: "Che cosa farne",
  release: "Fallo entrare",
  remove: "È spam",
  releaseAll: "Fai entrare i primi {n}",
  released: "Fatto: adesso è tra i contatti.",
  releasedAll: "Fatto: {n} invii adesso sono tra i contatti.",
  removed: "Eliminato.",
  sold_out: "I buoni sono finiti: resta in quarantena.",
  gone: "La sua pagina non c’è più: resta in quarantena.",
  unknown: "Questo invio non è più in quarantena.",
};

/** Words on the desk about taking the file of leads, in Italian. */
export const exportIt = {
  title: "Scarica tutti i contatti",
  text: "Il file contiene i dati di tutte le persone: per questo chiediamo di nuovo la chiave. Ogni file preso, o rifiutato, resta scritto qui sotto.",
  format: "Formato",
  csv: "CSV",
  excel: "CSV per Excel",
  button: "Scarica il file",
  log: "Gli ultimi file",
  when: "Quando",
  outcome: "Esito",
  outcomes: { taken: "scaricato", "wrong-token": "chiave sbagliata", "too-many": "oltre dieci in un’ora" },
};
