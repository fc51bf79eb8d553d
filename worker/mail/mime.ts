import type { Mail, MailPicture } from "./mailer.ts";
import { quotedPrintable } from "./quoted-printable.ts";

const encoder = new TextEncoder();

/** The mail as it goes over the wire, lines ended by CRLF; the same bytes for the same mail and moment. */
export function mimeMessage(mail: Mail, now: number): string {
  // No quoted-printable text can hold "=_".
  const boundary = `=_${mail.id}`;
  const headers: [string, string][] = [
    ["From", mailbox(mail.from)],
    ["To", mail.to],
    ...(mail.replyTo === undefined ? [] : [["Reply-To", mail.replyTo] satisfies [string, string]]),
    ["Subject", unstructured(mail.subject)],
    ["Date", new Date(now).toUTCString().replace("GMT", "+0000")],
    ["Message-ID", messageIdOf(mail)],
    ...Object.entries(mail.headers).map(([name, value]): [string, string] => [name, unstructured(value)]),
    ["MIME-Version", "1.0"],
    ["Content-Type", `multipart/alternative; boundary="${boundary}"`],
  ];

  return [
    ...headers.map(([name, value]) => `${name}: ${value}`),
    "",
    ...part(boundary, "text/plain", mail.text),
    ...(mail.pictures === undefined
      ? part(boundary, "text/html", mail.html)
      : related(mail, boundary, mail.pictures)),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}

/** The id that a message keeps through every try, so that an inbox knows a repetition. */
export function messageIdOf({ id, from }: Mail): string {
  return `<${id}@${from.email.slice(from.email.lastIndexOf("@") + 1)}>`;
}

/** `Name <address>`, in ASCII whatever the name. */
export function mailbox({ name, email }: Mail["from"], fold = "\r\n "): string {
  if (name === "") return email;
  const isPlain = /^[ -~]+$/.test(name) && !name.includes("=?");
  const phrase = isPlain ? `"${name.replace(/["\\]/g, "\\$&")}"` : encodedWords(name).join(fold);
  return `${phrase} <${email}>`;
}

function unstructured(text: string): string {
  return /^[ -~]*$/.test(text) && !text.includes("=?") ? text : encodedWords(text).join("\r\n ");
}

/** `text` as encoded words (RFC 2047), each of whole characters and short enough to share a line with a header's name. */
function encodedWords(text: string): string[] {
  const chunks = [""];
  for (const character of text) {
    const longer = `${chunks.at(-1) ?? ""}${character}`;
    if (encoder.encode(longer).length <= 42) chunks[chunks.length - 1] = longer;
    else chunks.push(character);
  }
  return chunks.map((chunk) => `=?UTF-8?B?${base64(chunk)}?=`);
}

/** The UTF-8 bytes of `text` in base64. */
export function base64(text: string): string {
  return btoa(String.fromCharCode(...encoder.encode(text)));
}

function part(boundary: string, type: string, text: string): string[] {
  return [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    "Content-Transfer-Encoding: quoted-printable",
    "",
    quotedPrintable(text),
  ];
}

/** The HTML with its pictures (RFC 2387), as one part of the mail. */
function related(mail: Mail, outer: string, pictures: readonly MailPicture[]): string[] {
  // Neither of the two may begin with the other.
  const boundary = `=_pictures_${mail.id}`;
  return [
    `--${outer}`,
    'Content-Type: multipart/related; type="text/html";',
    ` boundary="${boundary}"`,
    "",
    ...part(boundary, "text/html", mail.html),
    ...pictures.flatMap(({ id, file, type, base64 }) => [
      `--${boundary}`,
      `Content-Type: ${type}; name="${file}"`,
      "Content-Transfer-Encoding: base64",
      `Content-ID: <${id}>`,
      `Content-Disposition: inline; filename="${file}"`,
      "",
      ...(base64.match(/.{1,76}/g) ?? []),
    ]),
    `--${boundary}--`,
  ];
}
