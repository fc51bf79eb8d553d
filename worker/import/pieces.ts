/** Bytes of one piece of a file as it came: a row of the database holds two million. */
export const pieceSize = 1_000_000;

/** The largest file that is taken, in bytes. */
export const largestFile = 32_000_000;
