import * as z from "zod";
import { publicKeyIn } from "./certificate.ts";
import { bytesIn } from "./svix.ts";

const messageSchema = z.object({
  Type: z.enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
  MessageId: z.string().min(1).max(100),
  TopicArn: z.string(),
  Message: z.string(),
  Subject: z.string().nullish(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(["1", "2"]),
  Signature: z.string(),
  SigningCertURL: z.string(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
});
/** What Amazon SNS posts. */
export type SnsMessage = z.output<typeof messageSchema>;

/** Fetches what the network has at an address. */
export type Fetch = (url: string) => Promise<Response>;

// SNS signs once and repeats the same for hours; what it repeats is known by its id. Only the future is suspect at once.
const oldest = 86_400_000;
const tolerance = 300_000;

/** `body` as a message of the topic `topic`, signed by Amazon; null for all else. */
export async function readSns(
  body: unknown,
  topic: string,
  now: number,
  fetch: Fetch,
): Promise<SnsMessage | null> {
  const said = messageSchema.safeParse(body);
  if (!said.success || said.data.TopicArn !== topic) return null;
  const message = said.data;
  const age = now - Date.parse(message.Timestamp);
  if (!(age <= oldest && age >= -tolerance)) return null;
  if (!isAmazon(message.SigningCertURL, /^\/SimpleNotificationService-[\w-]+\.pem$/)) return null;
  const hash = message.SignatureVersion === "1" ? "SHA-1" : "SHA-256";
  const key = await keyAt(message.SigningCertURL, hash, fetch);
  const signature = bytesIn(message.Signature);
  if (key === null || signature === null) return null;
  const text = new TextEncoder().encode(signedText(message));
  return (await crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, signature, text)) ? message : null;
}

/** Says yes to the subscription of a topic; whether Amazon has heard it. */
export async function confirmSubscription({ SubscribeURL = "" }: SnsMessage, fetch: Fetch): Promise<boolean> {
  return isAmazon(SubscribeURL, /^\/$/) && (await fetch(SubscribeURL)).ok;
}

/** Whether `address` is one of SNS's own, over https, at a path like `path`: its certificates are trusted for where they lie. */
function isAmazon(address: string, path: RegExp): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === "https:" &&
    url.port === "" &&
    url.username === "" &&
    /^sns\.[a-z]{2}(-[a-z]+)+-\d{1,2}\.amazonaws\.com$/.test(url.hostname) &&
    path.test(url.pathname)
  );
}

function signedText(message: SnsMessage): string {
  const names =
    message.Type === "Notification"
      ? (["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const)
      : (["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"] as const);
  return names
    .flatMap((name) => {
      const value = message[name];
      return value === undefined || value === null ? [] : [`${name}\n${value}\n`];
    })
    .join("");
}

const keys = new Map<string, CryptoKey>();

/** The key of the certificate at `url`; an isolate fetches each once, and remembers no failure. */
async function keyAt(url: string, hash: string, fetch: Fetch): Promise<CryptoKey | null> {
  const known = keys.get(`${hash} ${url}`);
  if (known !== undefined) return known;
  const answer = await fetch(url);
  const spki = answer.ok ? publicKeyIn((await answer.text()).slice(0, 20_000)) : null;
  if (spki === null) return null;
  try {
    const key = await crypto.subtle.importKey("spki", spki, { name: "RSASSA-PKCS1-v1_5", hash }, false, [
      "verify",
    ]);
    keys.set(`${hash} ${url}`, key);
    return key;
  } catch {
    return null;
  }
}
