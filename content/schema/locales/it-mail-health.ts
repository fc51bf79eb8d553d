/** Words on the desk about how mails fare, in Italian. */
export const mailHealthIt = {
  title: "Come stanno le mail",
  few: "Negli ultimi 30 giorni ne sono partite {n}: troppo poche per un giudizio. I numeri sono qui sotto.",
  delivery: {
    name: "Consegnate",
    usual: "Di solito: tra 90 e 95 su 100, ultimi 30 giorni.",
    well: "Va bene così.",
    watch: "Nella norma. Se scende, guarda i motivi qui sotto e togli dagli elenchi gli indirizzi vecchi.",
    act: "Troppo poche. Guarda i motivi qui sotto, controlla il dominio con «npm run doctor» e smetti di scrivere agli elenchi vecchi.",
  },
  bounce: {
    name: "Tornate indietro",
    usual: "Limite: 2 su 100, ultimi 30 giorni.",
    well: "Va bene così.",
    watch:
      "Sotto il limite, ma non di molto. Guarda da quale pagina o elenco vengono gli indirizzi sbagliati.",
    act: "Troppe. Chi torna indietro per sempre è già escluso: cerca da quale elenco o pagina vengono quegli indirizzi, e chiedi la conferma per mail prima di usarli.",
  },
  complaint: {
    name: "Segnalate come spam",
    usual: "Avviso da 1 su 1000, blocco da 3 su 1000, ultimi 30 giorni.",
    well: "Va bene così.",
    watch:
      "Gmail e Yahoo cominciano a diffidare. Scrivi meno spesso, e solo a chi l’ha chiesto; il link per cancellarsi va in alto.",
    act: "Gmail e Yahoo smettono di consegnare. Ferma le mail che nessuno ha chiesto finché non sai a chi sono arrivate e perché.",
  },
  marks: { well: "a posto", watch: "da tenere d’occhio", act: "da sistemare" },
  days: "Quando",
  last: "Ultimi {n} giorni",
  sent: "Partite",
  delivered: "Consegnate",
  hard: "Tornate per sempre",
  soft: "Tornate per ora",
  complained: "Segnalate",
  note: "Si contano le mail alle persone, nel giorno in cui sono partite; gli avvisi a chi cura il sito no. «Consegnata» vuol dire accettata dal server di chi riceve, non letta. Le segnalazioni si misurano su quelle consegnate.",
  toldSince: "Le consegne si conoscono dal {day}: la percentuale conta da lì.",
  untold: "Il tuo servizio di posta non segnala consegne, quindi non si sa quante mail arrivano.",
  setUp: {
    cloudflare:
      "Nel pannello Cloudflare crea una coda e collegala al Worker come «QUEUE», poi in Queues, Subscriptions iscrivila a «Email Sending» per il tuo dominio, con tutti e sei gli eventi.",
    resend:
      "In Resend, Webhooks, aggiungi l’indirizzo /hooks/resend con gli eventi email.delivered, email.delivery_delayed, email.bounced, email.suppressed e email.complained; il segreto va in RESEND_WEBHOOK_SECRET.",
    brevo:
      "In Brevo, Transazionali, Impostazioni, Webhook, aggiungi l’indirizzo /hooks/brevo con un bearer token e gli eventi Delivered, Deferred, Soft bounced, Hard bounced, Invalid email, Blocked, Spam e Unsubscribed; il token va in BREVO_WEBHOOK_SECRET.",
    postmark:
      "In Postmark, nel tuo stream, Webhooks, aggiungi https://imbuto:<segreto>@<host>/hooks/postmark con Delivery, Bounce, Spam complaint e Subscription change; il segreto va in POSTMARK_WEBHOOK_SECRET.",
    ses: "In Amazon SES assegna all’identità un configuration set con destinazione SNS ed eventi Deliveries, Delivery delays, Hard bounces e Complaints; iscrivi all’argomento l’indirizzo /hooks/ses, e metti l’ARN in SES_TOPIC_ARN.",
    smtp: "Con SMTP non può farlo: le mail che tornano indietro arrivano nella casella del mittente, e vanno lette lì. Per saperlo qui serve un servizio che manda eventi.",
    outbox: "La posta locale non consegna niente: sul sito vero scegli un servizio con MAILER.",
    other: "Scegli un servizio con MAILER: il README dice quali mandano eventi.",
  },
  returned: {
    title: "Tornate indietro e segnalate",
    text: "Le ultime, con il motivo dato dal server di chi riceve. Chi torna indietro per sempre o segnala non riceve altro.",
    what: "Che cosa",
    when: "Quando",
    why: "Motivo",
    kinds: { hard: "Per sempre", soft: "Per ora", complaint: "Spam" },
  },
  held: {
    title: "Ferme per le segnalazioni",
    text: "Dal {since} non partono promemoria, sequenze e campagne: {complained} segnalazioni come spam su {arrived} mail consegnate. Consegne, conferme e risposte partono come sempre.",
    waitOne: "Una mail aspetta.",
    waitMany: "{n} mail aspettano.",
    before: "Prima di ripartire cerca chi ha segnalato, qui sotto, e da dove veniva il suo indirizzo.",
    reason: "Perché si riparte",
    reasonHint: "Che cosa hai trovato e cambiato. Resta scritto, con il tuo nome.",
    noReason: "Scrivi perché si riparte, in almeno dieci lettere.",
    goOn: "Fai ripartire",
    ownerOnly: "Può farle ripartire solo chi è titolare.",
    ended:
      "Ferme dal {since} al {until} per {complained} segnalazioni su {arrived}. Ripartite per volontà di {who}: «{reason}»",
    owner: "chi è titolare",
    unheld: "Non c’è niente di fermo: erano già ripartite.",
    done: "Ripartono adesso, una al secondo.",
  },
};
