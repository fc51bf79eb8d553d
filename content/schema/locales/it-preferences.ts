/** Words on the page where people see and change what they agreed to, and in the mails that it sends. */
export const preferencesIt = {
  title: "Le tue preferenze",
  intro: "Qui decidi che cosa può scriverti {brand} all’indirizzo {address}.",
  /** What the site's purposes are called; others go by their own name. */
  purposes: {
    marketing: "Novità e offerte",
    profiling: "Proposte su misura",
    partners: "Offerte di altre aziende",
    tracking: "Misura sulle nostre e-mail",
  },
  purposesTitle: "Che cosa ti può arrivare",
  /** What the consent to `tracking` lets us know: of links alone, or of openings as well. */
  tracking: {
    links:
      "Con questo consenso vediamo quali link premi nelle nostre e-mail, non se le apri. Senza, contiamo soltanto quante persone li premono. Le e-mail ti arrivano in ogni caso; se lo togli, cancelliamo ciò che sapevamo.",
    openings:
      "Con questo consenso vediamo quali link premi nelle nostre e-mail e quando le apri. Senza, contiamo soltanto quante volte succede. Le e-mail ti arrivano in ogni caso; se lo togli, cancelliamo ciò che sapevamo.",
  },
  states: {
    never: "Non ci hai dato questo consenso.",
    given:
      "Dato il {date}, ma non ancora confermato: premi il pulsante nell’e-mail che ti abbiamo mandato. Fino ad allora non vale.",
    confirmed: "Attivo dal {date}.",
    withdrawn: "Disattivato il {date}.",
  },
  wording: "Le parole esatte",
  save: "Salva le preferenze",
  empty: "Non ci hai dato nessun consenso: ti scriviamo solo per ciò che ci chiedi tu.",
  suppressed: "Non ti scriviamo più, salvo ciò che ci chiedi tu.",
  none: {
    title: "Basta e-mail",
    text: "Disattiva tutto in un colpo solo. Ha effetto subito.",
    button: "Disiscrivimi da tutto",
  },
  yours: {
    title: "I tuoi dati",
    text: "Per proteggerli ti mandiamo prima un’e-mail a {address}: il link che contiene vale 24 ore.",
    copy: "Voglio una copia dei miei dati",
    erase: "Voglio cancellare i miei dati",
  },
  done: {
    save: "Fatto: le tue preferenze sono salvate.",
    none: "Fatto: da ora non ti scriviamo più, salvo ciò che ci chiedi tu.",
    copy: "Guarda la posta di {address}: tra un minuto arriva il link per la copia dei tuoi dati. Se lo hai chiesto da poco, vale quello che hai già ricevuto.",
    erase:
      "Guarda la posta di {address}: tra un minuto arriva il link per cancellare i tuoi dati. Se lo hai chiesto da poco, vale quello che hai già ricevuto.",
    stay: "Grazie: continuiamo a scriverti.",
  },
  /** The page that hands out the copy. */
  copy: {
    title: "La copia dei tuoi dati",
    text: "C’è tutto quello che {owner} conserva su di te: risposte, consensi, omaggi, buoni, e-mail e provenienza.",
    json: "Scarica il file JSON",
    jsonHint: "Per portare i dati in un altro servizio.",
    csv: "Scarica la tabella CSV",
    csvHint: "Per leggerla con Excel o un altro foglio di calcolo.",
    until: "Questo link vale fino al {date}.",
    file: "i-miei-dati",
  },
  /** The page that erases. */
  erase: {
    title: "Cancellare i tuoi dati",
    text: "È una decisione definitiva: dopo non possiamo tornare indietro.",
    goes: "Che cosa sparisce",
    going: [
      "Nome, e-mail, telefono e tutte le risposte che ci hai dato.",
      "Da dove sei arrivato, la rete e il browser che hai usato.",
      "I link ai tuoi omaggi e i buoni che non hai ancora usato.",
      "Il tuo indirizzo nelle e-mail in partenza: quelle ferme non partono più.",
    ],
    stays: "Che cosa resta",
    staying: [
      "Le prove dei consensi, senza nome né indirizzo: la legge ci chiede di poterle mostrare.",
      "I buoni già usati, nei conti del negozio, senza il tuo nome.",
      "Un’impronta del tuo indirizzo da cui non si risale a te: serve a non scriverti più, neanche per errore.",
    ],
    button: "Cancella tutto",
    back: "Ho cambiato idea",
    doneTitle: "I tuoi dati sono cancellati",
    done: "Lo abbiamo fatto il {date}. Di te non conserviamo più né nome né indirizzo. Puoi chiudere questa pagina.",
  },
  privacy: "Informativa sulla privacy",
  /** In the foot of every mail. */
  footer: "Preferenze e disiscrizione",
  mail: {
    copySubject: "La copia dei tuoi dati",
    copyText:
      "ci hai chiesto una copia di quello che sappiamo di te. Premi il pulsante: si apre una pagina da cui la scarichi.",
    copyButton: "Scarica i miei dati",
    eraseSubject: "Cancellare i tuoi dati: serve la tua conferma",
    eraseText:
      "ci hai chiesto di cancellare i tuoi dati. Premi il pulsante: si apre una pagina che ti dice che cosa sparisce e che cosa resta. Decidi lì.",
    eraseButton: "Vai alla cancellazione",
    lasts: "Il link vale fino al {date}.",
    reason:
      "Ti scriviamo perché il {date} qualcuno lo ha chiesto dalla tua pagina delle preferenze su {site}. Se non eri tu, ignora questa e-mail: non succede nulla.",
  },
};
