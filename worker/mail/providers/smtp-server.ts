/** Where an SMTP server is, and who we are there. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps:`), or by STARTTLS (`smtp:`). */
  security: "tls" | "starttls";
  user: { name: string; password: string } | null;
}

/** The server that an address such as `smtps://user:password@host:465` names, or null. */
export function smtpServerOf(address: string): SmtpServer | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === "") return null;
  const security = url.protocol === "smtps:" ? "tls" : "starttls";
  const port = url.port === "" ? (security === "tls" ? 465 : 587) : Number(url.port);
  try {
    const name = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    return { host: url.hostname, port, security, user: name === "" ? null : { name, password } };
  } catch {
    // A percent sign in the password that was not written as %25.
    return null;
  }
}

/** A connection within one machine, on which nobody listens. */
export function isLoopback({ host }: SmtpServer): boolean {
  return host === "localhost" || host === "127.0.0.1" || host === "[::1]";
}
