// iCalendar (RFC 5545), as far as events on landings and reminders of coupons need it.

const octetsOf = new TextEncoder();

/** Content lines as they stand in a file: folded, each ended by CRLF. */
export function icalText(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** A moment in universal time, 20270312T193000Z: no calendar has to know the zone. */
export function icalMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** TEXT as RFC 5545, 3.3.11 writes it. */
export function icalEscaped(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
}

/** A content line in pieces of at most 75 octets, never cut inside a character (RFC 5545, 3.1). */
function folded(line: string): string {
  const pieces = [""];
  let octets = 0;
  for (const character of line) {
    const size = octetsOf.encode(character).length;
    if (octets + size > 75) {
      pieces.push(" ");
      octets = 1;
    }
    pieces.push((pieces.pop() ?? "") + character);
    octets += size;
  }
  return pieces.join("\r\n");
}
