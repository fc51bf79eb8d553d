import type { Meaning } from "../post.ts";
import type { Reply } from "./smtp-connection.ts";

/** Where in the conversation a server may refuse. */
export type Step = "greeting" | "hello" | "starttls" | "auth" | "from" | "to" | "data" | "body";

/** A server's refusal; its message holds the numbers alone, for the words may hold an address. */
export class SmtpRefusal extends Error {
  readonly step: Step;
  readonly reply: Reply;
  constructor(step: Step, reply: Reply) {
    super(`SMTP ${reply.code}${reply.enhanced === "" ? "" : ` ${reply.enhanced}`} ${step}`);
    this.step = step;
    this.reply = reply;
  }
}

/** What a refusal at `step` means for the mail, and for all mails. */
export function meaningOf(step: Step, reply: Reply): Meaning {
  if (reply.code < 500) return "retry";
  switch (step) {
    case "greeting":
      return "retry";
    case "hello":
    case "starttls":
    case "auth":
      return "stop";
    case "from":
      // Too large is this mail's fault; a sender who may not send is every mail's.
      return reply.code === 552 ? "give_up" : "stop";
    case "to":
      return ofRecipient(reply);
    case "data":
      return "give_up";
    case "body":
      return reply.enhanced.startsWith("5.1.") ? "bounced" : "give_up";
  }
}

function ofRecipient({ code, enhanced, lines }: Reply): Meaning {
  // A server that does not send for us refuses every inbox; no inbox is to blame.
  if (code === 530 || /relay|authenticat/i.test(lines.join(" "))) return "stop";
  if (code === 552 || enhanced === "5.2.2") return "retry";
  return enhanced.startsWith("5.7.") ? "give_up" : "bounced";
}
