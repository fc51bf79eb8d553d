/** Words of the template `letter`, in Italian. */
export const letterIt = {
  enclosed: "Allegato",
  postscript: "P.S.",
};
