import type { MailPiece } from "../../content/schema/mail-body.ts";

/** `pieces` as somebody reads them of whom nothing is known; `title` is known all the same where it is told. */
export function told(pieces: readonly MailPiece[], { title = "…" }: { title?: string } = {}): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if ("field" in piece) return piece.otherwise;
      return "own" in piece && piece.own === "title" ? title : "…";
    })
    .join("");
}
