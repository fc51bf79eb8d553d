import { connect } from "cloudflare:sockets";
import type { SmtpServer } from "./smtp-server.ts";

/** What an SMTP server answered. */
export interface Reply {
  code: number;
  /** The enhanced code (RFC 3463), such as `5.1.1`; empty where there is none. */
  enhanced: string;
  /** The text of each line. */
  lines: string[];
}

/** A conversation with an SMTP server, in lines. */
export interface Connection {
  /** The next reply; throws when the server hangs up or speaks something else. */
  reply(): Promise<Reply>;
  /** Says `command`, and waits for the reply to it. */
  ask(command: string): Promise<Reply>;
  /** Goes on in TLS. */
  secure(): void;
  /** Hangs up, whatever the state. */
  close(): void;
}

const longestReply = 65_536;

/** Calls an SMTP server. */
export function callServer({ host, port, security }: SmtpServer): Connection {
  const options: SocketOptions = {
    secureTransport: security === "tls" ? "on" : "starttls",
    allowHalfOpen: false,
  };
  let line = lineOver(connect({ hostname: host, port }, options));

  async function reply(): Promise<Reply> {
    const lines: string[] = [];
    for (let total = 0; total < longestReply; ) {
      const text = await line.read();
      total += text.length;
      const [, code, more, words] = /^(\d{3})([ -]?)(.*)$/.exec(text) ?? [];
      if (code === undefined || words === undefined) break;
      lines.push(words);
      if (more !== "-")
        return {
          code: Number(code),
          enhanced: /^[245]\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0] ?? "",
          lines,
        };
    }
    throw new Error("This is no SMTP.");
  }
  return {
    reply,
    async ask(command) {
      await line.write(`${command}\r\n`);
      return reply();
    },
    secure() {
      line = lineOver(line.secured());
    },
    close: () => line.close(),
  };
}

/** Lines over a socket. */
function lineOver(socket: Socket) {
  // Whoever reads or writes learns of a break there; here it would be an error that nobody handles.
  socket.opened.catch(() => {});
  socket.closed.catch(() => {});
  const reader = socket.readable.getReader();
  const writer = socket.writable.getWriter();
  const decoder = new TextDecoder();
  let held = "";
  return {
    async read(): Promise<string> {
      while (!held.includes("\n")) {
        const { done, value } = await reader.read();
        if (done || held.length > longestReply) throw new Error("The server hung up.");
        held += decoder.decode(value, { stream: true });
      }
      const end = held.indexOf("\n");
      const text = held.slice(0, end).replace(/\r$/, "");
      held = held.slice(end + 1);
      return text;
    },
    write: (text: string) => writer.write(new TextEncoder().encode(text)),
    secured(): Socket {
      // What came before the encryption could be anybody's.
      if (held !== "") throw new Error("The server spoke too early.");
      reader.releaseLock();
      writer.releaseLock();
      return socket.startTls();
    },
    close: () => void socket.close().catch(() => {}),
  };
}
