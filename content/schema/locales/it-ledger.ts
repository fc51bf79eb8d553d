/** Words on the desk about the register of consents. */
export const ledgerIt = {
  form: "Modulo",
  sealed: "Sigillo",
  unsealed: "Il sigillo arriva entro pochi minuti",
  download: "Scarica la prova dei consensi (JSON)",
};
