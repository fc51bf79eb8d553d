const encoder = new TextEncoder();

/** `text` in quoted-printable (RFC 2045): ASCII, lines of at most 76 characters, ended by CRLF. */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(encodeLine)
    .join("\r\n");
}

function encodeLine(line: string): string {
  const bytes = encoder.encode(line);
  let encoded = "";
  let width = 0;
  for (const [place, byte] of bytes.entries()) {
    const piece = isPlain(byte, place === bytes.length - 1)
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (width + piece.length > 75) {
      encoded += "=\r\n";
      width = 0;
    }
    encoded += piece;
    width += piece.length;
  }
  return encoded;
}

/** Space at the end of a line gets lost on the way, so there it is encoded. */
function isPlain(byte: number, isLast: boolean): boolean {
  if (byte === 32 || byte === 9) return !isLast;
  return byte >= 33 && byte <= 126 && byte !== 61;
}
