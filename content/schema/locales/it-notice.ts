/** The short notice under a form (GDPR art. 13) in Italian; the long one is the privacy page. */
export const noticeIt = {
  open: "Chi tratta i tuoi dati, perché e per quanto tempo",
  who: {
    title: "Chi",
    text: "{owner}, {address}. Per i tuoi dati scrivi a {email}.",
    pec: "PEC: {pec}.",
    dpo: "Responsabile della protezione dei dati: {dpo}.",
  },
  what: {
    title: "Che cosa",
    text: "{fields}; la pagina da cui scrivi e come ci sei arrivato, il giorno, l’ora e l’indirizzo di rete.",
  },
  why: {
    title: "Perché",
    request: "Per rispondere a questa richiesta, che ci fai tu (GDPR, art. 6, par. 1, lett. b).",
    magnet:
      "Per darti «{title}» e i messaggi che servono a riceverlo: ce lo chiedi tu (GDPR, art. 6, par. 1, lett. b).",
    draw: "Per farti partecipare a «{name}», secondo il regolamento e la legge (lett. b e c).",
    consent: "{purpose} Solo con il tuo consenso (lett. a; testo n. {version}).",
    proof: "Per conservare la prova dei consensi, come vuole la legge (lett. c).",
    safety: "Per tenere lontani gli abusi, nostro legittimo interesse (lett. f).",
  },
  long: {
    title: "Per quanto",
    text: "{leads} dall’ultima volta che ti sei fatto vivo, o finché ci chiedi di cancellarli; {unconfirmed} se non confermi l’indirizzo; gli indirizzi di rete, {networks}.",
  },
  whom: {
    title: "A chi",
    text: "A chi ospita il sito (Cloudflare) e a chi spedisce le e-mail e cura il sito per noi, anche fuori dallo Spazio economico europeo con le garanzie degli artt. 45 e 46. Non li vendiamo.",
    draw: "Al notaio o al funzionario della Camera di commercio che trova i vincitori, e al ministero.",
    partners: "Ai partner nominati qui sopra, solo se acconsenti.",
  },
  need: {
    title: "Devi darceli?",
    text: "Le risposte obbligatorie sì, o non possiamo darti ciò che chiedi. Il resto è facoltativo.",
    consents: "Anche i consensi: se dici di no ricevi lo stesso quello che hai chiesto.",
  },
  rights: {
    title: "I tuoi diritti",
    text: "Puoi vedere, correggere, cancellare, limitare e portare altrove i tuoi dati, oppure opporti (artt. 15–22). Basta scrivere a {email}: rispondiamo entro un mese.",
    withdraw: "Un consenso lo ritiri quando vuoi; quanto fatto prima resta lecito.",
    complaint: "Se qualcosa non va, puoi fare reclamo al Garante per la protezione dei dati personali.",
  },
};
