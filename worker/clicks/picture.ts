/** The smallest picture there is: one point that nobody sees. */
export const emptyPicture = Uint8Array.from(
  atob("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
  (sign) => sign.charCodeAt(0),
);
