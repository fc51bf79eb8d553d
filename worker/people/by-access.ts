import type { Context } from "hono";
import { sign } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import type { Member } from "./member.ts";
import { findMemberByEmail } from "./store-members.ts";

/** Who comes by Cloudflare Access, where that is configured: a member by their address, or one of the owners it names. */
export async function memberByAccess(c: Context<AppEnv>): Promise<Member | null> {
  const { access, db, tokenSecret } = c.var.deps;
  const assertion = c.req.header("Cf-Access-Jwt-Assertion");
  if (access === null || assertion === undefined) return null;
  const email = await access.emailIn(assertion);
  if (email === null) return null;
  const came = { way: "access", session: await sign(tokenSecret, `access:${email}`) } as const;
  const member = await findMemberByEmail(db, email);
  if (member !== null) return { ...member, ...came };
  return access.owners.includes(email) ? { id: null, name: null, role: "owner", shop: null, ...came } : null;
}
