import type { Locale } from "../../content/schema/primitives.ts";

const it = {
  email: "La tua e-mail",
  givenName: "Come ti chiami",
  consent:
    "Acconsento a ricevere per e-mail da {brand} offerte e novità. È facoltativo, e posso ritirare il consenso quando voglio dal collegamento in fondo a ogni messaggio.",
  submit: "Lascia l’e-mail",
  intro: "In una frase: che cosa riceve chi legge, e quando.",
  body: "Scrivi qui il testo della pagina: una ragione per volta, parole che usa chi compra.",
  article: "Scrivi qui l’articolo.",
  coupon: "Dieci per cento sul prossimo acquisto",
  term: "Si usa una volta sola, mostrando il codice alla cassa.",
  letter: {
    first: "benvenuto",
    subject: "Una cosa utile, per cominciare",
    preheader: "Una frase che continua dove l’oggetto finisce.",
    text: "Ciao,\n\nscrivi qui la lettera: una cosa sola da fare, con le parole che useresti a voce.",
    button: "Guarda la pagina",
  },
};

const wording: Record<Locale, typeof it> = {
  it,
  en: {
    email: "Your e-mail",
    givenName: "Your first name",
    consent:
      "I agree to receive offers and news from {brand} by e-mail. This is optional, and I can withdraw it whenever I like with the link at the foot of every message.",
    submit: "Leave my e-mail",
    intro: "In one sentence: what the reader gets, and when.",
    body: "Write the page’s text here: one reason at a time, in the words that buyers use.",
    article: "Write the article here.",
    coupon: "Ten per cent off your next purchase",
    term: "Good for one use, by showing the code at the till.",
    letter: {
      first: "welcome",
      subject: "One useful thing to begin with",
      preheader: "A sentence that goes on where the subject ends.",
      text: "Hello,\n\nwrite the letter here: one thing to do, in the words you would use aloud.",
      button: "See the page",
    },
  },
};

/** The words that a new file begins with, in `locale`. */
export function wordingIn(locale: Locale): typeof it {
  return wording[locale];
}
