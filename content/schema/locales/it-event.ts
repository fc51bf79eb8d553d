/** Words of the template `event`, in Italian. */
export const eventIt = {
  at: "Ore {time}",
  seats: "{count} posti",
  seats_one: "un posto solo",
  free: "ingresso libero",
  price: "{price} a persona",
  online: "in diretta, online",
  seat: "Il tuo posto",
  programme: "Il programma",
  cast: "Chi c’è",
  place: "Dove",
  /** The last part of the calendar file's address. */
  file: "evento",
  calendar: {
    title: "Segnatelo",
    text: "Due tocchi adesso, e il {day} te lo ricorda il telefono.",
    file: "Mettilo in calendario",
    google: "Mettilo in Google Calendar",
    hint: "Il primo pulsante va bene per iPhone, Outlook e quasi tutti gli altri.",
    link: "Tutto quello che serve sapere è qui: {href}",
  },
};
