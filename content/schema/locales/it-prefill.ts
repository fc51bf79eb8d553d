/** Words on the desk about links that fill in a form. */
export const prefillIt = {
  title: "Link già compilato",
  text: "Apre una pagina con le risposte che questa persona ci ha già dato. Non manda nulla da solo, e vale trenta giorni da quando lo crei.",
  landing: "Pagina",
  button: "Crea il link",
  made: "Ecco il link. Mandalo solo a {name}: chi lo apre legge le sue risposte.",
  until: "Vale fino al {date}",
};
