/** Words of the template `quote`, in Italian. */
export const quoteIt = {
  call: "Facciamo prima a voce",
  ask: "Il tuo preventivo",
  proofs: "Perché fidarti",
  place: "Dove siamo",
};
