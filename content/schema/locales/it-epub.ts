/** Words of a book as EPUB, and of its first pages as an article. */
export const epubIt = {
  chapter: "capitolo {number}",
  picture: "figura {number}",
  table: "tabella {number}",
  /** A reference to what has no number. */
  here: "qui",
  cover: "Copertina",
  coverAlt: "Copertina di «{title}»",
  titlePage: "Frontespizio",
  contents: "Indice",
  begin: "Inizio del testo",
  colophon: "Colophon",
  notes: "Note",
  note: "Nota {number}",
  back: "Torna al testo, nota {number}",
  tones: { note: "Nota", tip: "Consiglio", warning: "Attenzione" },
  source: "Fonte: {source}",
  before: "prima {price}",
  publisher: "Pubblicato da {name}",
  revised: "Edizione del {day}",
  /** In the colophon of the PDF. */
  typeset: "Composto in {faces}.",
  accessibility:
    "Il testo si ingrandisce e si adatta a ogni schermo; titoli, elenchi, tabelle e note sono marcati come tali, c’è un indice e le figure hanno una descrizione. Nessun lampeggio, nessun suono.",
  sample: {
    /** What the public PDF is called after the book's name. */
    file: "estratto",
    /** Under the landing's button. */
    read: "Leggi le prime {count} pagine (PDF)",
    intro: "Le prime {count} pagine di «{title}», così come stanno nel libro.",
    page: "da leggere",
    ends: "L’estratto finisce qui",
    /** On the last page of the PDF. */
    found: "Il resto è in {title}, che si chiede qui:",
    whole: "Il resto è nel libro",
    download: "Le stesse pagine in PDF",
  },
};
