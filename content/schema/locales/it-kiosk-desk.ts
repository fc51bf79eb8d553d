/** Words on the desk about the template `kiosk`, in Italian. */
export const kioskDeskIt = {
  title: "Postazioni",
  text: "Questo dispositivo ora ha la chiave del banco. Apri la postazione: quello che aspetta parte da solo.",
  none: "Nessuna pagina usa il modello “kiosk”.",
};
