/** Words of a form in steps, of reading back, and of the endings. */
export const formIt = {
  /** On the button of the first screen. */
  start: "Cominciamo",
  next: "Avanti",
  back: "Indietro",
  /** Where the visitor is in the form. */
  progress: "Passo {at} di {of}",
  /** Under a telephone number, as we read it. */
  phone: "Lo leggiamo così: {number}",
  review: {
    to: "Rileggi le risposte",
    title: "Rileggi prima di mandare",
    text: "È tutto giusto? Per cambiare una risposta torna indietro: non perdi nulla.",
    back: "Cambia le risposte",
  },
  /** On the buttons of an ending, where the author wrote nothing. */
  buttons: {
    call: "Chiama il {number}",
    whatsapp: "Scrivici su WhatsApp",
    download: "Scarica il file",
    book: "Scegli giorno e ora",
  },
  disqualified: {
    title: "Questa volta non facciamo al caso tuo",
    text: "Da quello che ci racconti, non siamo le persone giuste per aiutarti. Meglio dirtelo subito.",
    nothing: "Non abbiamo salvato nessuna delle tue risposte.",
    button: "Vai all’inizio",
  },
};
