/** Words around articles. */
export const articlesIt = {
  title: "Da leggere",
  intro: "Quello che impariamo lavorando, scritto per chi lo rifà a casa.",
  feed: "Segui con un lettore RSS",
  minutes: "{count} minuti di lettura",
  minutes_one: "Un minuto di lettura",
  updated: "Aggiornato il {day}",
  by: "di {name}",
  /** Which part of the way an article serves. */
  stages: { awareness: "Per cominciare", consideration: "Per capirci di più", decision: "Per decidere" },
  next: "E adesso",
  breadcrumbs: "Dove sei",
  all: "Tutti gli articoli",
};
