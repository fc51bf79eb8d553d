const encoder = new TextEncoder();

/** How far a sender's clock may be from ours, in milliseconds. */
const tolerance = 300_000;

/** What names and signs a call. */
interface Signed {
  id: string;
  /** Seconds since 1970. */
  timestamp: string;
  /** One or several, apart by spaces, each as in `v1,<base64>`. */
  signatures: string;
}

/** Whether the call is signed as Standard Webhooks have it, by one who knows `secret` (`whsec_<base64>`), just now. */
export async function isSigned(
  body: string,
  { id, timestamp, signatures }: Signed,
  secret: string,
  now: number,
): Promise<boolean> {
  if (id === "" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp) * 1000) > tolerance) return false;
  const raw = bytesIn(secret.replace(/^whsec_/, ""));
  if (raw === null || raw.length === 0) return false;
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  const text = encoder.encode(`${id}.${timestamp}.${body}`);
  for (const each of signatures.split(" ").slice(0, 10)) {
    const signature = each.startsWith("v1,") ? bytesIn(each.slice(3)) : null;
    if (signature !== null && (await crypto.subtle.verify("HMAC", key, signature, text))) return true;
  }
  return false;
}

/** The bytes that base64 writes, or null. */
export function bytesIn(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
