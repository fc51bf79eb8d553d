/** The privacy notice (GDPR art. 13) in Italian; apart from the other texts, which the Worker carries with it. */
export const privacyIt = {
  title: "Informativa sulla privacy",
  lead: "Che cosa facciamo dei dati che ci lasci su questo sito, per quanto tempo li teniamo e che cosa puoi chiederci. È l’informativa prevista dall’articolo 13 del Regolamento (UE) 2016/679 (GDPR).",
  controller: {
    title: "Chi tratta i tuoi dati",
    text: "Il titolare del trattamento è {owner}.",
    address: "Sede",
    vat: "Partita IVA",
    email: "E-mail",
    phone: "Telefono",
    pec: "PEC",
    dpo: "Responsabile della protezione dei dati",
  },
  kinds: {
    title: "Quali dati",
    list: [
      "Quello che scrivi nei moduli. Ogni modulo mostra che cosa chiede e quali risposte sono facoltative.",
      "I consensi che dai o neghi: le parole esatte che avevi davanti e il loro numero, la pagina, il giorno e l’ora.",
      "Da dove arrivi quando mandi un modulo: la pagina, la campagna o l’annuncio scritti nell’indirizzo, il sito di provenienza.",
      "Che cosa succede dopo: se apri quanto hai chiesto, se usi un buono, se ci scrivi.",
      "L’indirizzo di rete da cui ti colleghi, usato dai server per risponderti e per tenere lontani gli abusi.",
    ],
    counts:
      "Contiamo anche quante persone aprono una pagina e cominciano un modulo e, a grandi fasce, per quanto resta aperta, fin dove viene letta e quale collegamento si preme per condividerla. Sono numeri: non dicono chi sei e non si possono collegare a te.",
    mails:
      "Nelle e-mail che mandiamo a chi le ha volute i link passano dal nostro sito, con un indirizzo uguale per tutti: contiamo quante persone premono, non chi. Per lasciare fuori i programmi che controllano la posta teniamo poco più di un’ora un’impronta di rete e programma, fatta con una chiave che cambia ogni giorno e poi si butta.",
    opens:
      "Contiamo anche quante volte un’e-mail viene aperta, con un’immagine uguale per tutti: non dice da chi.",
    own: "Solo se acconsenti sappiamo quali link premi tu. Quando ritiri il consenso smettiamo, e cancelliamo ciò che sapevamo.",
    ownOpens:
      "Solo se acconsenti sappiamo quali link premi tu e, se il consenso parla anche di aperture, quando apri le e-mail: le tue hanno allora un’immagine con un indirizzo solo tuo. Quando ritiri il consenso smettiamo, e cancelliamo ciò che sapevamo.",
  },
  purposes: {
    title: "Perché, e su quale base",
    purpose: "Scopo",
    basis: "Base giuridica",
    request:
      "Rispondere alla tua richiesta, darti ciò che hai chiesto e mandarti i messaggi che servono a riceverlo.",
    request_basis: "Misure richieste da te o contratto: art. 6, par. 1, lett. b) del GDPR.",
    consents: {
      marketing: "Mandarti offerte, novità e inviti.",
      profiling: "Conoscere i tuoi interessi, per scriverti solo ciò che ti riguarda.",
      partners: "Comunicare i tuoi dati ai partner indicati nel modulo, per le loro offerte.",
      tracking: "Sapere quali link segui nei messaggi.",
    },
    openings: "Sapere quali link segui nei messaggi e quando li apri.",
    other: "Lo scopo scritto nel modulo con il nome “{purpose}”.",
    consent_basis:
      "Il tuo consenso: art. 6, par. 1, lett. a) del GDPR; per i messaggi elettronici anche art. 130 del Codice privacy (d.lgs. 196/2003).",
    proof: "Conservare la prova dei consensi.",
    proof_basis:
      "Obbligo di legge: art. 6, par. 1, lett. c), con gli artt. 5, par. 2, e 7, par. 1, del GDPR.",
    draw: "Farti partecipare ai concorsi a premi ai quali ti iscrivi.",
    draw_basis: "Il regolamento e la legge: art. 6, par. 1, lett. b) e c), del GDPR; DPR 430/2001.",
    safety: "Proteggere il sito dagli abusi e far valere un diritto in giudizio.",
    safety_basis: "Nostro legittimo interesse: art. 6, par. 1, lett. f) del GDPR.",
  },
  duty: {
    title: "Devi per forza darceli?",
    text: "Le risposte obbligatorie ci servono per rispondere: senza, non possiamo darti ciò che chiedi. I consensi facoltativi sono liberi davvero: se dici di no, ricevi lo stesso quello che hai chiesto.",
  },
  recipients: {
    title: "Chi li riceve",
    text: "Le persone che lavorano per noi e i fornitori che trattano i dati per nostro conto, nominati responsabili ai sensi dell’articolo 28 del GDPR:",
    list: [
      "Cloudflare, Inc., che ospita il sito e la banca dati;",
      "il servizio che spedisce le e-mail;",
      "chi cura per noi il sito e la comunicazione.",
    ],
    draw: "Nei concorsi a premi li vedono anche il notaio o il funzionario della Camera di commercio che trova i vincitori, e il ministero che vigila.",
    partners: "Solo se acconsenti, li ricevono anche i partner indicati nel modulo.",
    transfer:
      "Non vendiamo i tuoi dati e non li diffondiamo. Cloudflare ha sede negli Stati Uniti: il trasferimento si fonda sulla decisione di adeguatezza EU-US Data Privacy Framework e sulle clausole contrattuali tipo (artt. 45 e 46 del GDPR). Lo stesso vale per ogni altro fornitore fuori dallo Spazio economico europeo. Puoi chiederci copia di queste garanzie.",
  },
  retention: {
    title: "Per quanto tempo",
    list: [
      "Se non confermi il tuo indirizzo: {unconfirmed}.",
      "Altrimenti: {leads} dall’ultima volta che ti sei fatto vivo, o fino a quando ci chiedi di cancellarli.",
      "Indirizzi di rete: al massimo {networks}.",
      "Prove dei consensi: finché il consenso vale e poi per il tempo in cui può servire dimostrarlo.",
      "Documenti che la legge impone di conservare, come quelli fiscali: per il tempo che la legge stabilisce.",
    ],
  },
  cookies: {
    title: "Cookie",
    text: "Le pagine pubbliche di questo sito non usano cookie, non scrivono nulla sul tuo dispositivo e non caricano nulla da altri siti. Per questo non vedi un avviso sui cookie.",
  },
  rights: {
    title: "I tuoi diritti",
    text: "In qualunque momento puoi chiederci:",
    list: [
      "di sapere se trattiamo i tuoi dati e di averne una copia (art. 15);",
      "di correggerli o completarli (art. 16);",
      "di cancellarli (art. 17);",
      "di limitarne l’uso (art. 18);",
      "di riceverli in un formato leggibile da un computer, o di mandarli a qualcun altro (art. 20);",
      "di smettere di usarli, quando l’uso si fonda sul nostro interesse o serve al marketing (art. 21).",
    ],
    withdraw:
      "Puoi ritirare un consenso quando vuoi, con la stessa facilità con cui lo hai dato: ciò che è stato fatto prima resta lecito (art. 7, par. 3).",
    automated:
      "Non prendiamo decisioni che ti riguardano basate solo su un trattamento automatizzato (art. 22).",
    how: "Scrivi a {email}: rispondiamo entro un mese.",
  },
  complaint: {
    title: "Reclamo",
    text: "Se pensi che trattiamo i tuoi dati in modo scorretto, puoi rivolgerti al Garante per la protezione dei dati personali, piazza Venezia 11, 00187 Roma, www.garanteprivacy.it (art. 77), oppure al giudice (art. 79).",
  },
};
