/** Words of the blocks in an author's text. */
export const blocksIt = {
  /** The marks around what somebody said. */
  quotes: ["«", "»"],
  yes: "Sì",
  no: "No",
  source: "Fonte",
  before: "Prezzo più basso degli ultimi 30 giorni",
  /** A film that opens on the page of another house. */
  watch: "Guarda su {place}",
  ends: "Finisce il {day}",
  ended: "È finita il {day}",
  share: {
    label: "Passaparola",
    whatsapp: "WhatsApp",
    email: "E-mail",
    facebook: "Facebook",
    linkedin: "LinkedIn",
    x: "X",
    copy: "Copia l’indirizzo",
    copied: "Copiato",
    more: "Altro…",
  },
};
