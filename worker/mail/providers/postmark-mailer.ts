import { carefulMailer } from "../careful.ts";
import type { Mail, Mailer } from "../mailer.ts";
import { messageIdOf } from "../mime.ts";
import { type Dialect, jsonRequest, type Meaning, post, type Way } from "../post.ts";
import { namedAddress } from "./named-address.ts";

/** Postmark answers 422 to all of these, and tells them apart by a number. */
const meanings: Record<string, Meaning> = {
  "10": "stop", // the token
  "100": "retry", // maintenance
  "400": "stop", // no such sender
  "401": "stop", // a sender that is not confirmed
  "405": "stop", // no credit left
  "406": "bounced", // bounced before, or complained
  "412": "stop", // the account waits for approval
  "413": "stop", // the account may not send
  "429": "retry",
  "1235": "stop", // no such stream
  "1236": "stop", // an archived stream
};

const dialect: Dialect = { id: "MessageID", code: (said) => said.ErrorCode, meanings };

/**
 * Sends mails through Postmark, which knows no idempotency key: a repetition sends again, under the same Message-ID,
 * by which an inbox may know it.
 */
export function postmarkMailer(token: string, stream = "outbound", way: Way = {}): Mailer {
  return carefulMailer("postmark", (mail) => {
    const url = way.url ?? "https://api.postmarkapp.com/email";
    const headers = { "X-Postmark-Server-Token": token, Accept: "application/json" };
    return post(jsonRequest(url, headers, payloadOf(mail, stream)), dialect, way);
  });
}

function payloadOf(mail: Mail, stream: string) {
  // X-PM-KeepID is Postmark's word for leaving the Message-ID as it is.
  const headers = { ...mail.headers, "Message-ID": messageIdOf(mail), "X-PM-KeepID": "true" };
  return {
    From: namedAddress(mail.from),
    To: mail.to,
    ...(mail.replyTo === undefined ? {} : { ReplyTo: mail.replyTo }),
    Subject: mail.subject,
    HtmlBody: mail.html,
    TextBody: mail.text,
    MessageStream: stream,
    // No pixel and no rewritten link, whatever the server's own setting says.
    TrackOpens: false,
    TrackLinks: "None",
    ...(mail.pictures === undefined
      ? {}
      : {
          Attachments: mail.pictures.map(({ id, file, type, base64 }) => ({
            Name: file,
            Content: base64,
            ContentType: type,
            ContentID: `cid:${id}`,
          })),
        }),
    Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
  };
}
