import { frameRoom, type MailPiece } from "../../content/schema/mail-body.ts";

/** What the largest HTML of a mail with `pieces` weighs, in bytes: with its frame, and with all that any reader may get. */
export function weightOf(pieces: readonly MailPiece[]): number {
  return frameRoom + pieces.reduce((sum, piece) => sum + pieceWeight(piece), 0);
}

/** The longest that an answer may be which stands in a mail, or what the Worker knows of it. */
const longest = 120;
/** A coupon's code with its picture and its links. */
const slot = 4000;

function pieceWeight(piece: MailPiece): number {
  if (typeof piece === "string") return Buffer.byteLength(piece);
  if ("pieces" in piece) return piece.pieces.reduce((sum, inner) => sum + pieceWeight(inner), 0);
  return "slot" in piece ? slot : longest;
}
