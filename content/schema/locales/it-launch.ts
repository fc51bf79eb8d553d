/** Words of the template `launch`, in Italian. */
export const launchIt = {
  opens: "Apre {day}",
};
