import type { MailOwn, MailPiece, MailSlot } from "../../content/schema/mail-body.ts";
import type { Reader } from "./reader.ts";

/** What the pieces of a mail are filled with. */
export interface Filling {
  reader: Reader;
  own: Readonly<Record<MailOwn, string>>;
  /** The parts that are ours, as they stand in the mail. */
  slots: Readonly<Record<MailSlot, string>>;
  /** Where each of the links leads that the pieces number. */
  links?: readonly string[];
}

/** `pieces` as text for one reader; `inert` makes what differs from reader to reader harmless where it will stand. */
export function fillPieces(
  pieces: readonly MailPiece[],
  filling: Filling,
  inert: (text: string) => string,
): { text: string; used: ReadonlySet<MailSlot> } {
  const used = new Set<MailSlot>();
  const fill = (piece: MailPiece): string => {
    if (typeof piece === "string") return piece;
    if ("field" in piece) return inert(filling.reader.say(piece.field) ?? piece.otherwise);
    if ("own" in piece) return inert(filling.own[piece.own]);
    if ("slot" in piece) {
      used.add(piece.slot);
      return filling.slots[piece.slot];
    }
    if ("link" in piece) return inert(filling.links?.[piece.link] ?? "");
    return isFor(piece, filling.reader) ? piece.pieces.map(fill).join("") : "";
  };
  return { text: pieces.map(fill).join(""), used };
}

function isFor({ when, answered, not }: Extract<MailPiece, { pieces: unknown }>, reader: Reader): boolean {
  const isMet =
    (when === undefined || reader.meets(when)) && (answered === undefined || reader.say(answered) !== null);
  return isMet !== not;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** `text` between tags, and inside an attribute. */
export function inHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** `text` without a line break or any other sign that would change what stands around it. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}
