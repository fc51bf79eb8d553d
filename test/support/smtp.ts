import { readFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import { certificate } from "./mailing.ts";

/** A mail as an SMTP server got it. */
interface Arrived {
  raw: string;
  mail: ParsedMail;
  session: SMTPServerSession;
  /** The addresses that the server heard. */
  from: string;
  to: string[];
}

/** The one password that the server takes. */
export const password = "p@ss/wörd:%";

/** A real SMTP server on this machine; `user` with `password` may send. */
export async function startSmtp(options: SMTPServerOptions = {}) {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    key: readFileSync(certificate.key),
    cert: readFileSync(certificate.cert),
    onAuth(auth, _session, done) {
      if (auth.username === "user" && auth.password === password) done(null, { user: "user" });
      else done(new Error("Invalid credentials"));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const raw = Buffer.concat(chunks);
        // The session forgets its envelope after each mail.
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo.map(({ address }) => address);
        const from = mailFrom === false ? "" : mailFrom.address;
        arrived.push({ raw: raw.toString("latin1"), mail: await simpleParser(raw), session, from, to });
        done(null, "OK: queued as Q1");
      });
    },
    ...options,
  });
  // A client that hangs up in the middle is what some tests do.
  server.on("error", () => {});
  const port = await new Promise<number>((done) => {
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      done(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return { port, arrived, stop: () => new Promise<void>((done) => server.close(() => done())) };
}

/** A refusal with `code`, for the handlers of `startSmtp`. */
export function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/** A server that greets with the first of `replies`, and says the next one after whatever it hears. */
export async function startScripted(replies: readonly string[]) {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const left = [...replies];
    const next = () => {
      const reply = left.shift();
      if (reply === "hang up") socket.destroy();
      else if (reply !== undefined) socket.write(reply);
    };
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      heard.push(chunk.toString("latin1"));
      next();
    });
    next();
  });
  const port = await new Promise<number>((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    port,
    heard,
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(done));
    },
  };
}
