/** Words below mails of sequences and campaigns, in Italian. */
export const mailingIt = {
  /** Why it comes. {title} is what was asked for, {wording} what was agreed to. */
  asked: "Ricevi questa mail perché il {date} hai chiesto «{title}» su {site} e hai accettato: “{wording}”",
  agreed: "Ricevi questa mail perché il {date} hai accettato, su {site}: “{wording}”",
  bought:
    "Ricevi questa mail perché il {date} hai comprato da {owner} ({what}): ti scriviamo solo di prodotti simili. Puoi rifiutare queste mail quando vuoi: basta un clic, non costa nulla.",
  /** What a reader has bought who is made up, to look at the mail. */
  sold: "un sacchetto di farina",
  refuse: "Se non vuoi più ricevere queste mail:",
  unsubscribe: "Disiscriviti con un clic",
  preferences: "Scegli che cosa ricevere",
};
