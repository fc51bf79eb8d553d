import keys from "../fixtures/sns.json";
import { type App, anApp, noon, rowsOf, submit } from "./worker-app.ts";

const encoder = new TextEncoder();
const base64 = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The secrets of the tests, as the owner would set them. */
export const secrets = {
  resend: `whsec_${btoa("a secret for Resend's events")}`,
  brevo: "a secret for Brevo's events",
  postmark: "a secret for Postmark's events",
  ses: "arn:aws:sns:eu-south-1:123456789012:imbuto",
};

/** Where Amazon keeps the certificate of the tests. */
export const certificateUrl =
  "https://sns.eu-south-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";

/** A Worker that listens to every provider; `fetched` says which addresses it asked. */
export function aListeningApp() {
  const fetched: string[] = [];
  const app = anApp({
    hooks: {
      secrets,
      fetch: async (url) => {
        fetched.push(url);
        return new Response(url.endsWith(".pem") ? keys.certificate : "<ConfirmSubscriptionResponse/>");
      },
    },
  });
  return { app, fetched };
}

/** Has `app` send the guide to `email` as the provider's mail `providerId`; the message. */
export async function sent(app: App, email: string, providerId: string): Promise<Record<string, unknown>> {
  app.mailing.answer = { ok: true, providerId };
  await submit(app, "guida", { email, nome: "Ada", "consent-marketing": "yes" });
  const message = (await rowsOf("message")).find((row) => row.provider_id === providerId);
  if (message === undefined) throw new Error(`No mail ${providerId} has left.`);
  return message;
}

/** Reports `body` as `provider` does it. */
export async function report(app: App, provider: keyof typeof secrets, body: unknown, id = "evt_1") {
  const text = JSON.stringify(
    provider === "ses" ? await asSns({ Message: JSON.stringify(body), MessageId: id }) : body,
  );
  return postHook(app, provider, text, await headersOf(provider, text, id, app.clock.now));
}

/** Posts `text` to the address of `provider`. */
export function postHook(app: App, provider: string, text: string, headers: Record<string, string> = {}) {
  return app.ask(`/hooks/${provider}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: text,
  });
}

/** What `provider` sends along with `text`. */
export async function headersOf(provider: keyof typeof secrets, text: string, id: string, now = noon) {
  switch (provider) {
    case "resend":
      return signedBySvix(text, id, Math.floor(now / 1000));
    case "brevo":
      return { Authorization: `Bearer ${secrets.brevo}` };
    case "postmark":
      return { Authorization: `Basic ${btoa(`imbuto:${secrets.postmark}`)}` };
    case "ses":
      return { "x-amz-sns-message-type": "Notification" };
  }
}

/** The headers of Svix over `text`, signed with `secret`. */
export async function signedBySvix(text: string, id: string, seconds: number, secret = secrets.resend) {
  const raw = bytes(secret.replace("whsec_", ""));
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(`${id}.${seconds}.${text}`));
  return { "svix-id": id, "svix-timestamp": String(seconds), "svix-signature": `v1,${base64(signature)}` };
}

/** A message of SNS, signed; `change` makes another one of it before it is signed. */
export async function asSns(change: Record<string, string>): Promise<Record<string, string>> {
  const message: Record<string, string> = {
    Type: "Notification",
    MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
    TopicArn: secrets.ses,
    Message: "{}",
    Timestamp: new Date(noon).toISOString(),
    SignatureVersion: "2",
    SigningCertURL: certificateUrl,
    ...change,
  };
  const isNotice = message.Type === "Notification";
  const names = isNotice
    ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
    : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
  const text = names
    .map((name) => (message[name] === undefined ? "" : `${name}\n${message[name]}\n`))
    .join("");
  const hash = message.SignatureVersion === "1" ? "SHA-1" : "SHA-256";
  const key = await crypto.subtle.importKey(
    "pkcs8",
    bytes(keys.key),
    { name: "RSASSA-PKCS1-v1_5", hash },
    false,
    ["sign"],
  );
  const signature = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, encoder.encode(text));
  return { ...message, Signature: base64(signature) };
}
