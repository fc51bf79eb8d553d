import { carefulMailer } from "../careful.ts";
import type { Delivery, Mail, Mailer } from "../mailer.ts";
import { base64, mimeMessage } from "../mime.ts";
import { deliveryOf, idIn, type Way } from "../post.ts";
import { within } from "../within.ts";
import { type Connection, callServer } from "./smtp-connection.ts";
import { meaningOf, SmtpRefusal, type Step } from "./smtp-refusal.ts";
import { isLoopback, type SmtpServer } from "./smtp-server.ts";

/** A whole conversation takes a second; a server under load or with a tarpit takes longer. */
const usualPatience = 30_000;

/**
 * Sends mails through an SMTP server, one connection each. SMTP knows no idempotency key: a repetition after a reply
 * that got lost sends again, under the same Message-ID, by which an inbox may know it.
 */
export function smtpMailer(server: SmtpServer, way: Way = {}): Mailer {
  return carefulMailer("smtp", async (mail) => {
    const connection = callServer(server);
    try {
      return await within(converse(connection, server, mail), way.patience ?? usualPatience);
    } catch (error) {
      if (error instanceof SmtpRefusal) return deliveryOf(meaningOf(error.step, error.reply), error.message);
      if (error instanceof Error && error.name === "TimeoutError") throw error;
      // Refused, hung up, a certificate that is not the server's: the runtime calls all of them Error.
      return deliveryOf("retry", "SMTP connection");
    } finally {
      connection.close();
    }
  });
}

async function converse(connection: Connection, server: SmtpServer, mail: Mail): Promise<Delivery> {
  const ask = asker(connection);
  await ask("greeting", null);
  const offers = await introduce(connection, server, mail);
  if (typeof offers === "string") return deliveryOf("stop", offers);
  const isAscii = /^[!-~]+$/.test(mail.to);
  if (!isAscii && !offers.has("SMTPUTF8")) return deliveryOf("give_up", "SMTP without SMTPUTF8");
  await ask("from", `MAIL FROM:<${mail.from.email}>${isAscii ? "" : " SMTPUTF8"}`);
  await ask("to", `RCPT TO:<${mail.to}>`);
  await ask("data", "DATA");
  // A line that begins with a dot would end the mail.
  const message = mimeMessage(mail, Date.now()).replace(/^\./gm, "..");
  const { lines } = await ask("body", `${message.replace(/\r\n$/, "")}\r\n.`);
  // The mail is theirs now: their goodbye is not worth waiting for.
  connection.ask("QUIT").catch(() => {});
  return { ok: true, providerId: idIn(/queued as ([\w.-]{1,100})/i.exec(lines.join(" "))?.[1]) };
}

/** Asks with one word for the step, and throws when the server refuses it. */
function asker(connection: Connection) {
  return async (step: Step, command: string | null) => {
    const reply = await (command === null ? connection.reply() : connection.ask(command));
    if (reply.code < 200 || reply.code >= 400) throw new SmtpRefusal(step, reply);
    return reply;
  };
}

/** Greets, goes over to TLS and signs in; returns what the server offers, or why it cannot be used. */
async function introduce(
  connection: Connection,
  server: SmtpServer,
  mail: Mail,
): Promise<Set<string> | string> {
  const ask = asker(connection);
  const domain = mail.from.email.slice(mail.from.email.lastIndexOf("@") + 1);
  const greet = async () => offersIn((await ask("hello", `EHLO ${domain}`)).lines);
  let offers = await greet();
  if (server.security === "starttls" && offers.has("STARTTLS")) {
    await ask("starttls", "STARTTLS");
    connection.secure();
    offers = await greet();
  } else if (server.security === "starttls" && !isLoopback(server)) {
    // Somebody on the way may have taken the offer out, to read the password.
    return "SMTP without STARTTLS";
  }
  if (server.user === null) return offers;
  if (offers.has("AUTH PLAIN")) {
    await ask("auth", `AUTH PLAIN ${base64(`\0${server.user.name}\0${server.user.password}`)}`);
  } else if (offers.has("AUTH LOGIN")) {
    await ask("auth", "AUTH LOGIN");
    await ask("auth", base64(server.user.name));
    await ask("auth", base64(server.user.password));
  } else return "SMTP without AUTH";
  return offers;
}

/** `STARTTLS`, `AUTH PLAIN`, `AUTH LOGIN`, `SMTPUTF8` …: one entry for each way to sign in. */
function offersIn(lines: readonly string[]): Set<string> {
  return new Set(
    lines.flatMap((line) => {
      const [name = "", ...values] = line.toUpperCase().split(/[ =]+/);
      return name === "AUTH" ? values.map((value) => `AUTH ${value}`) : [name];
    }),
  );
}
