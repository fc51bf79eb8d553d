/** Words of the mail that asks whoever was long silent whether mails may go on, and of the page it leads to, in Italian. */
export const renewalIt = {
  subject: "Vuoi ancora le nostre e-mail?",
  heading: "Ci leggi ancora?",
  text: "è da un po’ che non abbiamo tue notizie. Se le nostre e-mail ti fanno piacere, premi il pulsante e conferma nella pagina che si apre. Se non ti interessano più, non devi fare nulla.",
  button: "Sì, vi leggo ancora",
  lasts: "Senza una tua risposta, dal {date} non ti scriviamo più.",
  reason:
    "Ti scriviamo perché il {date} ci hai detto che possiamo scriverti, su {site}. È l’unica volta che te lo chiediamo.",
  title: "Vuoi ancora le nostre e-mail?",
  page: "{brand} può continuare a scriverti all’indirizzo {address}? Vale quello a cui hai già detto di sì: non cambia altro.",
  gone: "Da un po’ non ti scriviamo più, perché non avevamo tue notizie. Se vuoi, ricominciamo.",
  yes: "Sì, continuate a scrivermi",
  other: "Preferenze e disiscrizione",
  done: "Grazie, continuiamo a scriverti",
  close: "Puoi chiudere questa pagina. Se cambi idea, in fondo a ogni nostra e-mail c’è il modo di dirlo.",
};
