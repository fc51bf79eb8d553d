import type { Context } from "hono";
import type { CatalogFile, CatalogMagnet } from "../content/schema/catalog.ts";
import type { AppEnv } from "./env.ts";
import { personIn } from "./identity.ts";
import { findLanding, findMagnet, type LandingHere } from "./landing.ts";
import { type Grant, listGrants } from "./store/grants.ts";
import { withRetries } from "./store/retry.ts";
import { hashOfToken, looksLikeToken } from "./tokens.ts";

/** One thing that a token opens: the grant, and what it grants. */
export interface OpenedGift {
  grant: Grant;
  magnet: CatalogMagnet;
}

/** All that a valid token opens: what one submission brought, in its order. */
export interface Opened {
  token: string;
  hash: string;
  here: LandingHere;
  gifts: readonly [OpenedGift, ...OpenedGift[]];
}

/** What the token in the address opens; null for every token that opens nothing, whatever the reason. */
export async function openToken(c: Context<AppEnv>): Promise<Opened | null> {
  const token = c.req.param("token") ?? "";
  return looksLikeToken(token) ? findOpened(c, token) : null;
}

/** What `token` opens. */
export async function findOpened(c: Context<AppEnv>, token: string): Promise<Opened | null> {
  const { db, now } = c.var.deps;
  const hash = await hashOfToken(token);
  return openedBy(c, { token, hash }, await withRetries(() => listGrants(db, hash, now())));
}

/** What `grants` stand for, as far as the catalog still has it. */
export function openedBy(
  c: Context<AppEnv>,
  { token, hash }: Pick<Opened, "token" | "hash">,
  grants: readonly Grant[],
): Opened | null {
  const { catalog } = c.var.deps;
  const here = findLanding(catalog, grants[0]?.landing ?? "");
  const [first, ...others] = grants.flatMap((grant) => {
    const magnet = findMagnet(catalog, grant.magnet);
    return magnet === null ? [] : [{ grant, magnet }];
  });
  return here === null || first === undefined ? null : { token, hash, here, gifts: [first, ...others] };
}

/** The files that `magnet` gives. */
export function filesOf(magnet: CatalogMagnet): readonly CatalogFile[] {
  return "files" in magnet ? magnet.files : [];
}

/** Whether a press has opened it, and it still is. */
export function isOpen({ grant }: OpenedGift, now: number): boolean {
  return grant.openUntil !== null && grant.openUntil > now;
}

/** Whether it plays on the page itself. */
export function plays({ type }: CatalogFile): boolean {
  return /^(?:audio|video)\//.test(type);
}

/** The given name that the submission itself tells: someone who only knows an address must not learn whose it is. */
export function givenName({ here, gifts }: Opened): string | null {
  return personIn(here.form.fields, JSON.parse(gifts[0].grant.answers))?.givenName ?? null;
}

/** How long a press keeps something open: who watches or listens stops, and goes on later. */
export function openFor(magnet: CatalogMagnet): number {
  return filesOf(magnet).some(plays) ? 6 * hour : hour;
}

const hour = 3_600_000;
