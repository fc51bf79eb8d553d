import { AwsClient } from "aws4fetch";
import { carefulMailer } from "../careful.ts";
import type { Mail, Mailer } from "../mailer.ts";
import { mailbox } from "../mime.ts";
import { type Dialect, jsonRequest, post, type Way } from "../post.ts";

/** Whose account sends, and from where. */
export interface SesAccount {
  accessKey: string;
  secretKey: string;
  region: string;
}

const dialect: Dialect = {
  id: "MessageId",
  code: codeOf,
  meanings: {
    TooManyRequestsException: "retry",
    LimitExceededException: "retry",
    ThrottlingException: "retry",
    AccountSuspendedException: "stop",
    SendingPausedException: "stop",
    MailFromDomainNotVerifiedException: "stop",
    UnverifiedIdentity: "stop",
  },
};

/** Whether `region` looks like one of Amazon's, as it becomes part of an address. */
export function isRegion(region: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(region);
}

/**
 * Sends mails through Amazon SES, which knows no idempotency key and sets the Message-ID itself: a repetition after an
 * answer that got lost sends again.
 */
export function sesMailer({ accessKey, secretKey, region }: SesAccount, way: Way = {}): Mailer {
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    region,
    service: "ses",
    retries: 0,
  });
  const url = way.url ?? `https://email.${region}.amazonaws.com/v2/email/outbound-emails`;
  return carefulMailer("ses", async (mail) =>
    post(await client.sign(jsonRequest(url, {}, payloadOf(mail))), dialect, way),
  );
}

function payloadOf(mail: Mail) {
  const inUtf8 = (text: string) => ({ Data: text, Charset: "UTF-8" });
  return {
    // Its name must be ASCII: as encoded words.
    FromEmailAddress: mailbox(mail.from, " "),
    Destination: { ToAddresses: [mail.to] },
    ...(mail.replyTo === undefined ? {} : { ReplyToAddresses: [mail.replyTo] }),
    Content: {
      Simple: {
        Subject: inUtf8(mail.subject),
        Body: { Text: inUtf8(mail.text), Html: inUtf8(mail.html) },
        Headers: Object.entries(mail.headers).map(([Name, Value]) => ({ Name, Value })),
        ...(mail.pictures === undefined
          ? {}
          : {
              Attachments: mail.pictures.map(({ id, file, type, base64 }) => ({
                FileName: file,
                RawContent: base64,
                ContentType: type,
                ContentDisposition: "INLINE",
                ContentId: id,
                ContentTransferEncoding: "BASE64",
              })),
            }),
      },
    },
  };
}

/** The error's type stands in a header, or in the body; before or behind it there may be more. */
function codeOf(said: Record<string, unknown>, answer: Response): string {
  const type = answer.headers.get("x-amzn-errortype") ?? String(said.__type ?? "");
  const name = type.split(":")[0]?.split("#").at(-1) ?? "";
  // One name for content that is refused and for a sender that nobody has verified yet.
  return name === "MessageRejected" && /not verified/i.test(String(said.message ?? said.Message ?? ""))
    ? "UnverifiedIdentity"
    : name;
}
