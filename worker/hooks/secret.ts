import type { Context } from "hono";
import { digest, isSameText } from "../digest.ts";
import type { AppEnv } from "../env.ts";

/** Whether two texts are the same, in a time that tells nothing of how nearly. */
export async function isSameSecret(one: string, other: string): Promise<boolean> {
  const [mine, theirs] = await Promise.all([digest(one), digest(other)]);
  return isSameText(mine, theirs);
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

/** The answer to a call that does not come from whom it should. */
export function unknownCaller(c: Context<AppEnv>): Response {
  return c.body(JSON.stringify({ code: "unauthorized", status: 401, title: "Unauthorized" }), 401, {
    "Content-Type": "application/problem+json; charset=utf-8",
    "WWW-Authenticate": "Basic",
  });
}

function passwordIn(credentials: string): string {
  try {
    const text = atob(credentials);
    return text.slice(text.indexOf(":") + 1);
  } catch {
    return "";
  }
}
