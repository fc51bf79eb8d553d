import { linkAgainIt } from "./it-link-again.ts";

/** Words of the private page: what was asked for, how to open it, and how to get a new link. */
export const deliveryIt = {
  several: "Ecco quello che hai chiesto",
  severalHint: "Ogni cosa ha il suo pulsante. Questa pagina è solo tua.",
  /** Headings while the button waits, for what has no words of its own. */
  ready: {
    audio: "C’è qualcosa da ascoltare per te",
    video: "Il tuo video ti aspetta",
    link: "La tua pagina ti aspetta",
  },
  buttons: {
    book: "Apri il libro",
    audio: "Ascolta",
    video: "Guarda il video",
    link: "Vai alla pagina",
  },
  /** What follows a press that leads to another site. */
  away: "Si apre su {host}.",
  awayAgain: "Non si è aperto? Vai su {host}",
  here: "Non si è aperto? Vai alla pagina",
  play: "Resta aperto per sei ore: puoi fermarti e riprendere. Poi torna su questa pagina e premi di nuovo.",
  /** What one gets. */
  pages: "{count} pagine",
  page: "Una pagina",
  by: "di {authors}",
  languages: { it: "In italiano", en: "In inglese" },
  /** Which of two formats. */
  pdf: "Da stampare o da leggere al computer: la pagina resta com’è.",
  epub: "Per telefono, tablet, Kindle e Kobo: il testo si adatta allo schermo.",
  subtitles: { it: "Italiano", en: "Inglese" },
  again: linkAgainIt,
  help: {
    title: "Come si apre sul tuo dispositivo",
    kindle: {
      title: "Kindle",
      steps: [
        "Scarica l’EPUB sul telefono o sul computer.",
        "Con l’app Kindle: apri il file, tocca Condividi e scegli Kindle. Arriva anche sul lettore.",
        "Dal computer: trascina il file su amazon.it/sendtokindle.",
        "Per e-mail: allegalo a un messaggio al tuo indirizzo @kindle.com. Lo trovi su Amazon, in «I miei contenuti e dispositivi», alla voce Preferenze; lì aggiungi anche la tua e-mail fra quelle autorizzate.",
        "Copiato con il cavo USB, un EPUB sul Kindle non si apre: passa da una di queste strade.",
      ],
    },
    kobo: {
      title: "Kobo",
      steps: [
        "Scarica l’EPUB sul computer.",
        "Collega il Kobo con il cavo USB e tocca Collega.",
        "Copia il file nel disco KOBOeReader e scollegalo: il libro è fra i tuoi.",
      ],
    },
    iphone: {
      title: "iPhone e iPad",
      steps: [
        "Scarica l’EPUB da qui.",
        "Tocca il file appena arrivato, oppure cercalo nell’app File, in Download.",
        "Si apre in Libri. Se chiede come, tocca Condividi e scegli Libri.",
      ],
    },
    android: {
      title: "Android",
      steps: [
        "Scarica l’EPUB da qui.",
        "Tocca il file fra i download e scegli Google Play Libri, oppure l’app con cui leggi di solito.",
        "Se non c’è, installa Google Play Libri: poi lo apri da lì, alla voce Carica file.",
      ],
    },
    computer: {
      title: "Computer",
      steps: [
        "Il PDF si apre nel browser o nel programma che usi di solito.",
        "L’EPUB su Mac si apre in Libri; su Windows e Linux con Thorium Reader, gratuito.",
      ],
    },
  },
};
