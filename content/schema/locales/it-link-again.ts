/** Words around a link that is sent once more, in Italian. */
export const linkAgainIt = {
  title: "Non trovi più l’e-mail?",
  text: "Te la rimandiamo allo stesso indirizzo, con questo stesso link.",
  button: "Rimandami l’e-mail",
  fresh: "Mandami un link nuovo",
  lost: "Il link non è intero, o non è il tuo? Scrivi l’indirizzo con cui l’hai chiesto.",
  sentText:
    "Se c’è qualcosa da aprire, il link è in arrivo all’indirizzo con cui l’hai chiesto. Può volerci qualche minuto: guarda anche nello spam.",
};
