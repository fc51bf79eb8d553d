import { kioskDeskIt } from "./it-kiosk-desk.ts";

/** Words of the template `kiosk`, in Italian. */
export const kioskIt = {
  start: {
    title: "Tocca per cominciare",
    button: "Comincia",
    length: "{count} domande, mezzo minuto",
    length_one: "Una domanda, dieci secondi",
  },
  /** Over the screen with the consents, after the last question. */
  last: "Un’ultima cosa: decidi tu",
  /** On the pages that follow, without a script. */
  back: "Torna all’inizio",
  /** Nobody has touched the screen for a while. {seconds} counts down. */
  idle: {
    title: "Ci sei ancora?",
    text: "Tra {seconds} secondi cancelliamo quello che hai scritto e torniamo all’inizio.",
    stay: "Sì, continuo",
    leave: "Ricomincia",
  },
  sending: "La stiamo consegnando…",
  thanks: {
    title: "Fatto, grazie",
    text: "Ti rispondiamo al recapito che ci hai lasciato.",
    mail: "Guarda nella posta: tra un minuto trovi un nostro messaggio.",
    /** The network is away: what was sent lies on the device. */
    later_title: "Fatto, la teniamo noi",
    later_text:
      "Adesso qui non c’è rete. La tua richiesta resta chiusa in questo tablet e parte da sola appena la rete torna; anche l’e-mail ti arriva allora.",
    counting: "Si ricomincia tra",
    seconds: "secondi",
    stay: "Tocca lo schermo per restare",
    again: "Ricomincia subito",
  },
  notice: {
    close: "Chiudi e torna alla domanda",
    away: "Per leggerla serve la rete. La trovi anche su {address}",
  },
  /** For whoever looks after the tablet. */
  stand: {
    open: "Apri la postazione",
    label: "Stato della postazione",
    ready: "Pronta",
    away: "Senza rete",
    waiting: "{count} da inviare",
    waiting_sign_in: "{count} da inviare. Accedi al banco per inviare",
    refused: "{count} da controllare",
    sealed: "Quello che aspetta è cifrato: lo apre solo chi ha accesso al banco.",
    device:
      "Nessuno ha ancora aperto il banco da questo tablet: quello che aspetta è cifrato con una chiave che sta solo qui, e si cancella appena inviato.",
    nothing: "Tutto è arrivato: qui non resta nulla.",
    send: "Invia adesso",
    sign_in: "Accedi al banco",
    owner_only: "Per vedere le richieste rifiutate serve l’accesso al banco.",
    retry: "Riprova",
    drop: "Elimina",
    unreadable: "Non si apre più: la chiave del banco è cambiata.",
    close: "Torna alla postazione",
    end: "Chiudi la postazione",
    end_hint: "Si può chiudere quando non c’è più nulla da inviare.",
    failed: "Questo browser non può tenere le richieste senza rete. La postazione funziona solo in linea.",
  },
  /** On the owner's desk. */
  desk: kioskDeskIt,
};
