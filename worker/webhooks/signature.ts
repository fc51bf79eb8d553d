const encoder = new TextEncoder();

/** The variable that holds the secret of the webhook of this name alone. */
export function secretVariable(webhook: string): `WEBHOOK_SECRET_${string}` {
  return `WEBHOOK_SECRET_${webhook.toUpperCase().replaceAll("-", "_")}`;
}

/**
 * The header `webhook-signature` of Standard Webhooks for one call: a signature for each of `secrets`.
 *
 * Null when none of them can sign: `whsec_` and at least 16 bytes in base64.
 */
export async function signaturesOf(
  secrets: readonly string[],
  id: string,
  timestamp: number,
  body: string,
): Promise<string | null> {
  const keys = secrets.map(keyIn).filter((key) => key !== null);
  const signed = encoder.encode(`${id}.${timestamp}.${body}`);
  const signatures = await Promise.all(keys.map((key) => signatureOf(key, signed)));
  return signatures.length === 0 ? null : signatures.join(" ");
}

function keyIn(secret: string): Uint8Array<ArrayBuffer> | null {
  try {
    const key = Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (letter) => letter.charCodeAt(0));
    return key.length < 16 ? null : key;
  } catch {
    return null;
  }
}

async function signatureOf(secret: Uint8Array<ArrayBuffer>, signed: Uint8Array): Promise<string> {
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, signed));
  return `v1,${btoa(String.fromCharCode(...bytes))}`;
}
