import * as z from "zod";

/** Cloudflare Access in front of the desk, where it is configured. */
export interface Access {
  /** The address, in lower case, of whoever `assertion` proves to come; null where it proves nothing. */
  emailIn: (assertion: string) => Promise<string | null>;
  /** Addresses of those who are the business's owners without being members. */
  owners: readonly string[];
}

/** What tells a team and its application from others, and what the check depends on. */
export interface AccessSettings {
  /** The team's domain, such as `forno.cloudflareaccess.com`. */
  team: string;
  /** The application's audience tag. */
  aud: string;
  owners: readonly string[];
  fetch: (url: string) => Promise<Response>;
  now: () => number;
}

// Keys change every six weeks; one that is not known is asked for at once, yet no oftener than this, whoever sends it.
const freshFor = 3_600_000;
const atMostEvery = 60_000;
/** By how much clocks may differ, in seconds. */
const leeway = 60;

const headerSchema = z.object({ alg: z.literal("RS256"), kid: z.string() });
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  email: z.email(),
});
const keysSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), kty: z.literal("RSA"), n: z.string(), e: z.string() })),
});

/** Checks what Cloudflare Access asserts, as its documentation asks for: signature, team, application and time. */
export function accessOf({ team, aud, owners, fetch, now }: AccessSettings): Access {
  const keyOf = keysFrom(`https://${team}/cdn-cgi/access/certs`, fetch, now);
  return {
    owners: owners.map((owner) => owner.toLowerCase()),
    async emailIn(assertion) {
      const [head = "", body = "", signature = "", ...rest] = assertion.split(".");
      const header = headerSchema.safeParse(jsonIn(head));
      const claims = claimsSchema.safeParse(jsonIn(body));
      const bytes = bytesIn(signature);
      if (rest.length > 0 || !header.success || !claims.success || bytes === null) return null;
      const { iss, exp, nbf = 0, email } = claims.data;
      const at = now() / 1000;
      const isOurs = iss === `https://${team}` && [claims.data.aud].flat().includes(aud);
      if (!isOurs || exp <= at || nbf > at + leeway) return null;
      const key = await keyOf(header.data.kid);
      const signed = new TextEncoder().encode(`${head}.${body}`);
      const isTrue = key !== null && (await crypto.subtle.verify(algorithm, key, bytes, signed));
      return isTrue ? email.toLowerCase() : null;
    },
  };
}

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** Looks a key up by its name; the team's keys are fetched when they are old, or do not have it. */
function keysFrom(url: string, fetch: AccessSettings["fetch"], now: () => number) {
  let keys = new Map<string, CryptoKey>();
  let askedAt = Number.NEGATIVE_INFINITY;
  return async (kid: string): Promise<CryptoKey | null> => {
    const age = now() - askedAt;
    if (age >= freshFor || (!keys.has(kid) && age >= atMostEvery)) {
      // Where Cloudflare does not answer, the keys that are known stay good: their tokens end by themselves.
      keys = (await fetchKeys(url, fetch).catch(() => null)) ?? keys;
      // Only now: those who came meanwhile asked as well, and were not refused for want of keys.
      askedAt = now();
    }
    return keys.get(kid) ?? null;
  };
}

async function fetchKeys(
  url: string,
  fetch: AccessSettings["fetch"],
): Promise<Map<string, CryptoKey> | null> {
  const answer = await fetch(url);
  const read = keysSchema.safeParse(answer.ok ? await answer.json() : null);
  if (!read.success) return null;
  const named = read.data.keys.map(async ({ kid, kty, n, e }) => {
    const key = await crypto.subtle.importKey("jwk", { kty, n, e }, algorithm, false, ["verify"]);
    return [kid, key] as const;
  });
  return new Map(await Promise.all(named));
}

function jsonIn(part: string): unknown {
  const bytes = bytesIn(part);
  try {
    return bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** The bytes that `text`, base64url, stands for; null where it is none. */
function bytesIn(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
