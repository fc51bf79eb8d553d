/** Words on what is printed: coupons, and each person's own copy of a book. */
export const printIt = {
  colophon: "Colophon",
  copy: ["Copia di {name} · {code}", "Copia personale · {code}"],
  ticket: {
    off: "di sconto",
    code: "Codice",
    until: "Vale fino al",
    between: "Vale dal {from} al",
    holder: "Per",
    terms: "Come si usa",
    elsewhere: "Le condizioni sono sulla pagina che si apre inquadrando il codice.",
    alone: "Non si somma ad altre offerte.",
    hours: "Dalle {from} alle {to}.",
    weekdays: "Solo {days}.",
    weekday: ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
    qr: "Codice QR da mostrare alla cassa",
  },
};
