import type { Mail, Mailer } from "./mailer.ts";

/** The shortest limit among the providers, Amazon's. */
const longestHeader = 870;

/** A mailer that never throws, and lets no mail out whose headers could be read as other headers. */
export function carefulMailer(name: string, deliver: Mailer["send"], knowsRepeats = false): Mailer {
  return {
    name,
    knowsRepeats,
    async send(mail) {
      const fault = faultIn(mail);
      if (fault !== null) return { ok: false, reason: fault, next: "give_up" };
      try {
        return await deliver({ ...mail, to: withAsciiDomain(mail.to) });
      } catch (error) {
        // Refused, not found, too slow: whether the provider has the mail is unknown.
        return { ok: false, reason: error instanceof Error ? error.name : "network", next: "retry" };
      }
    },
  };
}

function faultIn(mail: Mail): string | null {
  const { id, from, to, replyTo, subject, headers } = mail;
  const names = Object.keys(headers);
  const addresses = [from.email, to, replyTo ?? from.email];
  const texts = [id, from.name, subject, ...addresses, ...names, ...Object.values(headers)];
  if (texts.some(hasControl)) return "unsafe header";
  if (!names.every((name) => /^[!-9;-~]{1,100}$/.test(name))) return "unsafe header";
  if (Object.values(headers).some((value) => value.length > longestHeader)) return "long header";
  return addresses.every(isOneAddress) ? null : "unsafe address";
}

/** A line break ends a header, and what follows would be a header of the visitor's. */
function hasControl(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  return /[\u0000-\u001f\u007f\u2028\u2029]/.test(text);
}

/** Some providers take a list of addresses in one string: one address must not be able to become two. */
function isOneAddress(address: string): boolean {
  const [, domain = ""] = /^[^\s<>()[\]\\,;:"@]+@([^\s<>()[\]\\,;:"@]+)$/.exec(address) ?? [];
  return isAscii(domain) ? domain !== "" : URL.canParse(`http://${domain}`);
}

/** Mail knows domains such as `società.it` only in their ASCII form. */
function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  const domain = address.slice(at);
  return isAscii(domain) ? address : address.slice(0, at) + new URL(`http://${domain}`).hostname;
}

function isAscii(text: string): boolean {
  return /^[!-~]*$/.test(text);
}
