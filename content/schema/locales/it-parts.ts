/** Words of the parts that all pages of the desk are made of, in Italian. */
export const partsIt = {
  /** Who has the business's own token. */
  owner: "Titolare",
  errors: { one: "C’è una cosa da sistemare", many: "Ci sono {n} cose da sistemare" },
  optional: "facoltativo",
};
