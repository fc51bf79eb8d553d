import { digest } from "../digest.ts";

const encoder = new TextEncoder();

/** Whether two texts are the same, in a time that tells nothing of how nearly. */
async function isSameSecret(one: string, other: string): Promise<boolean> {
  const [mine, theirs] = await Promise.all([digest(one), digest(other)]);
  return crypto.subtle.timingSafeEqual(encoder.encode(mine), encoder.encode(theirs));
}

/** Whether `authorization` carries `secret`: as a bearer's token, or as the password of basic authentication. */
export function carriesSecret(authorization: string | undefined, secret: string): Promise<boolean> {
  const [, scheme = "", given = ""] = /^(\S+) +(.+)$/.exec(authorization ?? "") ?? [];
  switch (scheme.toLowerCase()) {
    case "bearer":
      return isSameSecret(given, secret);
    case "basic":
      return isSameSecret(passwordIn(given), secret);
    default:
      return Promise.resolve(false);
  }
}

function passwordIn(credentials: string): string {
  try {
    const text = atob(credentials);
    return text.slice(text.indexOf(":") + 1);
  } catch {
    return "";
  }
}
