import fc from "fast-check";
import { describe, it } from "vitest";
import type { Mail } from "../../worker/mail/mailer.ts";
import { mimeMessage } from "../../worker/mail/mime.ts";
import { quotedPrintable } from "../../worker/mail/quoted-printable.ts";
import { texts } from "./texts.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const mails: fc.Arbitrary<Mail> = fc.record({
  id: fc.constant("aaaaaaaaaaaaaaaaaaaaaa"),
  from: fc.record({ name: texts, email: fc.constant("marta@forno.example") }),
  to: fc.constant("ada@example.com"),
  replyTo: fc.constant("bottega@forno.example"),
  subject: texts,
  html: texts,
  text: texts,
  headers: fc.record({ "X-Test": texts }),
});

/** The headers of a message, unfolded; a header that nobody wrote would be one more. */
function headersOf(message: string): Map<string, string> {
  const [head = ""] = message.split("\r\n\r\n");
  const lines = head.replaceAll("\r\n ", " ").split("\r\n");
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
}

/** `text` with its encoded words (RFC 2047) read. */
function decoded(text: string): string {
  return text
    .replaceAll(/\?= =\?/g, "?==?")
    .replaceAll(/=\?UTF-8\?B\?([\w+/=]*)\?=/g, (_, coded: string) =>
      decoder.decode(Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0))),
    );
}

describe("a mail on the wire", () => {
  it("has the headers that it was given, whatever their text says, and no other", ({ expect }) => {
    fc.assert(
      fc.property(mails, (mail) => {
        const message = mimeMessage(mail, 0);
        expect(/[^\r]\n|\r[^\n]|[^\t\r\n -~]/.test(message)).toBe(false);
        const headers = headersOf(message);
        expect([...headers.keys()]).toEqual([
          ...["From", "To", "Reply-To", "Subject", "Date", "Message-ID"],
          ...["X-Test", "MIME-Version", "Content-Type"],
        ]);
        expect(decoded(headers.get("Subject") ?? "")).toBe(mail.subject);
        expect(decoded(headers.get("X-Test") ?? "")).toBe(mail.headers["X-Test"]);
        expect(headers.get("From")).toMatch(/(?:^| <)marta@forno\.example>?$/);
      }),
    );
  });

  it("carries its text unaltered, in lines short enough for every server", ({ expect }) => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = quotedPrintable(text).split("\r\n");
        expect(lines.every((line) => line.length <= 76 && !/[\t ]$/.test(line))).toBe(true);
        const bytes = lines
          .join("\r\n")
          .replaceAll("=\r\n", "")
          .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
        const read = decoder.decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
        expect(read).toBe(text.replaceAll(/\r\n|\r|\n/g, "\r\n"));
      }),
    );
  });
});
